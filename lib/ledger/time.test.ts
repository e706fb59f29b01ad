import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { Books, eur } from '#lib/testing/books.ts';
import { life, Stage } from '#lib/testing/ledger-deeds.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { type Balance, balanceAt, type Lot, lotsAt } from './balance.ts';
import { post } from './post.ts';
import { onPool, type Sql } from './sql.ts';
import { statementPage } from './statement.ts';
import { keepSums } from './sums.ts';

const HOUR_MS = 3_600_000;
const START = new Date('2026-11-22T12:00:00Z');
let db: Database;
let sql: Sql;

beforeAll(async () => {
  const { appUrl } = await testDatabase();
  db = connect(appUrl);
  sql = onPool(db.pool);
  return () => db.close();
});

test('the balance and the lots at every past instant are those that were shown then', async () => {
  await fc.assert(
    fc.asyncProperty(life({ maxSteps: 25 }), fc.integer({ min: 1, max: 30 }), async (steps, size) => {
      const stage = new Stage();
      const [customerId] = stage.customers as [string];
      await post(sql, START, stage.opening);
      let at = START;
      const shown: { at: Date; balance: Balance; lots: Lot[] }[] = [];
      for (const { hours, deeds } of steps) {
        // One clock: what a process that is behind records counts from where the books are.
        at = new Date(at.getTime() + Math.max(hours, 1) * HOUR_MS);
        await post(sql, at, stage.batch(at, deeds));
        const later = new Date(at.getTime() + HOUR_MS / 2);
        shown.push({
          at: later,
          balance: (await balanceAt(sql, customerId, later))!,
          lots: await lotsAt(sql, customerId, later),
        });
      }
      // Whatever of the past is added up already.
      await keepSums(sql, size);
      for (const then of shown) {
        // Only where the figures come from differs: the journal now, the stored row then.
        const { isLive: _, ...figures } = then.balance;
        expect(await balanceAt(sql, customerId, then.at)).toMatchObject(figures);
        expect(await lotsAt(sql, customerId, then.at)).toEqual(then.lots);
      }
    }),
    { numRuns: 40, endOnFailure: false },
  );
}, 120_000);

test('at a future instant nothing new has happened: open holds stay held, and from the date on nothing is available', async () => {
  const books = await Books.open(sql, START);
  await books.topUp(START, '10');
  await books.hold(START, '0.06');
  const before = (await balanceAt(sql, books.customerId, new Date('2027-11-22T23:59:59.999Z')))!;
  expect([before.availableMicros, before.heldMicros]).toEqual([eur('9.94'), eur('0.06')]);
  const after = (await balanceAt(sql, books.customerId, new Date('2027-11-23T00:00:00Z')))!;
  expect([after.availableMicros, after.heldMicros, after.creditMicros]).toEqual([
    0n,
    eur('0.06'),
    eur('0.06'),
  ]);
  const [lot] = await lotsAt(sql, books.customerId, new Date('2027-11-23T00:00:00Z'));
  expect([lot!.remainingMicros, lot!.expiredMicros]).toEqual([eur('0.06'), eur('9.94')]);
});

test('nobody has a balance before the books were opened, and a stranger has none', async () => {
  const books = await Books.open(sql, START);
  const early = await balanceAt(sql, books.customerId, new Date(START.getTime() - 1));
  expect([early!.creditMicros, early!.version, early!.expiresAt]).toEqual([0n, 0n, null]);
  expect(await balanceAt(sql, '00000000-0000-7000-8000-000000000000', START)).toBeUndefined();
});

test('the pages of a statement, put together, are the whole statement, whatever their size', async () => {
  const books = await Books.open(sql, START);
  await books.trial(START, '1');
  await books.topUp(START, '5');
  for (let i = 0; i < 12; i += 1) {
    const { holdId } = await books.hold(START, '0.3');
    if (i % 4 === 0) await books.release(START, holdId);
    else await books.settle(START, holdId, '0.25');
  }
  const whole = await statementPage(sql, books.customerId, { limit: 1000 });
  expect(whole.map((line) => line.seq)).toEqual(whole.map((_, i) => BigInt(whole.length - i)));
  for (const [newer, older] of whole.slice(0, -1).map((line, i) => [line, whole[i + 1]!] as const)) {
    expect(newer.availableBeforeMicros).toBe(older.availableAfterMicros);
  }
  for (const limit of [1, 2, 3, 7]) {
    const pages = [];
    for (let page = await statementPage(sql, books.customerId, { limit }); page.length > 0; ) {
      pages.push(...page);
      page = await statementPage(sql, books.customerId, { before: page.at(-1)!.seq, limit });
    }
    expect(pages).toEqual(whole);
  }
});
