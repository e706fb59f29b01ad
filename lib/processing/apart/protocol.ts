import type { Operation } from '#lib/contracts/operations.ts';
import type { ErrorDetails } from '#lib/core/errors.ts';
import type { Inputs, Processed } from '../process.ts';

/** What the process of operations is asked. */
export type Task = {
  operation: Operation;
  parameters: Readonly<Record<string, unknown>>;
  inputs: Inputs;
};

/** What it answers: the file, why the customer's picture or parameters cannot be used, or what broke. */
export type Reply =
  | { done: Processed }
  | { refused: { message: string; details: ErrorDetails | undefined } }
  | { broke: { message: string; stack: string | undefined } };
