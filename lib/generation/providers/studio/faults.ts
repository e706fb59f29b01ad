import { setTimeout as pause } from 'node:timers/promises';
import { ProviderFailedError } from '../errors.ts';

/** Behaviours that a prompt may ask for in tests and demonstrations. */
export type Faults = {
  /** The prompt without its markers. */
  readonly prompt: string;
  readonly fails: 'once and for all' | 'for now' | undefined;
  /** The picture's bytes are to be no image. */
  readonly malformed: boolean;
  /** How long to wait before drawing. */
  readonly delayMs: number;
};

const MARKER = /\[\[\s*(fail(?::retryable)?|malformed|slow:(\d{1,5})(ms|s))\s*\]\]/gi;

/**
 * Reads the markers of a prompt: `[[fail]]`, `[[fail:retryable]]`, `[[malformed]]`, `[[slow:5s]]`, `[[slow:250ms]]`.
 *
 * @param prompt The prompt as it was written.
 */
export function readFaults(prompt: string): Faults {
  const found = [...prompt.matchAll(MARKER)].map(([, marker, wait, unit]) => ({
    marker: marker!.toLowerCase(),
    delayMs: wait === undefined ? 0 : Number(wait) * (unit!.toLowerCase() === 's' ? 1000 : 1),
  }));
  const has = (marker: string): boolean => found.some((fault) => fault.marker === marker);
  return {
    prompt: prompt.replace(MARKER, ' '),
    fails: has('fail') ? 'once and for all' : has('fail:retryable') ? 'for now' : undefined,
    malformed: has('malformed'),
    delayMs: found.reduce((sum, { delayMs }) => sum + delayMs, 0),
  };
}

/**
 * Waits and fails as the markers say.
 *
 * @param signal Ends the wait by throwing its reason.
 * @throws {ProviderFailedError} For `[[fail]]` and `[[fail:retryable]]`.
 */
export async function actOut({ delayMs, fails }: Faults, signal: AbortSignal | undefined): Promise<void> {
  if (delayMs > 0) {
    await pause(delayMs, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error;
    });
  }
  if (fails !== undefined) {
    throw new ProviderFailedError('The studio was told to fail.', { retryable: fails === 'for now' });
  }
}

/** Bytes that no decoder takes for an image. */
export const NO_IMAGE: Uint8Array = new TextEncoder().encode('this is not an image');
