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
import { creditByKind, type StatementKind } from '#lib/ledger/statement.ts';
import { type Credits, subtract, sum, ZERO } from '#lib/money/credits.ts';
import { inSnapshot } from './store.ts';

/** What a balance is made of: the lines add up to the credit, and the credit less what is kept aside is available. */
export type Explanation = {
  /**
   * What each kind of entry has added to or taken from the credit, ever; signed, none of them zero. Each is the sum of the
   * statement's rows of that kind by then, except one with `isDue`: expiry that is not booked yet has no row.
   */
  lines: { kind: StatementKind; changeMicros: Credits; isDue?: true }[];
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
  /** The number of the last fact that is in it: rows that are read later end there too. */
  uptoSeq: bigint;
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
    const others =
      books === undefined ? [] : await creditByKind(sql, customerId, { after: 0n, upto: books.version });
    const lines = linesOf(others, lots, books?.dueMicros ?? ZERO);
    return {
      lines,
      ...figuresOf(books),
      unexplainedMicros: subtract(books?.creditMicros ?? ZERO, sum(lines.map((line) => line.changeMicros))),
      asOf: books?.asOf ?? ('asOf' in instant ? instant.asOf : instant.now),
      uptoSeq: books?.version ?? 0n,
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

const SOURCES: readonly StatementKind[] = ['top_up', 'trial', 'grant'];

/**
 * Each kind of entry with what it did to the credit: where it came from, what was charged, the rest. What was charged is read
 * from the lots, all else from the entries; that both make the credit is what `unexplainedMicros` says.
 */
function linesOf(
  others: readonly { kind: StatementKind; changeMicros: Credits }[],
  lots: readonly Lot[],
  dueMicros: Credits,
): Explanation['lines'] {
  const charged = {
    kind: 'charge' as const,
    changeMicros: subtract(ZERO, sum(lots.map((lot) => lot.spentMicros))),
  };
  const due = { kind: 'expire' as const, changeMicros: subtract(ZERO, dueMicros), isDue: true as const };
  const isSource = ({ kind }: { kind: StatementKind }) => SOURCES.includes(kind);
  return [...others.filter(isSource), charged, ...others.filter((line) => !isSource(line)), due].filter(
    ({ changeMicros }) => changeMicros !== ZERO,
  );
}
