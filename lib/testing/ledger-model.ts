import type { Item, Outcome } from '#lib/ledger/post.ts';
import {
  creditOf,
  type Decision,
  draw,
  emptyBooks,
  expire,
  least,
  type ModelBooks,
  type ModelLot,
  type OpItem,
  offset,
  reinstate,
  spendable,
} from './ledger-model-books.ts';
import { decideReturn } from './ledger-model-returns.ts';

/** What the model says became of an item, and the figures of the books right after it. */
export type Predicted = {
  outcome: Outcome;
  replayed: boolean;
  amount: bigint;
  credit: bigint;
  held: bigint;
  available: bigint;
  owed: bigint;
  version: bigint;
};

/** What has become of a lot, as the model says. */
export type PredictedLot = Omit<ModelLot, 'paidAt' | 'recordedAt' | 'justifies' | 'seq'>;

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

  /** A customer's lots, by lot id. */
  lots(customerId: string): Map<string, PredictedLot> {
    const lots = this.#books.get(customerId)?.lots ?? [];
    return new Map(
      lots.map(({ paidAt: _1, recordedAt: _2, justifies: _3, seq: _4, ...lot }) => [lot.id, lot]),
    );
  }

  expiresAt(customerId: string): number | undefined {
    return this.#books.get(customerId)?.expiresAt;
  }

  #one(now: number, item: Item): Predicted {
    const found = this.#books.get(item.customerId);
    if (item.op === 'open') {
      if (found === undefined) this.#books.set(item.customerId, emptyBooks(now));
      return report(this.#books.get(item.customerId)!, now, ['opened', 0n, found !== undefined]);
    }
    if (found === undefined) return report(emptyBooks(now), now, ['unknown_customer', 0n, false]);
    const at = Math.max(now, found.changedAt);
    const before = found.version;
    const decision = decide(found, at, item);
    if (found.version > before) found.changedAt = at;
    return report(found, at, decision);
  }
}

function stageOf(item: Item): number {
  if (item.op === 'settle' || item.op === 'release') return 0;
  return item.op === 'hold' ? 2 : 1;
}

function report(books: ModelBooks, at: number, [outcome, amount, replayed]: Decision): Predicted {
  const { held, owed, version } = books;
  return {
    outcome,
    replayed,
    amount,
    credit: creditOf(books),
    held,
    available: spendable(books, at),
    owed,
    version,
  };
}

function decide(books: ModelBooks, at: number, item: Exclude<Item, { op: 'open' }>): Decision {
  switch (item.op) {
    case 'hold':
      return hold(books, at, item);
    case 'extend':
      return [books.holds.get(item.holdId)?.state === 'open' ? 'extended' : 'not_open', 0n, false];
    case 'settle':
    case 'release':
      return endHold(books, at, item);
    case 'credit':
      return credit(books, at, item);
    case 'expire': {
      const due = expire(books, at);
      return [due > 0n ? 'expired' : 'nothing_due', due, false];
    }
    default:
      return decideReturn(books, at, item);
  }
}

function hold(books: ModelBooks, at: number, item: OpItem<'hold'>): Decision {
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
  const open = [...books.holds.values()].filter(({ state }) => state === 'open').length;
  if (books.owed > 0n) return ['owing', 0n, false];
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

function endHold(books: ModelBooks, at: number, item: OpItem<'settle' | 'release'>): Decision {
  const found = books.holds.get(item.holdId);
  if (found === undefined) return ['unknown_hold', 0n, false];
  const charge: bigint = item.op === 'settle' ? item.chargeMicros : 0n;
  if (found.state !== 'open') {
    const other = item.op === 'settle' && found.state === 'settled' && found.charged !== charge;
    return [other ? 'mismatch' : (found.state as Outcome), found.charged, true];
  }
  if (charge > found.amount) return ['over_hold', 0n, false];
  expire(books, at);
  found.state = charge > 0n ? 'settled' : 'released';
  found.charged = charge;
  books.held -= found.amount;
  books.version += 1n;
  for (const [key] of books.committed) {
    if (found.budget && key.startsWith(found.budget)) {
      books.committed.set(key, books.committed.get(key)! - (found.amount - charge));
    }
  }
  draw(books, books.lots, charge, 'spent');
  expire(books, at);
  offset(books);
  return [found.state as Outcome, charge, false];
}

function credit(books: ModelBooks, at: number, item: OpItem<'credit'>): Decision {
  const known = books.entries.get(item.key);
  const paidAt = item.effectiveAt.getTime();
  if (known !== undefined) {
    const same =
      known.amount === item.amountMicros &&
      known.kind === item.kind &&
      known.cause === item.cause.id &&
      (item.kind !== 'top_up' || known.paidAt === paidAt);
    return [same ? 'credited' : 'mismatch', known.amount, true];
  }
  const until = item.expiresAt.getTime();
  const date = books.expiresAt;
  // Product rules, section 6: a payment made before a date moves that date, whenever we are told of it.
  const moves = (other: number) => item.kind === 'top_up' && paidAt < other && other < until;
  if (date !== undefined && !moves(date)) expire(books, at);
  reinstate(books, moves);
  books.entries.set(item.key, {
    kind: item.kind,
    amount: item.amountMicros,
    cause: item.cause.id,
    paidAt,
  });
  const debtPaid = item.kind === 'top_up' ? least(books.owed, item.amountMicros) : 0n;
  books.lots.push({
    id: item.lotId,
    source: item.kind,
    paidAt,
    recordedAt: at,
    justifies: until,
    seq: books.version + 1n,
    original: item.amountMicros,
    remaining: item.amountMicros - debtPaid,
    reserved: 0n,
    spent: 0n,
    refunded: 0n,
    clawedBack: 0n,
    expired: 0n,
    debtPaid,
  });
  books.owed -= debtPaid;
  books.version += debtPaid > 0n && debtPaid < item.amountMicros ? 2n : 1n;
  if (item.kind === 'top_up' || date === undefined || date <= at)
    books.expiresAt = Math.max(date ?? until, until);
  expire(books, at);
  offset(books);
  return ['credited', item.amountMicros, false];
}
