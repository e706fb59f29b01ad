import type { TopUp } from '#lib/contracts/top-up.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { isUuid, type Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { validThrough } from '#lib/ledger/expiry.ts';
import { onPool } from '#lib/ledger/sql.ts';
import type { Cents } from '#lib/money/cents.ts';
import { fromCents, toWire, ZERO } from '#lib/money/credits.ts';
import { type Purchase, stateOf } from './purchase.ts';
import { findPurchase } from './store.ts';

/**
 * A customer's purchase. What is somebody else's is not found.
 *
 * @param id as it came from outside
 * @throws {DepictaError} `not_found`
 */
export async function purchaseOf(
  prisma: Database['prisma'],
  { customerId, id }: { customerId: Uuid; id: string },
): Promise<Purchase> {
  const purchase = isUuid(id) ? await findPurchase(prisma, { purchaseId: id, customerId }) : undefined;
  if (purchase === undefined) throw new DepictaError('not_found', 'There is no such top-up.');
  return purchase;
}

/**
 * A purchase as the page shows it, with the customer's books beside it.
 *
 * @param at the present instant
 */
export async function toTopUp(db: Database, purchase: Purchase, at: Date): Promise<TopUp> {
  const books = await balanceNow(onPool(db.pool), purchase.customerId, at);
  const cash = (amount: Cents | null) => (amount === null ? null : toWire(fromCents(amount)));
  return {
    id: purchase.id,
    state: stateOf(purchase),
    country: purchase.country,
    net_eur: toWire(fromCents(purchase.amountCents)),
    tax_eur: cash(purchase.taxCents),
    total_eur: cash(purchase.totalCents),
    paddle_transaction_id: purchase.paddleTransactionId,
    decline_code: purchase.failureReason,
    receipt_number: purchase.receiptNumber,
    created_at: purchase.createdAt.toISOString(),
    paid_at: purchase.paidAt?.toISOString() ?? null,
    credited_at: purchase.creditedAt?.toISOString() ?? null,
    balance_eur: toWire(books?.availableMicros ?? ZERO),
    expires_at: books?.expiresAt?.toISOString() ?? null,
    valid_through: books?.expiresAt ? validThrough(books.expiresAt) : null,
  };
}
