import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { profile } from '#lib/history/profile.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { route } from '#lib/http/route.ts';

/** Who the caller is and what they have. */
export const GET = route({}, async ({ caller: { customerId, userId } }) => ({
  body: await profile(database(), { customerId, userId, at: now() }),
}));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');
