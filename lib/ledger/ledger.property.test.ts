import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { assertOfLives, life, Stage } from '#lib/testing/ledger-deeds.ts';
import { LedgerModel, type PredictedLot } from '#lib/testing/ledger-model.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { balanceNow, type Lot, lotsOf } from './balance.ts';
import { OUTCOMES, type Outcome, post } from './post.ts';
import { onPool, type Sql } from './sql.ts';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-11-22T12:00:00Z');
/** The long form: `LEDGER_RUNS=2000 npx vitest run lib/ledger/ledger.property.test.ts`. */
const RUNS = Number(process.env.LEDGER_RUNS ?? 200);
const STEPS = 50;

let db: Database;
let sql: Sql;

beforeAll(async () => {
  const { appUrl } = await testDatabase();
  db = connect(appUrl);
  sql = onPool(db.pool);
  return () => db.close();
});

const predictable = (lot: Lot): PredictedLot => ({
  id: lot.id,
  source: lot.source,
  original: lot.originalMicros,
  remaining: lot.remainingMicros,
  reserved: lot.reservedMicros,
  spent: lot.spentMicros,
  refunded: lot.refundedMicros,
  clawedBack: lot.clawedBackMicros,
  expired: lot.expiredMicros,
  debtPaid: lot.debtPaidMicros,
});

test('the database does exactly what the plain model predicts: outcome, reason, figures, lots and dates', async () => {
  const met = new Map<Outcome, number>();
  await assertOfLives(
    fc.asyncProperty(life({ maxSteps: STEPS }), async (steps) => {
      const stage = new Stage();
      const model = new LedgerModel();
      let at = new Date(START);
      await post(sql, at, stage.opening);
      model.post(at, stage.opening);

      for (const { hours, deeds } of steps) {
        at = new Date(at.getTime() + hours * HOUR_MS);
        const items = stage.batch(at, deeds);
        const posted = await post(sql, at, items);
        const seen = posted.map((p) => ({
          outcome: p.outcome,
          replayed: p.replayed,
          amount: p.amountMicros,
          credit: p.creditMicros,
          held: p.heldMicros,
          available: p.availableMicros,
          owed: p.owedMicros,
          version: p.version,
        }));
        for (const { outcome } of seen) met.set(outcome, (met.get(outcome) ?? 0) + 1);
        expect(seen).toEqual(model.post(at, items));
      }

      for (const customerId of stage.customers.slice(0, 2)) {
        const balance = await balanceNow(sql, customerId, at);
        expect(balance?.expiresAt?.getTime()).toBe(model.expiresAt(customerId));
        if (balance === undefined || (balance.expiresAt && balance.expiresAt <= balance.asOf)) continue;
        const lots = await lotsOf(sql, customerId, balance);
        expect(new Map(lots.map((lot) => [lot.id, predictable(lot)]))).toEqual(model.lots(customerId));
      }
    }),
    { known: 100, fresh: RUNS },
  );
  // Lives in which something never happens prove nothing of it.
  const never = OUTCOMES.filter((outcome) => outcome !== 'opened' && !met.has(outcome));
  expect(never).toEqual([]);
}, 600_000);
