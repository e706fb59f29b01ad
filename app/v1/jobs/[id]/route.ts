import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { isUuid } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import { POLL_AFTER_SECONDS } from '#lib/generation/generate.ts';
import { job } from '#lib/history/jobs.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { route } from '#lib/http/route.ts';

/** One job of the caller. */
export const GET = route({}, async ({ params, caller }) => {
  const id = params.id ?? '';
  const found = isUuid(id) ? await job(database(), caller.customerId, id, now()) : undefined;
  if (found === undefined) throw new DepictaError('not_found', 'There is no such job.');
  const isOver = found.status === 'completed' || found.status === 'failed';
  return {
    body: found,
    headers: {
      'X-Depicta-Job-Id': found.id,
      ...(isOver ? {} : { 'Retry-After': POLL_AFTER_SECONDS.toString() }),
    },
  };
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');
