import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { sum, ZERO } from '#lib/money/credits.ts';
import { Books } from '#lib/testing/books.ts';
import { assertOfLives, life, Stage } from '#lib/testing/ledger-deeds.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { balanceNow } from './balance.ts';
import { post } from './post.ts';
import { onPool, type Sql } from './sql.ts';
import { type StatementLine, statementPage, sumsByKind } from './statement.ts';
import { keepSums } from './sums.ts';

const HOUR_MS = 3_600_000;
const START = new Date('2026-11-22T12:00:00Z');
let db: Database;
let sql: Sql;

beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
  sql = onPool(db.pool);
  return () => db.close();
});

/** What lines come to, by kind, in the order in which each kind first came. */
function addedUp(lines: readonly StatementLine[]) {
  return [...Map.groupBy(lines, ({ kind }) => kind)].map(([kind, ofKind]) => ({
    kind,
    facts: ofKind.length,
    changeMicros: sum(ofKind.map(({ changeMicros }) => changeMicros)),
    owedChangeMicros: sum(ofKind.map(({ owedChangeMicros }) => owedChangeMicros)),
  }));
}

/** The blocks that are kept of a customer: first and last fact of each. */
async function blocksOf(customerId: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ block: string }>(
    `SELECT DISTINCT from_seq, from_seq || '-' || upto_seq AS block FROM ledger_sum WHERE customer_id = $1 ORDER BY from_seq`,
    [customerId],
  );
  return rows.map(({ block }) => block);
}

test('between any two facts of any life the sums are those of the lines, whatever is kept of them', async () => {
  const size = fc.integer({ min: 1, max: 9 });
  let across = 0;
  await assertOfLives(
    fc.asyncProperty(life({ maxSteps: 20 }), size, size, fc.nat(9), async (steps, one, other, then) => {
      const stage = new Stage();
      let at = START;
      await post(sql, at, stage.opening);
      for (const [i, { hours, deeds }] of steps.entries()) {
        at = new Date(at.getTime() + Math.max(hours, 1) * HOUR_MS);
        await post(sql, at, stage.batch(at, deeds));
        if (i === then) await keepSums(sql, one);
        if (i === then + 3) await keepSums(sql, other);
      }
      for (const customerId of stage.customers.slice(0, 2)) {
        const lines = (await statementPage(sql, customerId, { limit: 10_000 })).reverse();
        const owed = (await balanceNow(sql, customerId, at))?.owedMicros ?? ZERO;
        expect(sum(lines.map(({ owedChangeMicros }) => owedChangeMicros))).toBe(owed);
        across += (await blocksOf(customerId)).length;
        for (let after = 0; after <= lines.length; after += 1 + (after % 3))
          for (let upto = after; upto <= lines.length; upto += 1 + (upto % 4))
            expect(await sumsByKind(sql, customerId, { after: BigInt(after), upto: BigInt(upto) })).toEqual(
              addedUp(lines.slice(after, upto)),
            );
      }
    }),
    { known: 20, fresh: 10 },
  );
  expect(across).toBeGreaterThan(20);
}, 240_000);

test('whole blocks are kept, each once, though several add up beside those who post', async () => {
  const books = await Books.open(sql, START);
  await books.topUp(START, '50');
  let isOver = false;
  const keeping = Array.from({ length: 3 }, async () => {
    while (!isOver) await keepSums(sql, 5);
  });
  for (let i = 0; i < 5; i += 1)
    await Promise.all(Array.from({ length: 8 }, () => books.spend(START, '0.01')));
  isOver = true;
  await Promise.all(keeping);
  await keepSums(sql, 5);
  // The top-up, and of each of the forty the hold, its end and the charge.
  const facts = 1 + 3 * 40;
  expect(await blocksOf(books.customerId)).toEqual(
    Array.from({ length: Math.floor(facts / 5) }, (_, i) => `${5 * i + 1}-${5 * i + 5}`),
  );
  expect(await keepSums(sql, 5)).toBe(0);
});

test('one call keeps all that is due, and says of how many blocks', async () => {
  await keepSums(sql, 5);
  const books = await Books.open(sql, START);
  await books.topUp(START, '50');
  for (let i = 0; i < 10; i += 1) await books.spend(START, '0.01');
  expect(await keepSums(sql, 5)).toBe(6);
  expect(await blocksOf(books.customerId)).toHaveLength(6);
});

test('what a short past comes to is kept by nobody', async () => {
  const books = await Books.open(sql, START);
  await books.topUp(START, '50');
  await keepSums(sql);
  expect(await blocksOf(books.customerId)).toEqual([]);
});
