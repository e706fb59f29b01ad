import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { dismissCreditNotice } from '#lib/history/given.ts';
import { profile } from '#lib/history/profile.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { route } from '#lib/http/route.ts';

/** Clears the notice of given credit; the profile without it is the answer. */
export const POST = route({}, async ({ caller: { customerId, userId } }) => {
  const db = database();
  await dismissCreditNotice(db, customerId, now());
  return { body: await profile(db, { customerId, userId, at: now() }) };
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethodsThan('POST');
