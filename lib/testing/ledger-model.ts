import type { Item, Outcome } from '#lib/ledger/post.ts';

/** What the model says became of an item, and the figures of the books right after it. */
export type Predicted = {
  outcome: Outcome;
  replayed: boolean;
  amount: bigint;
  credit: bigint;
  held: bigint;
  available: bigint;
  version: bigint;
};

type ModelLot = {
  rank: number;
  at: number;
  seq: bigint;
  remaining: bigint;
  spent: bigint;
  expired: bigint;
  id: string;
};
type ModelHold = {
  amount: bigint;
  causeType: string;
  budget: string | undefined;
  state: string;
  charged: bigint;
};
type ModelBooks = {
  lots: ModelLot[];
  holds: Map<string, ModelHold>;
  credits: Map<string, { kind: string; amount: bigint; cause: string; paidAt: number }>;
  /** For each expiry date what each lot lost to it: what a late payment gives back. */
  lost: Map<number, Map<string, bigint>>;
  committed: Map<string, bigint>;
  held: bigint;
  expiresAt: number | undefined;
  changedAt: number;
  version: bigint;
};

const RANK = { trial: 0, grant: 1, top_up: 2 };

/**
 * The ledger in memory, as slowly and plainly as it can be said: one item after the other, sums taken anew each
 * time. It predicts acceptance, refusal and the reason, and is the oracle of the property tests.
 */
export class LedgerModel {
  readonly #books = new Map<string, ModelBooks>();

  /** Predicts a batch: what ends comes before what begins, otherwise the order of the list holds. */
  post(now: Date, items: readonly Item[]): Predicted[] {
    const order = items.map((item, i) => ({ item, i, stage: stageOf(item) }));
    order.sort((a, b) => a.stage - b.stage || a.i - b.i);
    const predicted: Predicted[] = [];
    for (const { item, i } of order) predicted[i] = this.#one(now.getTime(), item);
    return predicted;
  }

  /** What remains of a customer's lots, by lot id. */
  lots(customerId: string): Map<string, { remaining: bigint; spent: bigint; expired: bigint }> {
    const lots = this.#books.get(customerId)?.lots ?? [];
    return new Map(lots.map(({ id, remaining, spent, expired }) => [id, { remaining, spent, expired }]));
  }

  expiresAt(customerId: string): number | undefined {
    return this.#books.get(customerId)?.expiresAt;
  }

  #one(now: number, item: Item): Predicted {
    const found = this.#books.get(item.customerId);
    if (item.op === 'open') {
      if (found === undefined) this.#books.set(item.customerId, emptyBooks(now));
      return report(this.#books.get(item.customerId)!, now, 'opened', 0n, found !== undefined);
    }
    if (found === undefined) {
      return {
        outcome: 'unknown_customer',
        replayed: false,
        amount: 0n,
        credit: 0n,
        held: 0n,
        available: 0n,
        version: 0n,
      };
    }
    const at = Math.max(now, found.changedAt);
    const before = found.version;
    const [outcome, amount, replayed] = decide(found, at, item);
    if (found.version > before) found.changedAt = at;
    return report(found, at, outcome, amount, replayed);
  }
}

function stageOf(item: Item): number {
  if (item.op === 'settle' || item.op === 'release') return 0;
  return item.op === 'hold' ? 2 : 1;
}

function emptyBooks(now: number): ModelBooks {
  return {
    lots: [],
    holds: new Map(),
    credits: new Map(),
    lost: new Map(),
    committed: new Map(),
    held: 0n,
    expiresAt: undefined,
    changedAt: now,
    version: 0n,
  };
}

const creditOf = (books: ModelBooks) => books.lots.reduce((total, lot) => total + lot.remaining, 0n);

function spendable(books: ModelBooks, at: number): bigint {
  return books.expiresAt !== undefined && at < books.expiresAt ? creditOf(books) - books.held : 0n;
}

function report(
  books: ModelBooks,
  at: number,
  outcome: Outcome,
  amount: bigint,
  replayed: boolean,
): Predicted {
  return {
    outcome,
    replayed,
    amount,
    credit: creditOf(books),
    held: books.held,
    available: spendable(books, at),
    version: books.version,
  };
}

type Decision = [outcome: Outcome, amount: bigint, replayed: boolean];

function decide(books: ModelBooks, at: number, item: Exclude<Item, { op: 'open' }>): Decision {
  switch (item.op) {
    case 'hold': {
      const known = books.holds.get(item.holdId);
      if (known !== undefined) {
        const same =
          known.amount === item.amountMicros &&
          known.causeType === item.causeType &&
          known.budget === item.budget?.ref;
        return [same ? 'held' : 'mismatch', known.amount, true];
      }
      const budget = item.budget && `${item.budget.ref} ${item.budget.period}`;
      const committed = (budget === undefined ? undefined : books.committed.get(budget)) ?? 0n;
      const left = spendable(books, at);
      const open = [...books.holds.values()].filter((hold) => hold.state === 'open').length;
      if (left < item.floorMicros) return ['below_floor', 0n, false];
      if (left < item.amountMicros) return ['insufficient', 0n, false];
      const cap = item.budget?.capMicros ?? null;
      if (cap !== null && committed + item.amountMicros > cap) return ['over_budget', committed, false];
      if (open >= item.maxOpen) return ['too_many_open', 0n, false];
      books.holds.set(item.holdId, {
        amount: item.amountMicros,
        causeType: item.causeType,
        budget: item.budget?.ref,
        state: 'open',
        charged: 0n,
      });
      if (budget) books.committed.set(budget, committed + item.amountMicros);
      books.held += item.amountMicros;
      books.version += 1n;
      return ['held', item.amountMicros, false];
    }
    case 'extend':
      return [books.holds.get(item.holdId)?.state === 'open' ? 'extended' : 'not_open', 0n, false];
    case 'settle':
    case 'release': {
      const hold = books.holds.get(item.holdId);
      if (hold === undefined) return ['unknown_hold', 0n, false];
      const charge: bigint = item.op === 'settle' ? item.chargeMicros : 0n;
      if (hold.state !== 'open') {
        const other = item.op === 'settle' && hold.state === 'settled' && hold.charged !== charge;
        return [other ? 'mismatch' : (hold.state as Outcome), hold.charged, true];
      }
      if (charge > hold.amount) return ['over_hold', 0n, false];
      expire(books, at);
      hold.state = charge > 0n ? 'settled' : 'released';
      hold.charged = charge;
      books.held -= hold.amount;
      books.version += 1n;
      for (const [key] of books.committed) {
        if (hold.budget && key.startsWith(hold.budget)) {
          books.committed.set(key, books.committed.get(key)! - (hold.amount - charge));
        }
      }
      draw(books, charge, 'spent');
      expire(books, at);
      return [hold.state as Outcome, charge, false];
    }
    case 'credit': {
      const known = books.credits.get(item.key);
      if (known !== undefined) {
        const same =
          known.amount === item.amountMicros &&
          known.kind === item.kind &&
          known.cause === item.cause.id &&
          (item.kind !== 'top_up' || known.paidAt === item.effectiveAt.getTime());
        return [same ? 'credited' : 'mismatch', known.amount, true];
      }
      const paidAt = item.effectiveAt.getTime();
      const until = item.expiresAt.getTime();
      const expiry = books.expiresAt;
      // Product rules, section 6: a payment made before a date moves that date, whenever we are told of it.
      const moves = (date: number) => item.kind === 'top_up' && paidAt < date && date < until;
      if (expiry !== undefined && !moves(expiry)) expire(books, at);
      for (const date of [...books.lost.keys()].filter(moves)) reinstate(books, date);
      books.version += 1n;
      books.credits.set(item.key, {
        kind: item.kind,
        amount: item.amountMicros,
        cause: item.cause.id,
        paidAt,
      });
      books.lots.push({
        id: item.lotId,
        rank: RANK[item.kind],
        at: paidAt,
        seq: books.version,
        remaining: item.amountMicros,
        spent: 0n,
        expired: 0n,
      });
      if (item.kind === 'top_up') books.expiresAt = Math.max(expiry ?? until, until);
      else if (expiry === undefined || expiry <= at) books.expiresAt = until;
      expire(books, at);
      return ['credited', item.amountMicros, false];
    }
    case 'expire': {
      const due = expire(books, at);
      return [due > 0n ? 'expired' : 'nothing_due', due, false];
    }
  }
}

function expire(books: ModelBooks, at: number): bigint {
  if (books.expiresAt === undefined || at < books.expiresAt) return 0n;
  const due = creditOf(books) - books.held;
  draw(books, due, 'expired');
  return due;
}

/** Takes an amount from the lots in burn order; each lot touched is a fact of its own. */
function draw(books: ModelBooks, amount: bigint, into: 'spent' | 'expired'): void {
  const burnOrder = books.lots.toSorted((a, b) => a.rank - b.rank || a.at - b.at || (a.seq < b.seq ? -1 : 1));
  let left = amount;
  for (const lot of burnOrder) {
    const taken = left < lot.remaining ? left : lot.remaining;
    if (taken === 0n) continue;
    lot.remaining -= taken;
    lot[into] += taken;
    left -= taken;
    books.version += 1n;
    if (into === 'expired') {
      const lost = books.lost.get(books.expiresAt!) ?? new Map<string, bigint>();
      lost.set(lot.id, (lost.get(lot.id) ?? 0n) + taken);
      books.lost.set(books.expiresAt!, lost);
    }
  }
}

/** Gives back all that was lost on a date, once. */
function reinstate(books: ModelBooks, date: number): void {
  for (const [id, amount] of books.lost.get(date) ?? []) {
    const lot = books.lots.find((candidate) => candidate.id === id)!;
    lot.remaining += amount;
    lot.expired -= amount;
    books.version += 1n;
  }
  books.lost.delete(date);
}
