import type { Posted } from '#lib/ledger/post.ts';
import { subjectOf, type Told } from './history.ts';
import type { Journal } from './journal.ts';

type Answered = Told & { posted: Posted };

/** Outcomes that say: it is done, and here is the record. */
const DONE = new Set<string>([
  'held',
  'settled',
  'released',
  'credited',
  'reserved',
  'refunded',
  'returned',
  'clawed_back',
  'reversed',
  'written_off',
  'corrected',
  'forfeited',
]);
/** Kinds of entries that somebody asked for; the others follow from something that was asked for. */
const ASKED = new Set(['top_up', 'trial', 'grant', 'claw_back', 'claw_back_reversed', 'offset_reversed']);
const DECIDED = new Set(['write_off', 'correction', 'forfeit']);

/** Whether a record was to be left; an account without credit is given up without one. */
function isDone({ outcome, amountMicros }: Posted): boolean {
  return DONE.has(outcome) && !(outcome === 'forfeited' && amountMicros === 0n);
}

/**
 * Compares what the workers were told with the final journal: everything that was acknowledged is there, once, with
 * that amount; nothing is there that nobody was told of; each answer carries the figures that the journal has at its
 * version; and the versions of a customer follow the order in which things happened.
 *
 * @returns what is wrong, a line each
 */
export function unexplained(history: readonly Told[], journal: Journal): string[] {
  const answered = history.filter(
    (told): told is Answered => told.posted !== undefined && told.undone !== true,
  );
  return [
    ...history
      .filter((told) => told.error !== undefined && !told.isBusy)
      .map((told) => say(told, told.error!)),
    ...answered.flatMap((told) => wrongFigures(told, journal)),
    ...answered.flatMap((told) => wrongRecord(told, journal)),
    ...answered.flatMap(wrongRefusal),
    ...notOnce(answered, journal),
    ...outOfOrder(answered),
  ];
}

function say({ worker, way, item, posted }: Told, what: string): string {
  const answer = posted && `${posted.outcome}${posted.replayed ? ' (again)' : ''} at ${posted.version}`;
  return `${worker} ${way} ${item.op} ${subjectOf(item) ?? item.customerId}: ${answer ?? 'no answer'}: ${what}`;
}

/** The books as an answer tells them are the books at that version. */
function wrongFigures(told: Answered, journal: Journal): string[] {
  const { posted, item } = told;
  if (posted.outcome === 'unknown_customer') return [say(told, 'this customer has books')];
  const version = Number(posted.version);
  const found = journal.figures.get(item.customerId)?.[version];
  if (found === undefined) return version === 0 ? [] : [say(told, 'the journal has no fact of this number')];
  const date = journal.dates.get(item.customerId)?.findLast(({ seq }) => seq <= version)?.expiresAt;
  const isValid = date !== undefined && posted.recordedAt.getTime() < date;
  const expected = { ...found, available: isValid ? found.available : 0n };
  const told_ = {
    credit: posted.creditMicros,
    held: posted.heldMicros,
    available: posted.availableMicros,
    owed: posted.owedMicros,
  };
  return (Object.keys(told_) as (keyof typeof told_)[])
    .filter((name) => told_[name] !== expected[name])
    .map((name) => say(told, `${name} was told as ${told_[name]}, the journal says ${expected[name]}`));
}

/** What was acknowledged is recorded, with that amount. */
function wrongRecord(told: Answered, journal: Journal): string[] {
  const { posted, item } = told;
  if (!isDone(posted)) return [];
  const found = recorded(told, journal);
  if (found === undefined) return [say(told, 'the journal has nothing of it')];
  const wrong = found.amount !== posted.amountMicros || found.state !== posted.outcome;
  const asked = 'amountMicros' in item ? item.amountMicros : found.amount;
  return wrong || asked !== found.amount ? [say(told, `recorded is ${found.state} of ${found.amount}`)] : [];
}

function recorded(told: Answered, journal: Journal): { amount: bigint; state: string } | undefined {
  const { posted, item } = told;
  const subject = subjectOf(item)!;
  const hold = journal.holds.get(subject);
  switch (item.op) {
    case 'hold':
      return hold && { amount: hold.amount, state: posted.outcome };
    case 'settle':
    case 'release':
      return hold && { amount: hold.charged, state: hold.state };
    case 'reserve': {
      const request = journal.requests.get(subject);
      return request && { amount: request.amount, state: posted.outcome };
    }
    case 'refund':
    case 'return':
      return journal.requests.get(subject);
    default: {
      const entry = journal.entries.get(subject);
      return entry && { amount: entry.amount, state: posted.outcome };
    }
  }
}

/** A refusal for want of credit was right on the figures that came with it. */
function wrongRefusal(told: Answered): string[] {
  const { posted, item } = told;
  if (item.op !== 'hold') return [];
  const available = posted.availableMicros;
  const isRight = {
    owing: posted.owedMicros > 0n,
    below_floor: available < item.floorMicros,
    insufficient: available < item.amountMicros,
  }[posted.outcome as string];
  return isRight === false ? [say(told, `available was ${available}, owed ${posted.owedMicros}`)] : [];
}

/** Every fact that somebody asked for was told as new to exactly one, however often it was asked for. */
function notOnce(answered: readonly Answered[], journal: Journal): string[] {
  const fresh = new Map<string, number>();
  for (const { posted, item } of answered) {
    if (posted.replayed || !isDone(posted)) continue;
    const name = `${stageOf(item.op)} ${subjectOf(item)}`;
    fresh.set(name, (fresh.get(name) ?? 0) + 1);
  }
  const facts = new Set<string>();
  for (const [id, hold] of journal.holds) {
    facts.add(`begin ${id}`);
    if (hold.state !== 'open') facts.add(`end ${id}`);
  }
  for (const [id, request] of journal.requests) {
    facts.add(`begin ${id}`);
    // A claw-back ends it without anybody's asking.
    if (!['open', 'superseded'].includes(request.state)) facts.add(`end ${id}`);
  }
  for (const [key, entry] of journal.entries) {
    if (ASKED.has(entry.kind) || DECIDED.has(entry.kind)) facts.add(`post ${key}`);
  }
  const names = new Set([...facts, ...fresh.keys()]);
  return [...names].flatMap((name) => {
    const times = fresh.get(name) ?? 0;
    const there = facts.has(name);
    if (times === 1 && there) return [];
    return [`${name}: told as new ${times} times, and ${there ? 'it is' : 'it is not'} in the journal`];
  });
}

function stageOf(op: Told['item']['op']): string {
  if (op === 'hold' || op === 'reserve') return 'begin';
  return ['settle', 'release', 'refund', 'return'].includes(op) ? 'end' : 'post';
}

/** Who asked after somebody else had been answered sees at least what that one saw: nothing goes back in time. */
function outOfOrder(answered: readonly Answered[]): string[] {
  const byCustomer = Map.groupBy(answered, ({ item }) => item.customerId);
  return [...byCustomer.values()].flatMap((all) => {
    const byTold = all.toSorted((a, b) => (a.toldNs < b.toldNs ? -1 : 1));
    const byAsked = all.toSorted((a, b) => (a.askedNs < b.askedNs ? -1 : 1));
    const wrong: string[] = [];
    let seen = 0n;
    let next = 0;
    for (const told of byAsked) {
      for (; next < byTold.length && byTold[next]!.toldNs < told.askedNs; next += 1) {
        const { version } = byTold[next]!.posted;
        if (version > seen) seen = version;
      }
      if (told.posted.version < seen)
        wrong.push(say(told, `version ${seen} had been told before it was asked`));
    }
    return wrong;
  });
}
