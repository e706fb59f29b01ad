import { DepictaError } from '#lib/core/errors.ts';

/**
 * Runs work with a bound on how much of it runs at once; the rest waits in line, and the line has a bound too.
 *
 * @param running how many run at the same time
 * @param waiting how many may wait; whoever comes then is refused at once instead of timing out later
 * @throws {DepictaError} `unavailable` when the line is full; otherwise what the work threw
 */
export function atMost(running: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  let active = 0;
  const line: (() => void)[] = [];
  return async (work) => {
    if (active < running) active += 1;
    else {
      if (line.length >= waiting)
        throw new DepictaError('unavailable', 'The service is busy. Try again in a few seconds.', {
          retryAfterSeconds: 5,
        });
      // Whoever ends hands its place on, so the count stays as it is.
      await new Promise<void>((resolve) => line.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else active -= 1;
    }
  };
}
