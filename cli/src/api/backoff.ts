const FIRST_MS = 400;
const LONGEST_MS = 8_000;

/**
 * How long to wait before asking again: doubling, with a share of chance so that many clients do not return at
 * once.
 *
 * @param attempt how many attempts have failed, from 1
 */
export function pauseBeforeAttemptMs(attempt: number): number {
  return Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS) * (0.8 + Math.random() * 0.4);
}

/** Waits. */
export function pause(forMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, forMs));
}
