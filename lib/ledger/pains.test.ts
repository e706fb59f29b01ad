import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { isOfTheMoment, violationsOf } from '#lib/db/invariant.ts';
import { repeating, transaction } from '#lib/db/transaction.ts';
import { explainBalance } from '#lib/history/explain.ts';
import { cents } from '#lib/money/cents.ts';
import { floorToCents, parseEuros, subtract, sum, toWire, ZERO } from '#lib/money/credits.ts';
import { quote } from '#lib/pricing/quote.ts';
import { Books, eur } from '#lib/testing/books.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { balanceAt, balanceNow, lotsAt } from './balance.ts';
import { expiryOf } from './expiry.ts';
import { ledgerInvariants } from './invariants.ts';
import { post } from './post.ts';
import { refundable } from './refundable.ts';
import { inTransaction, onPool } from './sql.ts';
import { overdueHolds, statementPage } from './statement.ts';

// What hurts the users of systems like this one (docs/pains.md), a test each, named after it.

const START = new Date('2026-03-10T12:00:00Z');
const DAY_MS = 86_400_000;
const after = (days: number) => new Date(START.getTime() + days * DAY_MS);

let given: TestDatabase;
let db: Database;
beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
  return () => db.close();
});

const open = () => Books.open(onPool(db.pool), START);
const available = async (books: Books, at: Date) =>
  (await balanceNow(books.sql, books.customerId, at))!.availableMicros;
const kindsOf = async (books: Books) =>
  (await statementPage(books.sql, books.customerId, { limit: 1000 })).map(({ kind }) => kind);
/** The same thing at once, over several connections. */
const atOnce = <T>(times: number, work: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: times }, (_, i) => work(i)));

test('pain 1: one payment is credited once, however many processes are told of it at once', async () => {
  const books = await open();
  const item = books.topUpItem('25', START, `txn_${uuidv7()}`);
  const told = await atOnce(20, () => books.post(START, item));
  expect(told.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(new Set(told.map(({ outcome }) => outcome))).toEqual(new Set(['credited']));
  expect(await available(books, START)).toBe(eur('25'));
  // Even as another event with another lot: the Paddle transaction is what counts.
  const other = { ...item, lotId: uuidv7() };
  expect((await books.post(START, other)).outcome).toBe('mismatch');
  expect(await available(books, START)).toBe(eur('25'));
});

test('pain 5: parallel requests do not overspend, for a rich customer or a poor one', async () => {
  for (const [credit, fit] of [
    ['1', 16],
    ['3', 50],
  ] as const) {
    const books = await open();
    await books.topUp(START, credit);
    const answers = await atOnce(60, () => books.hold(START, '0.06', { maxOpen: 1000 }));
    expect(answers.filter(({ outcome }) => outcome === 'held')).toHaveLength(fit);
    expect(await available(books, START)).toBe(subtract(eur(credit), (eur('0.06') * BigInt(fit)) as never));
  }
  const books = await open();
  await books.topUp(START, '1');
  await expect(
    given.ownerPool.query(
      'UPDATE ledger_customer SET version = version + 1, held = credit + 1, open_holds = 1 WHERE customer_id = $1',
      [books.customerId],
    ),
  ).rejects.toThrow('ledger_customer_available_not_negative');
});

test('pain 6: a hold whose work was lost is found by its time and given back', async () => {
  const books = await open();
  await books.topUp(START, '1');
  const { holdId } = await books.hold(START, '0.4');
  const later = new Date(START.getTime() + 900_001);
  const due = await overdueHolds(books.sql, { from: holdId, at: later, limit: 10_000 });
  expect(due.some(({ id }) => id === holdId)).toBe(true);
  expect((await books.release(later, holdId, 'expired')).outcome).toBe('released');
  expect(await available(books, later)).toBe(eur('1'));
});

test('pain 7: sweeper and late settlement: one of them ends the hold, the other is told how', async () => {
  for (let round = 0; round < 10; round += 1) {
    const books = await open();
    await books.topUp(START, '1');
    const { holdId } = await books.hold(START, '0.4');
    const ends = await Promise.all([
      books.release(START, holdId, 'expired'),
      books.settle(START, holdId, '0.3'),
    ]);
    expect(ends.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const [end] = ends.filter(({ replayed }) => !replayed);
    const left = await available(books, START);
    expect(left).toBe(end!.outcome === 'settled' ? eur('0.7') : eur('1'));
    expect((await kindsOf(books)).filter((kind) => kind.startsWith('hold_'))).toHaveLength(1);
  }
});

test('pain 8: committed twice or committed after a void, the database has one end of a hold', async () => {
  const books = await open();
  await books.topUp(START, '1');
  const { holdId } = await books.hold(START, '0.4');
  await books.settle(START, holdId, '0.3');
  expect(await books.settle(START, holdId, '0.3')).toMatchObject({ outcome: 'settled', replayed: true });
  expect((await books.settle(START, holdId, '0.2')).outcome).toBe('mismatch');
  expect(await books.release(START, holdId)).toMatchObject({ outcome: 'settled', replayed: true });
  await expect(
    given.ownerPool.query('UPDATE ledger_hold SET charged = charged + 1 WHERE id = $1', [holdId]),
  ).rejects.toThrow('a hold ends once');
  expect(await available(books, START)).toBe(eur('0.7'));
});

test('pain 9: a settlement makes no money: never negative, never above the hold', async () => {
  const books = await open();
  await books.topUp(START, '1');
  const { holdId } = await books.hold(START, '0.4');
  expect((await books.settle(START, holdId, '0.400001')).outcome).toBe('over_hold');
  const negative = { op: 'settle', customerId: books.customerId, holdId } as const;
  await expect(books.post(START, { ...negative, chargeMicros: subtract(ZERO, eur('0.1')) })).rejects.toThrow(
    'a charge is never negative',
  );
  expect((await books.settle(START, holdId, '0.4')).outcome).toBe('settled');
  expect(await available(books, START)).toBe(eur('0.6'));
  for (const imageSize of ['1K', '2K', '4K'] as const) {
    const { holdMicros } = quote({ model: 'sketch', imageSize, aspectRatio: '1:1', needs: ['generate'] });
    expect(holdMicros).toBeGreaterThan(ZERO);
  }
});

test('pain 10: what a job costs beyond its hold is ours: the hold is the most that is charged', async () => {
  const books = await open();
  await books.topUp(START, '1');
  const { holdId } = await books.hold(START, '0.06');
  expect((await books.settle(START, holdId, '0.09')).outcome).toBe('over_hold');
  expect((await books.settle(START, holdId, '0.06')).amountMicros).toBe(eur('0.06'));
  expect(await available(books, START)).toBe(eur('0.94'));
});

test('pain 13: what vanishes at the date was told before, and is a line of the statement', async () => {
  const books = await open();
  await books.topUp(START, '10');
  const date = expiryOf(START);
  // Told by the balance from the beginning on, and by the forecast.
  expect((await balanceNow(books.sql, books.customerId, START))?.expiresAt).toEqual(date);
  expect((await balanceAt(books.sql, books.customerId, date))?.availableMicros).toBe(ZERO);
  await books.expire(date);
  const [line] = await statementPage(books.sql, books.customerId, { limit: 1 });
  expect(line).toMatchObject({ kind: 'expire', amountMicros: eur('10'), availableAfterMicros: ZERO });
});

test('pain 14: expired credit is unspendable before any sweep, and the sweep takes nothing else', async () => {
  const books = await open();
  await books.topUp(START, '10');
  const date = expiryOf(START);
  const lastMoment = new Date(date.getTime() - 1);
  expect((await books.hold(lastMoment, '1')).outcome).toBe('held');
  expect((await books.hold(date, '1')).outcome).toBe('insufficient');
  expect(await available(books, date)).toBe(ZERO);
  await books.topUp(new Date(date.getTime() + 1000), '5');
  // Booked with the top-up; every further sweep finds nothing.
  await atOnce(5, () => books.expire(new Date(date.getTime() + 2000)));
  expect(await available(books, new Date(date.getTime() + 3000))).toBe(eur('5'));
  expect((await kindsOf(books)).filter((kind) => kind === 'expire')).toHaveLength(1);
});

test('pain 15: a job across the date is charged, its rest expires; a late webhook revives what it paid for', async () => {
  const books = await open();
  await books.topUp(START, '10');
  const date = expiryOf(START);
  const { holdId } = await books.hold(new Date(date.getTime() - 1000), '1');
  const late = new Date(date.getTime() + 60_000);
  await books.expire(late);
  expect((await books.settle(late, holdId, '0.4')).outcome).toBe('settled');
  expect(await available(books, late)).toBe(ZERO);

  const other = await open();
  await other.topUp(START, '10');
  await other.expire(late);
  await other.topUp(late, '5', new Date(date.getTime() - 1000));
  expect(await available(other, late)).toBe(eur('15'));
});

test('pain 16: a top-up revives nothing that had expired, never shortens a date, and each change is recorded', async () => {
  const books = await open();
  await books.topUp(START, '10');
  const date = expiryOf(START);
  // Told late, paid earlier: the date stays.
  await books.topUp(after(1), '5', after(-40));
  const { clock, expiresAt } = await explainBalance(db, books.customerId, { now: after(1) });
  expect(expiresAt).toEqual(date);
  expect(clock).toHaveLength(1);
  await books.topUp(new Date(date.getTime() + DAY_MS), '3');
  const found = await explainBalance(db, books.customerId, { now: new Date(date.getTime() + DAY_MS) });
  expect(found.availableMicros).toBe(eur('3'));
  expect(found.clock.map(({ previous }) => previous)).toEqual([date, null]);
});

test('pain 17: over 29 Feb, month ends and time zones there is one date, in UTC', () => {
  for (const [paid, end] of [
    ['2028-02-29T23:59:59.999Z', '2029-03-01T00:00:00.000Z'],
    ['2027-02-28T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['2026-12-31T23:30:00.000-05:00', '2028-01-02T00:00:00.000Z'],
    ['2026-10-31T00:30:00.000+09:00', '2027-10-31T00:00:00.000Z'],
  ] as const)
    expect([paid, expiryOf(new Date(paid)).toISOString()]).toEqual([paid, end]);
});

test('pain 18: of a part-used purchase what is unused goes back, never more', async () => {
  const books = await open();
  await books.trial(START, '1');
  const { lotId } = await books.topUp(START, '5');
  await books.spend(START, '1.3');
  const [, lot] = await lotsAt(books.sql, books.customerId, START);
  const facts = {
    remainingMicros: lot!.remainingMicros,
    reservedMicros: lot!.reservedMicros,
    availableMicros: await available(books, START),
    expiresAt: expiryOf(START),
    paidCents: cents(500n),
    returnedCents: cents(0n),
    paidAt: START,
  };
  expect(refundable(facts, after(1)).amountCents).toBe(470n);
  expect(refundable(facts, after(15)).amountCents).toBe(0n);
  expect((await books.reserve(START, lotId, '4.700001')).outcome).toBe('insufficient');
  // What is held is not unused, as long as it may be spent.
  const { holdId } = await books.hold(START, '3');
  expect((await books.reserve(START, lotId, '1.700001')).outcome).toBe('insufficient');
  await books.release(START, holdId);
  expect((await books.reserve(START, lotId, '4.7')).outcome).toBe('reserved');

  // Nor does a payment go back twice: by its bank, while its credit was held, and by us, once that is free again.
  const twice = await open();
  await twice.topUp(START, '10');
  const second = await twice.topUp(after(1), '10');
  const held = await twice.hold(after(1), '20');
  await twice.clawBack(after(1), second.lotId, '10');
  await twice.release(after(1), held.holdId);
  const lots = await lotsAt(twice.sql, twice.customerId, after(1));
  expect(lots.find(({ id }) => id === second.lotId)!.remainingMicros).toBe(eur('10'));
  expect(await available(twice, after(1))).toBe(eur('10'));
  expect((await twice.reserve(after(1), second.lotId, '0.000001')).outcome).toBe('insufficient');
});

test('pain 19: during a refund its amount cannot be spent, and it is paid out once', async () => {
  const books = await open();
  const { lotId } = await books.topUp(START, '5');
  const { requestId } = await books.reserve(START, lotId, '4');
  expect((await books.hold(START, '1.5')).outcome).toBe('insufficient');
  expect((await books.hold(START, '0.4')).outcome).toBe('held');
  expect((await books.reserve(START, lotId, '0.1')).outcome).toBe('request_open');
  const ends = await Promise.all([
    ...[1, 2, 3].map(() => books.refund(START, requestId)),
    books.giveBack(START, requestId),
  ]);
  expect(ends.filter(({ replayed }) => !replayed)).toHaveLength(1);
  const isRefunded = ends.find(({ replayed }) => !replayed)!.outcome === 'refunded';
  expect(await available(books, START)).toBe(eur(isRefunded ? '0.6' : '4.6'));
});

test('pain 22: nothing sets a balance: every write of one adds to what stands, or books it', () => {
  const folder = 'prisma/migrations';
  const sql = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readFileSync(`${folder}/${entry.name}/migration.sql`, 'utf8'))
    .join('\n');
  const assigned = [...sql.matchAll(/c\.(credit|held|owed|refund_reserved|open_holds) := (.*)/g)];
  expect(assigned.length).toBeGreaterThan(6);
  for (const [, column, value] of assigned) expect(value).toMatch(new RegExp(`^c\\.${column}\\b`));
  // And no other code of ours writes these tables at all.
  const sources = readdirSync('lib', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('testing'))
    .map((file) => readFileSync(`lib/${file}`, 'utf8'));
  const writes = /\b(?:UPDATE|INSERT INTO|DELETE FROM|TRUNCATE)\s+ledger_(?!seal|head)/i;
  expect(sources.filter((text) => writes.test(text))).toEqual([]);
});

test('pain 22: each kind of write leaves what stands, and adds its own amount to it', async () => {
  const books = await open();
  const { customerId } = books;
  const figures = async () => {
    const { creditMicros, heldMicros, refundReservedMicros } = (await balanceNow(
      books.sql,
      customerId,
      START,
    ))!;
    return [creditMicros, heldMicros, refundReservedMicros] as const;
  };
  /** How credit, held and reserved change. */
  const change = async (write: () => Promise<unknown>) => {
    const before = await figures();
    await write();
    return (await figures()).map((figure, i) => toWire(subtract(figure, before[i]!)));
  };
  const { lotId } = await books.topUp(START, '20');
  await books.reserve(START, lotId, '2');
  const other = await books.topUp(START, '20');
  await books.hold(START, '1');
  const [first, second, third] = [1, 2, 3].map((euros) => books.holdItem(START, `${euros}`));
  const end = (holdId: string) => ({ customerId, holdId });

  const many = () => post(books.sql, START, [first!, second!, third!]);
  expect(await change(many)).toEqual(['0.000000', '6.000000', '0.000000']);
  const ends = () =>
    post(books.sql, START, [
      { op: 'settle', ...end(first!.holdId), chargeMicros: eur('0.75') },
      { op: 'release', ...end(second!.holdId), reason: 'failed' },
    ]);
  expect(await change(ends)).toEqual(['-0.750000', '-3.000000', '0.000000']);
  expect(await change(() => books.settle(START, third!.holdId, '3'))).toEqual([
    '-3.000000',
    '-3.000000',
    '0.000000',
  ]);
  expect(await change(() => books.hold(START, '0.5'))).toEqual(['0.000000', '0.500000', '0.000000']);
  expect(await change(() => books.grant(START, '4'))).toEqual(['4.000000', '0.000000', '0.000000']);
  expect(await change(() => books.reserve(START, other.lotId, '5'))).toEqual([
    '0.000000',
    '0.000000',
    '5.000000',
  ]);
  expect(await change(() => books.clawBack(START, lotId, '1'))).toEqual([
    '-1.000000',
    '0.000000',
    '-2.000000',
  ]);
});

test('pain 23: every screen shows the same number: row, lots, statement, sum, past and forecast', async () => {
  const books = await open();
  await books.trial(START, '1');
  const { lotId } = await books.topUp(START, '5');
  await books.spend(after(1), '1.234567');
  await books.hold(after(2), '0.4');
  await books.reserve(after(2), lotId, '2');
  const at = after(3);
  const shown = await available(books, at);
  const [line] = await statementPage(books.sql, books.customerId, { limit: 1 });
  const lots = await lotsAt(books.sql, books.customerId, at);
  const explained = await explainBalance(db, books.customerId, { now: at });
  const lines = await statementPage(books.sql, books.customerId, { limit: 1000 });
  expect(line!.availableAfterMicros).toBe(shown);
  expect(sum(lines.map(({ changeMicros }) => changeMicros))).toBe(shown);
  expect(sum(lots.map(({ remainingMicros }) => remainingMicros))).toBe(explained.creditMicros);
  expect(explained.availableMicros).toBe(shown);
  expect(explained.unexplainedMicros).toBe(ZERO);
  expect((await balanceAt(books.sql, books.customerId, at))?.availableMicros).toBe(shown);
  expect((await balanceAt(books.sql, books.customerId, after(30)))?.availableMicros).toBe(shown);
  const violations = await violationsOf(
    given.ownerPool,
    ledgerInvariants.filter((rule) => !isOfTheMoment(rule)),
    at,
  );
  expect(violations).toEqual([]);
});

test('pain 24: amounts are whole micro-euros; a cent is only ever rounded once, and down', async () => {
  const books = await open();
  await books.topUp(START, '1');
  for (let i = 0; i < 30; i += 1) await books.spend(START, '0.000001');
  expect(toWire(await available(books, START))).toBe('0.999970');
  expect(parseEuros('0.0000001')).toBeUndefined();
  expect(floorToCents(eur('0.999970'))).toBe(99n);
  const { rows } = await given.ownerPool.query<{ data_type: string }>(
    `SELECT DISTINCT data_type FROM information_schema.columns
     WHERE table_name LIKE 'ledger_%' AND column_name IN ('amount', 'credit', 'held', 'owed', 'remaining', 'charged')
       AND data_type <> 'text'`,
  );
  expect(rows).toEqual([{ data_type: 'bigint' }]);
});

test('pain 26: writes at once from many transactions end, each of them, and none is done twice', async () => {
  const [one, two] = [await open(), await open()];
  await one.topUp(START, '10');
  await two.topUp(START, '10');
  // Two customers in opposite orders, within interactive transactions: a deadlock is undone and run again.
  let runsOfBoth = 0;
  let withFirst = 0;
  await atOnce(2, (i) =>
    transaction(db.prisma, async (tx) => {
      runsOfBoth += 1;
      const sql = inTransaction(tx);
      const [first, second] = i === 0 ? [one, two] : [two, one];
      await post(sql, START, [first.holdItem(START, '0.1')]);
      // So that each has its first before it asks for its second.
      withFirst += 1;
      await expect.poll(() => withFirst).toBeGreaterThanOrEqual(2);
      await post(sql, START, [second.holdItem(START, '0.1')]);
    }),
  );
  expect(runsOfBoth).toBeGreaterThan(2);
  expect(await available(one, START)).toBe(eur('9.8'));
  expect(await available(two, START)).toBe(eur('9.8'));
  // What the database undid because of others is run again, and not for ever.
  let runs = 0;
  const undone = repeating(() => {
    runs += 1;
    return Promise.reject(Object.assign(new Error('undone'), { code: '40001' }));
  });
  await expect(undone).rejects.toThrow('undone');
  expect(runs).toBe(5);
});
