import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { centsFromMinorUnits } from '#lib/money/cents.ts';
import type { PaddleAdjustment } from '#lib/topups/adjustment.ts';
import type { PaddleClient } from './client.ts';
import type { TheirPayment } from './differences.ts';
import { toAdjustment } from './events.ts';
import { nextRawPage } from './raw-page.ts';
import { adjustment, ownership, transaction } from './wire.ts';

/** Paddle's most on a page of payments. */
const PAGE_SIZE = 30;
/** Paddle answers 240 calls a minute for all of us: a long list is read more slowly than that. */
const PAGES_AT_ONCE = 30;
const PACE_MS = 500;

/** A payment at Paddle with what it was read from, to handle it again. */
export type Their = { payment: TheirPayment; data: unknown; rawAdjustments: ReadonlyMap<string, unknown> };

const included = z.object({ adjustments: z.array(z.unknown()).optional() });

/**
 * The payments that changed at Paddle from an instant on, with their adjustments, by their Paddle transaction.
 *
 * @throws {PaddleCallError} when Paddle does not answer
 */
export async function readTheirs(paddle: PaddleClient, since: Date): Promise<Map<string, Their>> {
  const list = paddle.transactions.list({
    'updatedAt[GTE]': since.toISOString(),
    status: ['paid', 'completed', 'canceled'],
    include: ['adjustment'],
    perPage: PAGE_SIZE,
  });
  const found = new Map<string, Their>();
  for (let page = 1; list.hasMore; page += 1) {
    for (const data of await nextRawPage('list payments', list)) {
      const their = toTheirs(data);
      if (their !== undefined) found.set(their.payment.paddleTransactionId, their);
    }
    if (page > PAGES_AT_ONCE) await sleep(PACE_MS);
  }
  return found;
}

/** Reads some Paddle transactions, in place of what was known of them. One that Paddle does not have is known no more. */
export async function readById(
  paddle: PaddleClient,
  theirs: Map<string, Their>,
  ids: readonly string[],
): Promise<void> {
  for (let from = 0; from < ids.length; from += PAGE_SIZE) {
    const id = ids.slice(from, from + PAGE_SIZE);
    const list = paddle.transactions.list({ id, include: ['adjustment'], perPage: PAGE_SIZE });
    const read = (await nextRawPage('look at payments', list)).map(toTheirs);
    for (const each of id) theirs.delete(each);
    for (const their of read) if (their !== undefined) theirs.set(their.payment.paddleTransactionId, their);
    if (from / PAGE_SIZE > PAGES_AT_ONCE) await sleep(PACE_MS);
  }
}

function toTheirs(data: unknown): Their | undefined {
  const parsed = transaction.safeParse(data);
  if (!parsed.success) return undefined;
  const { id, status, currency_code, details } = parsed.data;
  const { subtotal, discount, tax, total } = details.totals;
  // Somebody else's arithmetic must not stop the comparison of everything.
  if (BigInt(discount) > BigInt(subtotal)) return undefined;
  const owner = ownership.safeParse(data);
  const rawAdjustments = new Map<string, unknown>();
  const adjustments: PaddleAdjustment[] = [];
  for (const raw of included.safeParse(data).data?.adjustments ?? []) {
    const read = adjustment.safeParse(raw);
    const reading = read.success ? toAdjustment(read.data) : undefined;
    if (reading?.kind !== 'adjustment') continue;
    adjustments.push(reading.adjustment);
    rawAdjustments.set(reading.adjustment.id, raw);
  }
  return {
    data,
    rawAdjustments,
    payment: {
      paddleTransactionId: id,
      purchaseId: owner.success ? owner.data.custom_data.purchase_id : null,
      status,
      currency: currency_code,
      netCents: centsFromMinorUnits((BigInt(subtotal) - BigInt(discount)).toString()),
      taxCents: centsFromMinorUnits(tax),
      totalCents: centsFromMinorUnits(total),
      adjustments,
    },
  };
}
