import { invariant } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import {
  type Balance,
  balanceAt,
  balanceNow,
  type ClockChange,
  clockOf,
  type Lot,
  lotsOf,
} from '#lib/ledger/balance.ts';
import type { StatementKind } from '#lib/ledger/statement.ts';
import { type Credits, credits, subtract, sum, ZERO } from '#lib/money/credits.ts';
import { inSnapshot } from './store.ts';

/** What a balance is made of: the lines add up to the credit, and the credit less what is kept aside is available. */
export type Explanation = {
  /** What each kind of entry has added to or taken from the credit, ever; signed, none of them zero. */
  lines: { kind: StatementKind; changeMicros: Credits }[];
  creditMicros: Credits;
  heldMicros: Credits;
  refundReservedMicros: Credits;
  availableMicros: Credits;
  owedMicros: Credits;
  /** What the lines do not explain: zero, to the micro-euro. */
  unexplainedMicros: Credits;
  expiresAt: Date | null;
  /** The instant that all of it is about. */
  asOf: Date;
  /** What each line is the sum of, in burn order. */
  lots: Lot[];
  /** How the expiry date came about, newest first. */
  clock: ClockChange[];
};

/**
 * Opens a balance into its sum, now or at any instant, past or future, on one path. All figures are of one moment. Expiry
 * that is due and not booked yet is in its line: that credit is gone whether or not the sweep has been.
 */
export async function explainBalance(
  db: Pick<Database, 'pool'>,
  customerId: Uuid,
  instant: { now: Date } | { asOf: Date },
): Promise<Explanation> {
  return inSnapshot(db, async (sql) => {
    const books =
      'asOf' in instant
        ? await balanceAt(sql, customerId, instant.asOf)
        : await balanceNow(sql, customerId, instant.now);
    const lots = books === undefined ? [] : await lotsOf(sql, customerId, books);
    const clock = books === undefined ? [] : await clockOf(sql, customerId, books);
    const lines = linesOf(lots);
    return {
      lines,
      ...figuresOf(books),
      unexplainedMicros: subtract(books?.creditMicros ?? ZERO, sum(lines.map((line) => line.changeMicros))),
      asOf: books?.asOf ?? ('asOf' in instant ? instant.asOf : instant.now),
      lots,
      clock,
    };
  });
}

function figuresOf(books: Balance | undefined) {
  const figures = {
    creditMicros: books?.creditMicros ?? ZERO,
    heldMicros: books?.heldMicros ?? ZERO,
    refundReservedMicros: books?.refundReservedMicros ?? ZERO,
    availableMicros: books?.availableMicros ?? ZERO,
    owedMicros: books?.owedMicros ?? ZERO,
    expiresAt: books?.expiresAt ?? null,
  };
  const { creditMicros, heldMicros, refundReservedMicros, availableMicros } = figures;
  invariant(
    creditMicros - heldMicros - refundReservedMicros === availableMicros,
    'what is available is the credit less what is kept aside',
  );
  return figures;
}

/** What has become of all lots, by the kind of entry that did it. What a correction took is kept apart from claw-backs. */
function linesOf(lots: readonly Lot[]): Explanation['lines'] {
  const kinds = new Map<StatementKind, bigint>();
  const count = (kind: StatementKind, change: bigint) => kinds.set(kind, (kinds.get(kind) ?? 0n) + change);
  for (const lot of lots) count(lot.source, lot.originalMicros);
  for (const lot of lots) {
    count('charge', -lot.spentMicros);
    count('expire', -lot.expiredMicros);
    count('refund', -lot.refundedMicros);
    count(lot.source === 'top_up' ? 'claw_back' : 'correction', -lot.clawedBackMicros);
    count('offset', -lot.debtPaidMicros);
  }
  return [...kinds]
    .filter(([, change]) => change !== 0n)
    .map(([kind, change]) => ({ kind, changeMicros: credits(change) }));
}
