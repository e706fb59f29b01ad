import { atMost } from '#lib/core/at-most.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { mayOrder, type Orderer } from '#lib/customers/may-order.ts';
import type { Database } from '#lib/db/client.ts';
import { simulate } from '#lib/db/simulate.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { post } from '#lib/ledger/post.ts';
import { postingsAfter } from '#lib/ledger/postings.ts';
import { inTransaction, onPool } from '#lib/ledger/sql.ts';
import { type Credits, ZERO } from '#lib/money/credits.ts';
import { type AdmissionOptions, type AdmissionRequest, holdFor, refusalOf } from './admit.ts';
import type { Ordered } from './order.ts';

/** What would come of a request. */
export type Foreseen = {
  /** Why it would not be accepted. */
  refusal: DepictaError | null;
  /** What a charge of the whole hold would draw on, in that order. */
  lots: { lotId: Uuid; amountMicros: Credits }[];
  /** After the hold, or as it is where there would be none. */
  availableMicros: Credits;
};

/**
 * Tells what a request would hold, from which lots, without holding it: the hold and its charge are made as they would be, and
 * undone. So the answer cannot differ from what the request itself would meet at this instant.
 */
export async function foresee(
  { prisma, pool }: Pick<Database, 'prisma' | 'pool'>,
  request: Ordered & Pick<AdmissionRequest, 'customerId' | 'apiKey'> & Orderer,
  options: AdmissionOptions & { at: Date },
): Promise<Foreseen> {
  const { customerId, quote } = request;
  const { at } = options;
  const notAtAll = refusedOutright(request);
  if (notAtAll !== undefined) {
    const books = await balanceNow(onPool(pool), customerId, at);
    return { refusal: notAtAll, lots: [], availableMicros: books?.availableMicros ?? ZERO };
  }
  const jobId = uuidv7();
  return fewAtOnce(() =>
    simulate(prisma, async (tx) => {
      const sql = inTransaction(tx);
      const hold = holdFor(request, { jobId, at, maxInFlight: options.maxInFlight });
      const [held] = await post(sql, at, [hold]);
      const { outcome, availableMicros, version } = held!;
      if (outcome !== 'held')
        return { refusal: refusalOf(request, held!, options), lots: [], availableMicros };
      await post(sql, at, [{ op: 'settle', customerId, holdId: jobId, chargeMicros: quote.holdMicros }]);
      const postings = await postingsAfter(sql, customerId, version);
      const lots = postings.flatMap(({ kind, lotId, amountMicros }) =>
        kind === 'charge' && lotId !== null ? [{ lotId, amountMicros }] : [],
      );
      return { refusal: null, lots, availableMicros };
    }),
  );
}

/**
 * Each has a connection and its customer's lock until it is undone: many at once, of one customer, must not keep others
 * from theirs.
 */
const fewAtOnce = atMost(3, 500);

/** Why this customer may order nothing, whatever it costs. */
function refusedOutright(orderer: Orderer): DepictaError | undefined {
  try {
    mayOrder(orderer);
    return undefined;
  } catch (error) {
    if (error instanceof DepictaError) return error;
    throw error;
  }
}
