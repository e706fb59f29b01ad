import type { Item, Outcome } from '#lib/ledger/post.ts';

// What the model knows of one customer, and the sums and moves that its rules are made of. As in the ledger, each fact
// (a posting, the beginning or the end of a reservation) raises the version by one.

export type ModelLot = {
  id: string;
  source: 'trial' | 'grant' | 'top_up';
  paidAt: number;
  recordedAt: number;
  justifies: number;
  seq: bigint;
  original: bigint;
  remaining: bigint;
  reserved: bigint;
  spent: bigint;
  refunded: bigint;
  clawedBack: bigint;
  expired: bigint;
  debtPaid: bigint;
};

type ModelHold = {
  amount: bigint;
  causeType: string;
  budget: string | undefined;
  state: string;
  charged: bigint;
};

type ModelRequest = { lotId: string; amount: bigint; state: string };

/** Where an amount was taken: a lot's id, the date on which it had expired of the purchase's own lot, or as a debt. */
export type ModelPlace = string | number | 'owed';

/** An amount that was clawed back, and from where: the facts' numbers are the order in which it was. */
export type ModelClaw = { place: ModelPlace; amount: bigint; seq: bigint };

export type ModelBooks = {
  lots: ModelLot[];
  holds: Map<string, ModelHold>;
  requests: Map<string, ModelRequest>;
  /** For each purchase what is clawed back and not put back, in the order in which it was taken: the newest is last. */
  claws: Map<string, ModelClaw[]>;
  /** What of each purchase's debt was written off. */
  writtenOff: Map<string, bigint>;
  /** What was posted under each business key, to answer a repetition. */
  entries: Map<string, { kind: string; amount: bigint; cause: string; paidAt: number }>;
  /** For each expiry date what each lot lost to it: what a late payment gives back. */
  lost: Map<number, Map<string, bigint>>;
  committed: Map<string, bigint>;
  held: bigint;
  owed: bigint;
  expiresAt: number | undefined;
  changedAt: number;
  version: bigint;
};

export type Decision = [outcome: Outcome, amount: bigint, replayed: boolean];
export type OpItem<Op extends Item['op']> = Extract<Item, { op: Op }>;

export function emptyBooks(now: number): ModelBooks {
  return {
    lots: [],
    holds: new Map(),
    requests: new Map(),
    claws: new Map(),
    writtenOff: new Map(),
    entries: new Map(),
    lost: new Map(),
    committed: new Map(),
    held: 0n,
    owed: 0n,
    expiresAt: undefined,
    changedAt: now,
    version: 0n,
  };
}

export const least = (...amounts: bigint[]) => amounts.reduce((a, b) => (a < b ? a : b));
export const free = (lot: ModelLot) => lot.remaining - lot.reserved;
export const creditOf = (books: ModelBooks) => books.lots.reduce((total, lot) => total + lot.remaining, 0n);
const reservedOf = (books: ModelBooks) => books.lots.reduce((total, lot) => total + lot.reserved, 0n);
/** What is kept aside for nothing, in date or not. */
export const available = (books: ModelBooks) => creditOf(books) - books.held - reservedOf(books);

export function spendable(books: ModelBooks, at: number): bigint {
  return books.expiresAt !== undefined && at < books.expiresAt ? available(books) : 0n;
}

const RANK = { trial: 0, grant: 1, top_up: 2 };

export function burnOrder(lots: readonly ModelLot[]): ModelLot[] {
  return lots.toSorted(
    (a, b) => RANK[a.source] - RANK[b.source] || a.paidAt - b.paidAt || (a.seq < b.seq ? -1 : 1),
  );
}

/** Takes an amount from lots, as far as it goes, in burn order; each lot touched is a fact of its own. */
export function draw(
  books: ModelBooks,
  lots: readonly ModelLot[],
  amount: bigint,
  into: 'spent' | 'expired' | 'debtPaid',
): bigint {
  let left = amount;
  for (const lot of burnOrder(lots)) {
    const taken = least(left, free(lot));
    if (taken === 0n) continue;
    lot.remaining -= taken;
    lot[into] += taken;
    left -= taken;
    books.version += 1n;
    if (into === 'expired') remember(books, books.expiresAt!, lot.id, taken);
  }
  return amount - left;
}

/** Notes that a lot lost an amount to a date, or less of it. */
export function remember(books: ModelBooks, date: number, lotId: string, amount: bigint): void {
  const lost = books.lost.get(date) ?? new Map<string, bigint>();
  lost.set(lotId, (lost.get(lotId) ?? 0n) + amount);
  books.lost.set(date, lost);
}

/** Books the expiry that is due. */
export function expire(books: ModelBooks, at: number): bigint {
  if (books.expiresAt === undefined || at < books.expiresAt) return 0n;
  return draw(books, books.lots, available(books), 'expired');
}

/** What is available of paid credit pays what is owed. */
export function offset(books: ModelBooks): void {
  const payable = least(books.owed, available(books));
  const paidLots = books.lots.filter((lot) => lot.source === 'top_up');
  books.owed -= draw(books, paidLots, payable, 'debtPaid');
}

/** Gives back what was lost on some dates. */
export function reinstate(books: ModelBooks, moves: (date: number) => boolean): void {
  for (const date of [...books.lost.keys()].filter(moves).sort((a, b) => a - b)) {
    const lost = books.lost.get(date)!;
    for (const lot of burnOrder(books.lots)) {
      const amount = lost.get(lot.id) ?? 0n;
      if (amount === 0n) continue;
      lot.remaining += amount;
      lot.expired -= amount;
      lost.delete(lot.id);
      books.version += 1n;
    }
  }
}
