import { balanceQuery } from '#lib/contracts/balance.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { balanceWithLots } from '#lib/history/balance.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { route } from '#lib/http/route.ts';

/** The caller's balance: now, or at any instant asked for. */
export const GET = route({ query: balanceQuery }, async ({ query, caller }) => ({
  body: await balanceWithLots(
    database(),
    caller.customerId,
    query.as_of === undefined ? { now: now() } : { asOf: query.as_of },
  ),
}));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');
