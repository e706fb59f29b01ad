import {
  available,
  burnOrder,
  type Decision,
  expire,
  free,
  least,
  type ModelBooks,
  type ModelClaw,
  type ModelLot,
  type ModelPlace,
  type OpItem,
  offset,
  reinstate,
  remember,
  spendable,
} from './ledger-model-books.ts';

// Refunds, claw-backs and their like, as plainly as product rules, section 9, say them.

type Return = OpItem<
  'reserve' | 'refund' | 'return' | 'claw_back' | 'reverse' | 'write_off' | 'correct' | 'forfeit'
>;

export function decideReturn(books: ModelBooks, at: number, item: Return): Decision {
  switch (item.op) {
    case 'reserve':
      return reserve(books, at, item);
    case 'refund':
    case 'return':
      return endRequest(books, at, item);
    default:
      return keyed(books, at, item);
  }
}

function reserve(books: ModelBooks, at: number, item: OpItem<'reserve'>): Decision {
  const known = books.requests.get(item.requestId);
  if (known !== undefined) {
    const same = known.lotId === item.lotId && known.amount === item.amountMicros;
    return [same ? 'reserved' : 'mismatch', known.amount, true];
  }
  const lot = books.lots.find(({ id }) => id === item.lotId);
  if (lot === undefined) return ['unknown_lot', 0n, false];
  if (lot.source !== 'top_up') return ['wrong_source', 0n, false];
  if (lot.reserved > 0n) return ['request_open', 0n, false];
  const refundable = least(lot.remaining, spendable(books, at), lot.original - returned(books, lot));
  if (item.amountMicros > refundable) return ['insufficient', 0n, false];
  lot.reserved = item.amountMicros;
  books.requests.set(item.requestId, { lotId: lot.id, amount: item.amountMicros, state: 'open' });
  books.version += 1n;
  return ['reserved', item.amountMicros, false];
}

function endRequest(books: ModelBooks, at: number, item: OpItem<'refund' | 'return'>): Decision {
  const request = books.requests.get(item.requestId);
  if (request === undefined) return ['unknown_request', 0n, false];
  if (request.state !== 'open') return [request.state as Decision[0], request.amount, true];
  const lot = books.lots.find(({ id }) => id === request.lotId)!;
  expire(books, at);
  lot.reserved -= request.amount;
  books.version += 1n;
  if (item.op === 'return') {
    request.state = 'returned';
    expire(books, at);
    offset(books);
    return ['returned', request.amount, false];
  }
  request.state = 'refunded';
  lot.remaining -= request.amount;
  lot.refunded += request.amount;
  books.version += 1n;
  giveBackReset(books, lot, item.soonestExpiresAt.getTime());
  return ['refunded', request.amount, false];
}

type Keyed = OpItem<'claw_back' | 'reverse' | 'write_off' | 'correct' | 'forfeit'>;
const DONE = {
  claw_back: 'clawed_back',
  reverse: 'reversed',
  write_off: 'written_off',
  correct: 'corrected',
  forfeit: 'forfeited',
} as const;

function keyed(books: ModelBooks, at: number, item: Keyed): Decision {
  const cause = `${'cause' in item ? item.cause.id : ''} ${'lotId' in item ? item.lotId : ''}`;
  const known = books.entries.get(item.key);
  if (known !== undefined) {
    const amount = item.op === 'forfeit' ? known.amount : item.amountMicros;
    const same = known.amount === amount && known.cause === cause;
    return [same ? DONE[item.op] : 'mismatch', known.amount, true];
  }
  const outcome = refusal(books, at, item);
  if (outcome !== undefined) return [outcome, 0n, false];
  const amount = act(books, at, item);
  if (amount > 0n) books.entries.set(item.key, { kind: item.op, amount, cause, paidAt: 0 });
  return [DONE[item.op], amount, false];
}

function refusal(books: ModelBooks, at: number, item: Keyed): Decision[0] | undefined {
  if (item.op === 'write_off') return item.amountMicros > books.owed ? 'over_owed' : undefined;
  if (item.op === 'forfeit') {
    return books.held > 0n || books.lots.some((lot) => lot.reserved > 0n) ? 'still_reserved' : undefined;
  }
  const lot = books.lots.find(({ id }) => id === item.lotId);
  if (lot === undefined) return 'unknown_lot';
  if ((lot.source === 'top_up') === (item.op === 'correct')) return 'wrong_source';
  if (item.op === 'correct') {
    return item.amountMicros > least(lot.remaining, spendable(books, at)) ? 'insufficient' : undefined;
  }
  if (item.op === 'claw_back') {
    return item.amountMicros > lot.original - returned(books, lot) ? 'over_paid' : undefined;
  }
  return item.amountMicros > returned(books, lot) - lot.refunded ? 'over_clawed_back' : undefined;
}

/** @returns what was moved */
function act(books: ModelBooks, at: number, item: Keyed): bigint {
  switch (item.op) {
    case 'write_off': {
      expire(books, at);
      let left: bigint = item.amountMicros;
      for (const { purchase, amount: owing } of owingOf(books)) {
        const amount = least(left, owing);
        if (amount === 0n) continue;
        left -= amount;
        books.owed -= amount;
        books.writtenOff.set(purchase, (books.writtenOff.get(purchase) ?? 0n) + amount);
        books.version += 1n;
      }
      return item.amountMicros;
    }
    case 'correct': {
      const lot = books.lots.find(({ id }) => id === item.lotId)!;
      lot.remaining -= item.amountMicros;
      lot.clawedBack += item.amountMicros;
      books.version += 1n;
      return item.amountMicros;
    }
    case 'forfeit': {
      expire(books, at);
      let taken = 0n;
      for (const lot of burnOrder(books.lots).filter((each) => free(each) > 0n)) {
        taken += lot.remaining;
        lot.expired += lot.remaining;
        lot.remaining = 0n;
        books.version += 1n;
      }
      return taken;
    }
    case 'claw_back':
      clawBack(books, at, item);
      return item.amountMicros;
    case 'reverse':
      reverse(books, at, item);
      return item.amountMicros;
  }
}

function clawBack(books: ModelBooks, at: number, item: OpItem<'claw_back'>): void {
  const lot = books.lots.find(({ id }) => id === item.lotId)!;
  const taken = clawsOf(books, lot.id);
  let left: bigint = item.amountMicros;
  expire(books, at);
  for (const request of books.requests.values()) {
    if (request.lotId !== lot.id || request.state !== 'open') continue;
    request.state = 'superseded';
    lot.reserved -= request.amount;
    books.version += 1n;
  }
  const fromCredit = (from: ModelLot) => {
    const amount = least(left, free(from), available(books));
    if (amount === 0n) return;
    from.remaining -= amount;
    from.clawedBack += amount;
    books.version += 1n;
    taken.push({ place: from.id, amount, seq: books.version });
    left -= amount;
  };
  fromCredit(lot);
  for (const { date, amount: lapsed } of lapsedOf(books, lot)) {
    const amount = least(left, lapsed);
    if (amount === 0n) continue;
    unlapse(books, lot, date, amount);
    lot.clawedBack += amount;
    books.version += 1n;
    taken.push({ place: date, amount, seq: books.version });
    left -= amount;
  }
  for (const other of burnOrder(books.lots)) {
    if (other !== lot && other.source === 'top_up') fromCredit(other);
  }
  if (left > 0n) {
    books.version += 1n;
    taken.push({ place: 'owed', amount: left, seq: books.version });
    books.owed += left;
  }
  giveBackReset(books, lot, item.soonestExpiresAt.getTime());
  expire(books, at);
  offset(books);
}

function reverse(books: ModelBooks, at: number, item: OpItem<'reverse'>): void {
  const lot = books.lots.find(({ id }) => id === item.lotId)!;
  const resets = returned(books, lot) === lot.original;
  const moves = (date: number) => lot.paidAt < date && date < lot.justifies;
  if (!(resets && books.expiresAt !== undefined && moves(books.expiresAt))) expire(books, at);

  const owing = owingOf(books).reduce(
    (sum, debt) => (debt.purchase === lot.id ? sum + debt.amount : sum),
    0n,
  );
  const back = takeNewest(clawsOf(books, lot.id), item.amountMicros);
  /** One fact: an amount is put somewhere. */
  const put = (amount: bigint, where: () => void) => {
    if (amount === 0n) return;
    books.version += 1n;
    where();
  };
  let debt = back.get('owed') ?? 0n;
  const writtenOff = books.writtenOff.get(lot.id) ?? 0n;
  const ours = least(debt - least(debt, owing), writtenOff);
  debt -= ours;
  const forgiven = least(debt, books.owed);
  debt -= forgiven;
  put(forgiven, () => {
    books.owed -= forgiven;
  });
  for (const from of burnOrder(books.lots)) {
    const amount = back.get(from.id) ?? 0n;
    const pays = least(amount, books.owed);
    from.clawedBack -= amount;
    put(pays, () => {
      books.owed -= pays;
      from.debtPaid += pays;
    });
    put(amount - pays, () => {
      from.remaining += amount - pays;
    });
  }
  for (const date of [...back.keys()].filter((place) => typeof place === 'number').sort((a, b) => a - b)) {
    const amount = back.get(date)!;
    put(amount, () => {
      lot.clawedBack -= amount;
      unlapse(books, lot, date, -amount);
    });
  }
  put(ours, () => {
    books.writtenOff.set(lot.id, writtenOff - ours);
  });
  for (const payer of burnOrder(books.lots)) {
    const repaid = least(debt, payer.debtPaid);
    debt -= repaid;
    put(repaid, () => {
      payer.debtPaid -= repaid;
      payer.remaining += repaid;
    });
  }
  for (const { paidAt, justifies } of books.lots.filter((each) => stands(books, each))) {
    reinstate(books, (date) => paidAt < date && date < justifies);
  }
  if (resets) books.expiresAt = Math.max(books.expiresAt ?? lot.justifies, lot.justifies);
  expire(books, at);
  offset(books);
}

/** What of each debt is owed still, and the purchase whose claw-back left it: the oldest are paid, and written off, first. */
function owingOf(books: ModelBooks): { purchase: string; amount: bigint }[] {
  const debts = [...books.claws].flatMap(([purchase, claws]) => {
    let given = books.writtenOff.get(purchase) ?? 0n;
    return claws
      .filter(({ place }) => place === 'owed')
      .map(({ amount, seq }) => {
        const off = least(given, amount);
        given -= off;
        return { purchase, amount: amount - off, seq };
      });
  });
  let owed = books.owed;
  const owing: { purchase: string; amount: bigint; seq: bigint }[] = [];
  for (const debt of debts.sort((a, b) => (a.seq < b.seq ? 1 : -1))) {
    const amount = least(debt.amount, owed);
    owed -= amount;
    if (amount > 0n) owing.unshift({ ...debt, amount });
  }
  return owing;
}

/** What expired of a lot on which date, oldest first; what was forfeited has none, and comes last. */
function lapsedOf(books: ModelBooks, lot: ModelLot): { date: number; amount: bigint }[] {
  const dated = [...books.lost]
    .map(([date, lost]) => ({ date, amount: lost.get(lot.id) ?? 0n }))
    .sort((a, b) => a.date - b.date);
  const rest = dated.reduce((left, { amount }) => left - amount, lot.expired);
  return [...dated, { date: Number.POSITIVE_INFINITY, amount: rest }];
}

/** Takes an amount off what expired of a lot on a date. */
function unlapse(books: ModelBooks, lot: ModelLot, date: number, amount: bigint): void {
  lot.expired -= amount;
  if (date !== Number.POSITIVE_INFINITY) remember(books, date, lot.id, -amount);
}

function clawsOf(books: ModelBooks, lotId: string) {
  const claws = books.claws.get(lotId) ?? [];
  books.claws.set(lotId, claws);
  return claws;
}

/** Takes an amount off the end of what was taken. @returns how much of it came from which place */
function takeNewest(claws: ModelClaw[], amount: bigint): Map<ModelPlace, bigint> {
  const back = new Map<ModelPlace, bigint>();
  let left = amount;
  while (left > 0n) {
    const newest = claws.pop()!;
    const part = least(left, newest.amount);
    back.set(newest.place, (back.get(newest.place) ?? 0n) + part);
    if (part < newest.amount) claws.push({ ...newest, amount: newest.amount - part });
    left -= part;
  }
  return back;
}

/** Whether a lot is a top-up of which something has not gone back, so that its reset counts. */
function stands(books: ModelBooks, lot: ModelLot): boolean {
  return lot.source === 'top_up' && returned(books, lot) < lot.original;
}

/** What of a purchase has gone back to whoever paid. */
function returned(books: ModelBooks, lot: ModelLot): bigint {
  return lot.refunded + clawsOf(books, lot.id).reduce((sum, { amount }) => sum + amount, 0n);
}

/**
 * A top-up that went back whole gives back its reset: the clock is then the one that the other credits make. A date beyond
 * its own is not its reset.
 */
function giveBackReset(books: ModelBooks, gone: ModelLot, soonest: number): void {
  if (returned(books, gone) < gone.original || books.expiresAt === undefined) return;
  if (books.expiresAt > gone.justifies) return;
  let justified = 0;
  for (const lot of books.lots.toSorted((a, b) => (a.seq < b.seq ? -1 : 1))) {
    const counts = lot.source === 'top_up' ? stands(books, lot) : justified <= lot.recordedAt;
    if (counts) justified = Math.max(justified, lot.justifies);
  }
  books.expiresAt = Math.min(books.expiresAt, Math.max(justified, soonest));
}
