import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { balanceAt } from '#lib/ledger/balance.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { fromWire, subtract, sum, ZERO } from '#lib/money/credits.ts';
import { Books, eur } from '#lib/testing/books.ts';
import { assertOfLives, life, Stage } from '#lib/testing/ledger-deeds.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { type Explanation, explainBalance } from './explain.ts';
import { statementRows } from './statement.ts';

const HOUR_MS = 3_600_000;
const START = new Date('2026-11-22T12:00:00Z');

let db: Database;
beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
  return () => db.close();
});

/** Every sum of an explanation, to the micro-euro. */
function expectExplained(found: Explanation): void {
  expect(found.unexplainedMicros).toBe(ZERO);
  expect(sum(found.lines.map(({ changeMicros }) => changeMicros))).toBe(found.creditMicros);
  expect(sum(found.lots.map(({ remainingMicros }) => remainingMicros))).toBe(found.creditMicros);
  expect(found.availableMicros).toBe(
    subtract(subtract(found.creditMicros, found.heldMicros), found.refundReservedMicros),
  );
  for (const lot of found.lots) {
    const { spentMicros, expiredMicros, refundedMicros, clawedBackMicros, debtPaidMicros } = lot;
    expect(lot.originalMicros).toBe(
      sum([
        lot.remainingMicros,
        spentMicros,
        expiredMicros,
        refundedMicros,
        clawedBackMicros,
        debtPaidMicros,
      ]),
    );
  }
  expect(found.clock[0]?.expiresAt ?? null).toEqual(found.expiresAt);
  for (const [i, change] of found.clock.entries())
    expect(change.previous).toEqual(found.clock[i + 1]?.expiresAt ?? null);
}

/** Every line is the sum of the rows that the statement shows for its kind: what is behind the link. */
async function expectLinesLeadToTheirRows(customerId: string, { lines, asOf }: Explanation): Promise<void> {
  const to = new Date(asOf.getTime() + 1);
  for (const { kind, changeMicros } of lines.filter(({ isDue }) => isDue !== true)) {
    const rows = await statementRows(db, customerId, { kind, to }, { limit: 10_000 });
    expect([kind, sum(rows.map((row) => fromWire(row.amount_eur)))]).toEqual([kind, changeMicros]);
    expect(rows.every((row) => row.kind === kind)).toBe(true);
  }
}

test('whatever a life was like, its balance is explained at any instant, past, present and future', async () => {
  const share = fc.integer({ min: -100, max: 1200 });
  let withPast = 0;
  await assertOfLives(
    fc.asyncProperty(
      life({ maxSteps: 15 }),
      fc.array(share, { minLength: 4, maxLength: 6 }),
      async (steps, shares) => {
        const stage = new Stage();
        const sql = onPool(db.pool);
        let at = START;
        await post(sql, at, stage.opening);
        for (const { hours, deeds } of steps) {
          at = new Date(at.getTime() + Math.max(hours, 1) * HOUR_MS);
          await post(sql, at, stage.batch(at, deeds));
        }
        const span = at.getTime() - START.getTime();
        for (const customerId of stage.customers.slice(0, 2)) {
          for (const part of shares) {
            const asOf = new Date(START.getTime() + Math.round((part * span) / 1000));
            const found = await explainBalance(db, customerId, { asOf });
            expectExplained(found);
            await expectLinesLeadToTheirRows(customerId, found);
            if (asOf < at && found.lots.length > 0) withPast += 1;
            expect(found.availableMicros).toBe(
              (await balanceAt(sql, customerId, asOf))?.availableMicros ?? ZERO,
            );
          }
          const live = await explainBalance(db, customerId, { now: at });
          expectExplained(live);
          await expectLinesLeadToTheirRows(customerId, live);
          expect(await explainBalance(db, customerId, { asOf: live.asOf })).toEqual(live);
        }
      },
    ),
    { known: 12, fresh: 25 },
  );
  // The property says something about the past only where there was one.
  expect(withPast).toBeGreaterThan(25);
}, 90_000);

test('an explanation names each kind once, and a past one knows nothing of what came later', async () => {
  const books = await Books.open(onPool(db.pool), START);
  const at = (hours: number) => new Date(START.getTime() + hours * HOUR_MS);
  await books.trial(at(1), '1');
  await books.topUp(at(26), '10');
  await books.spend(at(27), '1.5');
  await books.topUp(at(28), '5');
  const past = await explainBalance(db, books.customerId, { asOf: at(27.5) });
  expectExplained(past);
  expect(past.lines).toEqual([
    { kind: 'trial', changeMicros: eur('1') },
    { kind: 'top_up', changeMicros: eur('10') },
    { kind: 'charge', changeMicros: subtract(ZERO, eur('1.5')) },
  ]);
  expect(past.clock.map(({ key }) => key.split(':')[0])).toEqual(['topup', 'trial']);
  const live = await explainBalance(db, books.customerId, { now: at(29) });
  expect(live.lines[1]).toEqual({ kind: 'top_up', changeMicros: eur('15') });
  const before = await explainBalance(db, books.customerId, { asOf: at(0.5) });
  expect([before.lines, before.lots, before.expiresAt]).toEqual([[], [], null]);
});
