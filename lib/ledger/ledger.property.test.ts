import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { credits } from '#lib/money/credits.ts';
import { LedgerModel } from '#lib/testing/ledger-model.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { balanceNow, lotsOf } from './balance.ts';
import { expiryOf } from './expiry.ts';
import { type Item, post } from './post.ts';
import { onPool, type Sql } from './sql.ts';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-11-22T12:00:00Z');
/** `LEDGER_RUNS=2000 vitest run lib/ledger` for the long form. */
const RUNS = Number(process.env.LEDGER_RUNS ?? 60);

let db: Database;
let sql: Sql;

beforeAll(async () => {
  const { appUrl } = await testDatabase();
  db = connect(appUrl);
  sql = onPool(db.pool);
  return () => db.close();
});

/** One thing somebody does, with references as small numbers: to which customer, which earlier hold or credit. */
const deed = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      who: fc.nat(2),
      ref: fc.nat(30),
      micros: fc.integer({ min: 1, max: 900_000 }),
      floor: fc.constantFrom(0, 10_000, 500_000),
      open: fc.constantFrom(2, 10),
      cap: fc.constantFrom(undefined, null, 1_500_000),
      again: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      who: fc.nat(2),
      ref: fc.nat(30),
      share: fc.constantFrom(0, 1, 50, 100, 101),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('release' as const), who: fc.nat(2), ref: fc.nat(30) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('credit' as const),
      who: fc.nat(2),
      kind: fc.constantFrom('top_up' as const, 'trial' as const, 'grant' as const),
      ref: fc.nat(12),
      micros: fc.integer({ min: 1, max: 3_000_000 }),
      lateHours: fc.constantFrom(0, 0, 5, 24 * 40, 24 * 500),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('expire' as const), who: fc.nat(2) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('extend' as const), who: fc.nat(2), ref: fc.nat(30) }),
  },
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;
const step = fc.record({
  hours: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(0, 1, 3) },
    { weight: 2, arbitrary: fc.constantFrom(24 * 30, 24 * 200) },
    { weight: 1, arbitrary: fc.constant(24 * 366) },
    // Another process, whose clock is behind.
    { weight: 1, arbitrary: fc.constantFrom(-0.01, -1) },
  ),
  deeds: fc.array(deed, { minLength: 1, maxLength: 8 }),
});

/** Turns deeds into items: the same reference is the same hold or credit, whose content may differ this time. */
class Stage {
  readonly customers = [uuidv7(), uuidv7(), uuidv7()];
  readonly #ids = new Map<string, string>();
  readonly #holds = new Map<string, { micros: number; budget: boolean }>();
  readonly #budget = uuidv7();

  #id(name: string): string {
    const id = this.#ids.get(name) ?? uuidv7();
    this.#ids.set(name, id);
    return id;
  }

  batch(at: Date, deeds: readonly Deed[]): Item[] {
    const named = new Set<string>();
    return deeds.flatMap((d): Item[] => {
      const customerId = this.customers[d.who]!;
      const name = `${d.who} ${d.do === 'credit' ? `credit ${d.ref}` : 'ref' in d ? `hold ${d.ref}` : 'expire'}`;
      // Two items of one batch never name the same hold or key: the batcher sees to that.
      if (named.has(name)) return [];
      named.add(name);
      const id = this.#id(name);
      return [this.#item(d, customerId, id, name, at)];
    });
  }

  #item(d: Deed, customerId: string, id: string, name: string, at: Date): Item {
    switch (d.do) {
      case 'hold': {
        const first = this.#holds.get(name) ?? { micros: d.micros, budget: d.cap !== undefined };
        this.#holds.set(name, first);
        const micros = d.again ? first.micros : d.micros;
        const budget = {
          ref: this.#budget,
          period: '2026-11-01',
          capMicros: d.cap === null || d.cap === undefined ? null : credits(BigInt(d.cap)),
        };
        return {
          op: 'hold',
          customerId,
          holdId: id,
          amountMicros: credits(BigInt(micros)),
          causeType: 'generation',
          expiresAt: new Date(at.getTime() + HOUR_MS),
          floorMicros: credits(BigInt(d.floor)),
          maxOpen: d.open,
          ...(first.budget ? { budget } : {}),
        };
      }
      case 'settle': {
        const micros = BigInt(this.#holds.get(name)?.micros ?? 1000);
        return {
          op: 'settle',
          customerId,
          holdId: id,
          chargeMicros: credits((micros * BigInt(d.share)) / 100n),
        };
      }
      case 'release':
        return { op: 'release', customerId, holdId: id, reason: 'failed' };
      case 'extend':
        return { op: 'extend', customerId, holdId: id, expiresAt: new Date(at.getTime() + 2 * HOUR_MS) };
      case 'expire':
        return { op: 'expire', customerId };
      case 'credit': {
        const paidAt = new Date(at.getTime() - d.lateHours * HOUR_MS);
        return {
          op: 'credit',
          kind: d.kind,
          customerId,
          key: `${d.kind}:${id}`,
          lotId: this.#id(`${name} ${d.kind}`),
          amountMicros: credits(BigInt(d.micros)),
          effectiveAt: paidAt,
          expiresAt: expiryOf(paidAt),
          cause: { type: 'purchase', id },
          actor: 'test',
        };
      }
    }
  }
}

test('the database does exactly what the plain model predicts: outcome, reason, figures, lots and dates', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const stage = new Stage();
      const model = new LedgerModel();
      let at = new Date(START);
      const opening = stage.customers.slice(0, 2).map((customerId): Item => ({ op: 'open', customerId }));
      await post(sql, at, opening);
      model.post(at, opening);

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
          version: p.version,
        }));
        expect(seen).toEqual(model.post(at, items));
      }

      for (const customerId of stage.customers.slice(0, 2)) {
        const balance = await balanceNow(sql, customerId, at);
        expect(balance?.expiresAt?.getTime()).toBe(model.expiresAt(customerId));
        if (balance === undefined || (balance.expiresAt && balance.expiresAt <= balance.asOf)) continue;
        const lots = await lotsOf(sql, customerId, balance);
        expect(
          new Map(
            lots.map((lot) => [
              lot.id,
              { remaining: lot.remainingMicros, spent: lot.spentMicros, expired: lot.expiredMicros },
            ]),
          ),
        ).toEqual(model.lots(customerId));
      }
    }),
    { numRuns: RUNS, endOnFailure: false },
  );
}, 600_000);
