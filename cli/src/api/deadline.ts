/** A point in time by which to have finished, by a clock that nobody sets. */
export type Deadline = { remainingMs(): number; readonly totalMs: number };

/** A deadline so many milliseconds from now. */
export function deadlineIn(totalMs: number): Deadline {
  const endMs = performance.now() + totalMs;
  return { totalMs, remainingMs: () => endMs - performance.now() };
}
