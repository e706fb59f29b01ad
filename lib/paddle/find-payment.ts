import { DepictaError } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { findPurchase, findPurchaseByNumber } from '#lib/topups/store.ts';
import { isTemporary, PaddleCallError, type PaddleClient } from './client.ts';
import { lookAtPayment, takePayment } from './lookup.ts';
import { nextRawPage } from './raw-page.ts';
import { ownership } from './wire.ts';

/** What a receipt number, or the id of a Paddle transaction, may look like. */
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9_-]{2,59}$/;

/**
 * Where is my payment? Finds a customer's purchase by the number on Paddle's receipt, or by the Paddle transaction. What
 * is paid there and not credited here is credited at once, through the same inbox as a webhook: it repairs itself.
 *
 * @param wanted.number as it was typed
 * @param at the present instant
 * @returns undefined when there is none of this customer's; somebody else's is none
 * @throws {DepictaError} `unavailable` when Paddle had to be asked and does not answer
 */
export async function findPayment(
  prisma: Database['prisma'],
  paddle: PaddleClient,
  wanted: { customerId: Uuid; number: string },
  at: Date,
): Promise<Uuid | undefined> {
  try {
    return await find(prisma, paddle, wanted, at);
  } catch (error) {
    if (!(error instanceof PaddleCallError)) throw error;
    // Paddle says that there is no such number.
    if (error.failure.kind === 'refused' && !isTemporary(error.failure.code)) return undefined;
    throw new DepictaError(
      'unavailable',
      'Paddle does not answer just now. Try again in a minute; a payment that was made is not lost.',
      { details: { rule: 'lookup_away' }, retryAfterSeconds: 60, cause: error },
    );
  }
}

async function find(
  prisma: Database['prisma'],
  paddle: PaddleClient,
  wanted: { customerId: Uuid; number: string },
  at: Date,
): Promise<Uuid | undefined> {
  const { customerId } = wanted;
  const number = wanted.number.trim();
  if (!NUMBER.test(number)) return undefined;
  const known = await findPurchaseByNumber(prisma, { customerId, number });
  if (known !== undefined) {
    const { paddleTransactionId } = known;
    if (known.creditedAt === null && paddleTransactionId !== null)
      await lookAtPayment(prisma, paddle, { paddleTransactionId, customerId }, at);
    return known.id;
  }
  return findAtPaddle(prisma, paddle, { customerId, number }, at);
}

/** A receipt number is ours to know only once a payment is credited: before, Paddle knows whose it is. */
async function findAtPaddle(
  prisma: Database['prisma'],
  paddle: PaddleClient,
  { customerId, number }: { customerId: Uuid; number: string },
  at: Date,
): Promise<Uuid | undefined> {
  const list = paddle.transactions.list(
    number.startsWith('txn_') ? { id: [number] } : { invoiceNumber: [number] },
  );
  const [data] = await nextRawPage('find payment', list);
  const owner = ownership.safeParse(data);
  if (!owner.success) return undefined;
  const purchaseId = owner.data.custom_data.purchase_id;
  const purchase = await findPurchase(prisma, { purchaseId, customerId });
  if (purchase === undefined) return undefined;
  if (purchase.creditedAt === null) await takePayment(prisma, data, at);
  return purchaseId;
}
