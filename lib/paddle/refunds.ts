import type { Adjustment } from '@paddle/paddle-node-sdk';
import * as z from 'zod';
import { toMinorUnits } from '#lib/money/cents.ts';
import type { PaddleAdjustment } from '#lib/topups/adjustment.ts';
import type { RefundAnswer, RefundPort } from '#lib/topups/refund-port.ts';
import { callPaddle, isTemporary, PaddleCallError, type PaddleClient } from './client.ts';
import { toAdjustment } from './events.ts';
import { nextRawPage } from './raw-page.ts';
import { adjustment } from './wire.ts';

/** Another refund of the same payment waits for Paddle's decision: ours can be asked for after it. */
const ANOTHER_PENDING = 'adjustment_pending_refund_request';
const PAGE_SIZE = 50;

/** The one line of a top-up, as Paddle numbers it. */
const lines = z.object({ details: z.object({ line_items: z.tuple([z.object({ id: z.string() })]) }) });

/** Paddle as the provider of refunds. Source: Paddle's documentation, "Create an adjustment". */
export function paddleRefunds(paddle: PaddleClient): RefundPort {
  return {
    refund: async (order) => {
      try {
        return toAnswer(await ask(paddle, order));
      } catch (error) {
        return toFailure(error);
      }
    },
    adjustmentsOf: (paddleTransactionId) => listAll(paddle, paddleTransactionId),
  };
}

async function ask(
  paddle: PaddleClient,
  { paddleTransactionId, netCents, whole, reason, mayAsk }: Parameters<RefundPort['refund']>[0],
): Promise<Adjustment> {
  const base = { action: 'refund', transactionId: paddleTransactionId, reason } as const;
  if (whole && !mayAsk()) throw new NothingAsked('too late');
  if (whole) return callPaddle('refund', () => paddle.adjustments.create({ ...base, type: 'full' }));
  const itemId = await lineOf(paddle, paddleTransactionId);
  if (!mayAsk()) throw new NothingAsked('too late');
  return callPaddle('refund', () =>
    paddle.adjustments.create({
      ...base,
      type: 'partial',
      // The amount is without tax; left out, Paddle would take it as with tax.
      taxMode: 'external',
      items: [{ itemId, type: 'partial', amount: toMinorUnits(netCents) }],
    }),
  );
}

/** What failed before the call that counts: nothing was asked. */
class NothingAsked extends Error {}

async function lineOf(paddle: PaddleClient, paddleTransactionId: string): Promise<string> {
  try {
    const [data] = await nextRawPage(
      'look at transaction',
      paddle.transactions.list({ id: [paddleTransactionId] }),
    );
    return lines.parse(data).details.line_items[0].id;
  } catch (error) {
    throw new NothingAsked('The line of the payment could not be read', { cause: error });
  }
}

function toAnswer(made: Adjustment): RefundAnswer {
  const read = toAdjustment(fromSdk(made));
  // It was made, whatever it says: the event that tells of it is parked for a person.
  return read.kind === 'adjustment'
    ? { kind: 'made', adjustment: read.adjustment }
    : { kind: 'unknown', code: 'unreadable' };
}

function toFailure(error: unknown): RefundAnswer {
  if (error instanceof NothingAsked) return { kind: 'later', code: 'not_asked' };
  if (!(error instanceof PaddleCallError)) return { kind: 'unknown', code: 'unreadable' };
  const { failure } = error;
  if (failure.kind === 'unknown') return { kind: 'unknown', code: failure.code };
  const later = failure.code === ANOTHER_PENDING || isTemporary(failure.code);
  return { kind: later ? 'later' : 'refused', code: failure.code };
}

async function listAll(
  paddle: PaddleClient,
  paddleTransactionId: string,
): ReturnType<RefundPort['adjustmentsOf']> {
  const list = paddle.adjustments.list({ transactionId: [paddleTransactionId], perPage: PAGE_SIZE });
  const adjustments: PaddleAdjustment[] = [];
  let unreadable = 0;
  while (list.hasMore) {
    for (const data of await nextRawPage('list adjustments', list)) {
      const parsed = adjustment.safeParse(data);
      const read = parsed.success ? toAdjustment(parsed.data) : undefined;
      if (read?.kind === 'adjustment') adjustments.push(read.adjustment);
      else unreadable += 1;
    }
  }
  return { adjustments, unreadable };
}

/** The SDK's own form of an adjustment, as it travels. */
function fromSdk(made: Adjustment): z.infer<typeof adjustment> {
  const { subtotal, tax, total } = made.totals;
  return adjustment.parse({
    id: made.id,
    action: made.action,
    status: made.status,
    transaction_id: made.transactionId,
    currency_code: made.currencyCode,
    totals: { subtotal, tax, total },
    created_at: made.createdAt,
    updated_at: made.updatedAt,
  });
}
