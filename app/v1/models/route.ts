import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { spendable } from '#lib/history/balance.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { route } from '#lib/http/route.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { ZERO } from '#lib/money/credits.ts';
import { publishedModels } from '#lib/pricing/published.ts';

/** The models, with what the caller's balance allows of each. */
export const GET = route({}, async ({ caller }) => {
  const books = await balanceNow(onPool(database().pool), caller.customerId, now());
  const availableMicros = books?.availableMicros ?? ZERO;
  return { body: publishedModels({ availableMicros, spendableMicros: spendable(books) }) };
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');
