import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { monthNamed, monthOf } from '#lib/core/month.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { post } from '#lib/ledger/post.ts';
import { chargedIn } from '#lib/ledger/span.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { fromWire, subtract, sum, ZERO } from '#lib/money/credits.ts';
import { Books } from '#lib/testing/books.ts';
import { assertOfLives, life, Stage } from '#lib/testing/ledger-deeds.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { firstMonth, summaryOf } from './month.ts';
import { statementRows } from './statement.ts';

const HOUR_MS = 3_600_000;
const START = new Date('2026-11-22T12:00:00Z');

let db: Database;
beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
  return () => db.close();
});

/** Every line of a span, newest first. */
const linesOf = (customerId: string, span: { from: Date; to: Date }) =>
  statementRows(db, customerId, span, { limit: 10_000 });

test('over any window of any life: opening and all entries make closing, by kind as line by line', async () => {
  const share = fc.integer({ min: 0, max: 1000 });
  let met = 0;
  await assertOfLives(
    fc.asyncProperty(
      life({ maxSteps: 20 }),
      fc.array(fc.tuple(share, share), { minLength: 8 }),
      async (steps, windows) => {
        const stage = new Stage();
        const sql = onPool(db.pool);
        let at = START;
        await post(sql, at, stage.opening);
        for (const { hours, deeds } of steps) {
          at = new Date(at.getTime() + Math.max(hours, 1) * HOUR_MS);
          await post(sql, at, stage.batch(at, deeds));
        }
        const span = at.getTime() - START.getTime() + HOUR_MS;
        for (const customerId of stage.customers.slice(0, 2)) {
          for (const [a, b] of windows) {
            const [from, to] = [Math.min(a, b), Math.max(a, b)].map(
              (part) => new Date(START.getTime() + (part * span) / 1000),
            );
            const summary = await summaryOf(db, customerId, { from: from!, to: to! });
            expect(summary.unexplainedMicros).toBe(ZERO);
            const lines = await linesOf(customerId, { from: from!, to: to! });
            expect(lines).toHaveLength(summary.facts);
            met += lines.length;
            const changes = lines.map((line) => fromWire(line.amount_eur));
            expect(sum(changes)).toBe(subtract(summary.closingMicros, summary.openingMicros));
            const charged = await chargedIn(sql, customerId, { from: from!, to: to! });
            const charges = summary.sums.find(({ kind }) => kind === 'charge')?.changeMicros ?? ZERO;
            expect(charged).toBe(subtract(ZERO, charges));
            for (const { kind, facts, changeMicros } of summary.sums) {
              const ofKind = lines.filter((line) => line.kind === kind);
              expect([kind, ofKind.length, sum(ofKind.map((line) => fromWire(line.amount_eur)))]).toEqual([
                kind,
                facts,
                changeMicros,
              ]);
              expect(
                await statementRows(db, customerId, { from: from!, to: to!, kind }, { limit: 10_000 }),
              ).toEqual(ofKind);
            }
          }
        }
      },
    ),
    { known: 40, fresh: 25 },
  );
  expect(met).toBeGreaterThan(500);
}, 120_000);

test('the rows of one kind come a page at a time, none twice and none left out', async () => {
  const books = await Books.open(onPool(db.pool), new Date('2026-01-15T12:00:00Z'));
  await books.topUp(new Date('2026-01-15T12:00:00Z'), '10');
  for (let i = 0; i < 7; i += 1) await books.spend(new Date(Date.UTC(2026, 0, 16 + i)), '0.5');
  const whole = await statementRows(db, books.customerId, {}, { limit: 100 });
  for (const kind of ['charge', 'hold', 'hold_settled', 'top_up'] as const) {
    const paged: typeof whole = [];
    for (;;) {
      const before = paged.length === 0 ? undefined : BigInt(paged.at(-1)!.id);
      const page = await statementRows(db, books.customerId, { kind }, { before, limit: 3 });
      if (page.length === 0) break;
      paged.push(...page);
    }
    expect(paged).toEqual(whole.filter((row) => row.kind === kind));
  }
});

test('months follow each other: what one leaves the next one finds', async () => {
  const books = await Books.open(onPool(db.pool), new Date('2026-01-15T12:00:00Z'));
  for (let month = 0; month < 6; month += 1) {
    const at = new Date(Date.UTC(2026, month, 28, 23, 59));
    await books.topUp(at, '10');
    await books.spend(new Date(at.getTime() + HOUR_MS), '1.234567');
  }
  const months = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      summaryOf(db, books.customerId, monthOf(new Date('2025-12-05T00:00:00Z'), i)),
    ),
  );
  expect(months[0]).toMatchObject({ openingMicros: ZERO, closingMicros: ZERO, facts: 0 });
  months.slice(1).forEach((month, i) => {
    expect(month.openingMicros).toBe(months[i]!.closingMicros);
    expect(month.unexplainedMicros).toBe(ZERO);
  });
  expect(months.at(-1)!.closingMicros).toBe(52_592_598n);
});

test('a statement begins with the month of its first fact', async () => {
  const books = await Books.open(onPool(db.pool), new Date('2026-01-15T12:00:00Z'));
  expect(await firstMonth(db, books.customerId)).toBeUndefined();
  await books.topUp(new Date('2026-02-28T23:59:59Z'), '10');
  await books.spend(new Date('2026-03-01T00:00:01Z'), '1');
  expect((await firstMonth(db, books.customerId))?.name).toBe('2026-02');
});

describe('a month', () => {
  test.each(['2026-13', '2026-1', '26-11', '0000-01', '', '2026-11-01', "2026-11' OR"])(
    'is not %j',
    (name) => {
      expect(monthNamed(name)).toBeUndefined();
    },
  );

  test('begins with its first instant in UTC and ends before the next one’s', () => {
    const february = monthNamed('2028-02')!;
    expect([february.from.toISOString(), february.to.toISOString()]).toEqual([
      '2028-02-01T00:00:00.000Z',
      '2028-03-01T00:00:00.000Z',
    ]);
    expect(monthOf(new Date('2026-12-31T23:59:59.999Z'), 1).name).toBe('2027-01');
  });
});
