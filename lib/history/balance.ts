import type { Balance, BalanceLot } from '#lib/contracts/balance.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { type Balance as Books, balanceAt, balanceNow, type Lot, lotsOf } from '#lib/ledger/balance.ts';
import { validThrough } from '#lib/ledger/expiry.ts';
import { refundWindowEnd } from '#lib/ledger/refundable.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { type Credits, toWire, ZERO } from '#lib/money/credits.ts';
import { balanceTierOf } from '#lib/pricing/tiers.ts';
import { inSnapshot } from './store.ts';

/**
 * A customer's balance with its lots as the API shows it. Balance and lots are of one moment, so that they add up.
 *
 * @param instant now, or any instant that was asked for, past or future
 */
export async function balanceWithLots(
  db: Pick<Database, 'pool'>,
  customerId: Uuid,
  instant: { now: Date } | { asOf: Date },
): Promise<Balance> {
  return inSnapshot(db, async (sql) => {
    const books =
      'asOf' in instant
        ? await balanceAt(sql, customerId, instant.asOf)
        : await balanceNow(sql, customerId, instant.now);
    const lots = books === undefined ? [] : await lotsOf(sql, customerId, books);
    const at = books?.asOf ?? ('asOf' in instant ? instant.asOf : instant.now);
    return {
      as_of: at.toISOString(),
      balance_eur: toWire(books?.availableMicros ?? ZERO),
      held_eur: toWire(books?.heldMicros ?? ZERO),
      refund_reserved_eur: toWire(books?.refundReservedMicros ?? ZERO),
      owed_eur: toWire(books?.owedMicros ?? ZERO),
      expires_at: books?.expiresAt?.toISOString() ?? null,
      valid_through: books?.expiresAt ? validThrough(books.expiresAt) : null,
      tier: balanceTierOf(spendable(books)),
      lots: lots.map(lotOnWire),
    };
  });
}

/** What is available now; nothing for a customer without books. */
export async function availableNow(db: Pick<Database, 'pool'>, customerId: Uuid, at: Date): Promise<Credits> {
  return (await balanceNow(onPool(db.pool), customerId, at))?.availableMicros ?? ZERO;
}

/** What may be spent: what is available, and nothing while something is owed. */
export function spendable(books: Books | undefined): Credits {
  return books === undefined || books.owedMicros > ZERO ? ZERO : books.availableMicros;
}

function lotOnWire(lot: Lot): BalanceLot {
  return {
    id: lot.id,
    source: lot.source,
    created_at: lot.effectiveAt.toISOString(),
    original_eur: toWire(lot.originalMicros),
    remaining_eur: toWire(lot.remainingMicros),
    refund_reserved_eur: toWire(lot.reservedMicros),
    spent_eur: toWire(lot.spentMicros),
    refunded_eur: toWire(lot.refundedMicros),
    expired_eur: toWire(lot.expiredMicros),
    clawed_back_eur: toWire(lot.clawedBackMicros),
    debt_paid_eur: toWire(lot.debtPaidMicros),
    refundable_until: lot.source === 'top_up' ? refundWindowEnd(lot.effectiveAt).toISOString() : null,
  };
}
