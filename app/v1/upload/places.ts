import { DepictaError } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';

/** How many uploads are received at a time: each holds a connection, and up to 50 MB of the disk. */
const MOST_OF_CUSTOMER = 4;
const MOST_OF_PROCESS = 16;
const RETRY_AFTER_SECONDS = 5;

/** Does some work that one of the places is taken for, until it ends in whatever way. */
export type Places = <Result>(customerId: Uuid, work: () => Promise<Result>) => Promise<Result>;

/**
 * The places of uploads in a process, a few of them for each customer.
 *
 * @returns a function that throws `rate_limited` where none is free, and does nothing then
 */
export function uploadPlaces(): Places {
  const taken: Uuid[] = [];
  return async (customerId, work) => {
    if (taken.filter((each) => each === customerId).length >= MOST_OF_CUSTOMER)
      throw full(`You are sending ${MOST_OF_CUSTOMER} pictures. Send the next when one is done.`, {
        rule: 'uploads_at_once',
        max_at_once: MOST_OF_CUSTOMER,
      });
    if (taken.length >= MOST_OF_PROCESS)
      throw full('Many pictures are being sent just now. Try again in a few seconds.', {
        rule: 'uploads_busy',
      });
    taken.push(customerId);
    try {
      return await work();
    } finally {
      taken.splice(taken.indexOf(customerId), 1);
    }
  };
}

function full(message: string, details: Record<string, string | number>): DepictaError {
  return new DepictaError('rate_limited', message, { details, retryAfterSeconds: RETRY_AFTER_SECONDS });
}
