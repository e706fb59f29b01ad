import { EXPORTS, requireTaken, take } from '#lib/auth/rate-limit.ts';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { database } from '#lib/db/client.ts';
import { exportOf } from '#lib/history/export.ts';
import { route } from '#lib/http/route.ts';

/** Everything we hold on the person who is signed in and their customer, as one JSON file. No key opens it. */
export const GET = route({}, async ({ caller }) => {
  const { customerId, userId } = caller;
  if (userId === null) throw new DepictaError('not_found', 'There is nothing at this address.');
  const at = now();
  requireTaken(await take(database(), EXPORTS, customerId, at), at);
  const file = await exportOf(database(), { customerId, userId }, at);
  return new Response(file, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="depicta-export-${at.toISOString().slice(0, 10)}.json"`,
    },
  });
});
