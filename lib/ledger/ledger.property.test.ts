import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { credits } from '#lib/money/credits.ts';
import { assertOfLives, life, Stage } from '#lib/testing/ledger-deeds.ts';
import { LedgerModel, type PredictedLot } from '#lib/testing/ledger-model.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { balanceNow, type Lot, lotsAt, lotsOf } from './balance.ts';
import { soonestExpiry } from './expiry.ts';
import { OUTCOMES, type Outcome, post } from './post.ts';
import { returnedOf } from './returned.ts';
import { onPool, type Sql } from './sql.ts';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-11-22T12:00:00Z');
/** The long form: `npm run model`. */
const RUNS = Number(process.env.LEDGER_RUNS ?? 200);
/** Against standing still, not a measure. */
const TIMEOUT_MS = 600_000 + RUNS * 1_000;
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

test(
  'the database does exactly what the plain model predicts: outcome, reason, figures, lots and dates',
  async () => {
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
  },
  TIMEOUT_MS,
);

test(
  'whatever was clawed back before, a reversal leaves the books as they were before what it undoes',
  async () => {
    let again = 0;
    await assertOfLives(
      fc.asyncProperty(life({ maxSteps: 20 }), fc.nat(99), async (steps, pick) => {
        const stage = new Stage();
        let told = new Date(START);
        await post(sql, told, stage.opening);
        for (const { hours, deeds } of steps) {
          told = new Date(told.getTime() + hours * HOUR_MS);
          await post(sql, told, stage.batch(told, deeds));
        }
        for (const customerId of stage.customers.slice(0, 2)) {
          // Where a clock was behind, the books are ahead of it.
          const at = (await balanceNow(sql, customerId, told))!.asOf;
          await post(sql, at, [{ op: 'expire', customerId }]);
          const open = await purchasesOf(customerId, at);
          const purchase = open[pick % Math.max(open.length, 1)];
          if (purchase === undefined) continue;
          const { lotId, leftMicros, clawedBackMicros } = purchase;
          if (clawedBackMicros > 0n) again += 1;
          const part = (leftMicros * BigInt(pick + 1)) / 100n;

          const before = await picture(customerId, at);
          await clawBack(customerId, lotId, leftMicros - part, at);
          const between = await picture(customerId, at);
          await clawBack(customerId, lotId, part, at);
          await putBack(customerId, lotId, part, at);
          expect(await picture(customerId, at)).toEqual(between);
          await putBack(customerId, lotId, leftMicros - part, at);
          expect(await picture(customerId, at)).toEqual(before);
          // Taken at once and put back in two, the same.
          await clawBack(customerId, lotId, leftMicros, at);
          await putBack(customerId, lotId, part, at);
          expect(await picture(customerId, at)).toEqual(between);
          await putBack(customerId, lotId, leftMicros - part, at);
          expect(await picture(customerId, at)).toEqual(before);
        }
      }),
      { known: 40, fresh: Math.ceil(RUNS / 5) },
    );
    expect(again).toBeGreaterThan(2);
  },
  TIMEOUT_MS,
);

/** The purchases of which something can still be clawed back; none where a request is open, which a claw-back would end. */
async function purchasesOf(customerId: Uuid, at: Date) {
  const all = await lotsAt(sql, customerId, at);
  if (all.some(({ reservedMicros }) => reservedMicros > 0n)) return [];
  const lots = all.filter(({ source }) => source === 'top_up');
  const purchases = await Promise.all(
    lots.map(async ({ id, originalMicros, refundedMicros }) => {
      const returned = (await returnedOf(sql, { customerId, lotId: id }))!;
      return {
        lotId: id,
        leftMicros: originalMicros - returned,
        clawedBackMicros: returned - refundedMicros,
      };
    }),
  );
  return purchases.filter(({ leftMicros }) => leftMicros > 0n);
}

/** Everything but what only says how often something was done. */
async function picture(customerId: Uuid, at: Date) {
  const balance = (await balanceNow(sql, customerId, at))!;
  const { creditMicros, heldMicros, refundReservedMicros, owedMicros, expiresAt } = balance;
  const lots = (await lotsAt(sql, customerId, balance.asOf)).map(predictable);
  return { creditMicros, heldMicros, refundReservedMicros, owedMicros, expiresAt, lots };
}

async function clawBack(customerId: Uuid, lotId: Uuid, amount: bigint, at: Date): Promise<void> {
  if (amount === 0n) return;
  const about = { customerId, key: `claw_back:${uuidv7()}`, lotId, amountMicros: credits(amount) };
  const soonestExpiresAt = soonestExpiry(at);
  const [posted] = await post(sql, at, [
    { op: 'claw_back', ...about, effectiveAt: at, actor: 'test', soonestExpiresAt },
  ]);
  expect(posted?.outcome).toBe('clawed_back');
}

async function putBack(customerId: Uuid, lotId: Uuid, amount: bigint, at: Date): Promise<void> {
  if (amount === 0n) return;
  const about = { customerId, key: `claw_back_reversed:${uuidv7()}`, lotId, amountMicros: credits(amount) };
  const [posted] = await post(sql, at, [{ op: 'reverse', ...about, actor: 'test' }]);
  expect(posted?.outcome).toBe('reversed');
}
