import type { Operation } from '#lib/contracts/operation-choices.ts';
import type { ErrorDetails } from '#lib/core/errors.ts';
import type { Inputs, Processed } from '../process.ts';
import type { Header } from '../source.ts';

/** What the process of operations is asked: an operation, a reference in a form for providers, or what a file is. */
export type Task =
  | { operation: Operation; parameters: Readonly<Record<string, unknown>>; inputs: Inputs }
  | { reference: Uint8Array; field: string }
  | { path: string; field: string };

/** What it answers: the result, why the customer's picture or parameters cannot be used, or what broke. */
export type Reply =
  | { done: Processed | Uint8Array | Header }
  | { refused: { message: string; details: ErrorDetails | undefined } }
  | { broke: { message: string; stack: string | undefined } };
