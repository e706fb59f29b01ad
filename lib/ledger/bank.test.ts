import type { Pool } from 'pg';
import { describe, expect, test } from 'vitest';
import { type BankReport, runBank } from '#lib/testing/bank/bank.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';

// The long form, of 100 000 operations and 1 000 snapshots, is `npm run bank`.

function bank(
  { appUrl, ownerPool }: TestDatabase,
  options: { customers: number; operations: number; snapshots: number; stopsWhenWrong?: boolean },
): Promise<BankReport> {
  return runBank({ appUrl, ownerPool, seed: 7, processes: 2, workers: 32, ...options });
}

test('two processes move credit about in every way: every snapshot agrees, the journal explains every answer', async () => {
  const report = await bank(await testDatabase(), {
    customers: 50,
    operations: 3_000,
    snapshots: 60,
  });
  expect(report.wrong).toEqual([]);
  expect(report.wrongSnapshots).toBe(0);
  expect(report.deadlocks).toBe(0);
  expect(report.snapshots).toBeGreaterThanOrEqual(60);
  expect(report.asked).toBeGreaterThanOrEqual(3_000);
  // A run in which something never happens proves nothing of it.
  expect([...report.postings.keys()]).toEqual(
    expect.arrayContaining([
      'top_up',
      'trial',
      'grant',
      'charge',
      'expire',
      'refund',
      'claw_back',
      'claw_back_reversed',
    ]),
  );
  expect([...report.outcomes.keys()]).toEqual(
    expect.arrayContaining(['hold held', 'release released', 'reserve reserved']),
  );
}, 120_000);

/**
 * Two that did not wait for each other. It shows in more ways than can be listed: in a snapshot, in what was told, in what a
 * constraint refused. Without a fault nothing at all is wrong (the test above), so anything that is gives it away.
 */
const A_RACE = /\S/;

const LOCK =
  'PERFORM FROM ledger_customer WHERE customer_id = ANY (v_customers) ORDER BY customer_id FOR NO KEY UPDATE;';

describe('the bank is closed when the ledger is at fault', () => {
  /** Faults that somebody could make, and what gives each away. */
  const faults: { fault: string; plant: (pool: Pool) => Promise<void>; customers?: number; seen: RegExp }[] =
    [
      {
        fault: 'nobody locks the customer, and the constraints stand alone',
        plant: (pool) => edit(pool, 'ledger_post', [LOCK, '']),
        customers: 50,
        seen: A_RACE,
      },
      {
        fault: 'nobody locks the customer, and no constraint says so',
        plant: async (pool) => {
          await edit(pool, 'ledger_post', [LOCK, '']);
          await pool.query(`
          DROP TRIGGER ledger_customer_moves_forward ON ledger_customer;
          DROP INDEX ledger_hold_customer_id_opened_seq_key;
          DROP INDEX ledger_posting_customer_id_key_line_key;
          ALTER TABLE ledger_lot DROP CONSTRAINT ledger_lot_pkey;
          ALTER TABLE ledger_posting DROP CONSTRAINT ledger_posting_pkey;
          ALTER TABLE ledger_clock DROP CONSTRAINT ledger_clock_pkey;
          ALTER TABLE ledger_release DROP CONSTRAINT ledger_release_pkey`);
        },
        customers: 50,
        seen: A_RACE,
      },
      {
        fault: 'one statement locks the customer and reads the lots',
        plant: async (pool) => {
          await edit(pool, 'ledger_post', [
            LOCK,
            `IF EXISTS (SELECT FROM unnest(v_items) x WHERE x.op NOT IN ('settle', 'release'))
             OR cardinality(v_items) = 1 THEN ${LOCK} END IF;`,
          ]);
          await edit(pool, 'ledger_end_many', [
            'FROM ledger_customer c WHERE c.customer_id = ANY (p_customers)',
            'FROM ledger_customer c WHERE c.customer_id = ANY (p_customers) ORDER BY c.customer_id FOR NO KEY UPDATE',
          ]);
        },
        seen: A_RACE,
      },
      {
        fault: 'a refusal is told as a hold',
        plant: (pool) =>
          edit(pool, 'ledger_post_one', [
            'r.credit := c.credit;',
            `IF r.outcome = 'insufficient' THEN r.outcome := 'held'; r.amount := p.amount; END IF; r.credit := c.credit;`,
          ]),
        seen: /hold .*: held at \d+: the journal has nothing of it/,
      },
      {
        fault: 'a payment that is told to us again is credited again',
        plant: (pool) =>
          edit(pool, 'ledger_post_one', [
            'WHERE t.customer_id = p.customer_id AND t.key = p.key LIMIT 1;\n    IF FOUND THEN',
            `WHERE t.customer_id = p.customer_id AND t.key = p.key LIMIT 1;
          IF FOUND AND p.kind = 'top_up' THEN
            p.id := gen_random_uuid();
            p.key := p.key || ' ' || p.id;
          END IF;
          IF FOUND AND p.kind <> 'top_up' THEN`,
          ]),
        seen: /topup:\S+: told as new 2 times/,
      },
      {
        fault: 'the end of a hold now and then leaves a micro-euro held',
        plant: (pool) =>
          edit(pool, 'ledger_end_many', [
            'held = b.held_after, version = b.seq',
            'held = b.held_after + (b.seq % 7 = 0)::integer, version = b.seq',
          ]),
        seen: /(snapshot \d+|at the end): .*held = open holds/,
      },
    ];

  test.each(faults)(
    '$fault',
    async ({ plant, customers = 20, seen }) => {
      const database = await testDatabase({ breaksInvariants: 'a fault is planted in the ledger itself' });
      await plant(database.ownerPool);
      // Who locks nothing in order ends in deadlocks: they need not be waited for.
      await database.ownerPool.query(
        `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = 20', current_database()); END $$`,
      );
      // A race shows after some 200 to 1 500 operations; what a run of that length misses now and then, five times it do not.
      const times = seen === A_RACE ? 5 : 1;
      const size = { customers, operations: 2_500 * times, snapshots: 50 * times };
      const report = await bank(database, { ...size, stopsWhenWrong: true });
      expect(report.wrong.join('\n')).toMatch(seen);
    },
    120_000,
  );
});

/** Changes a function of this database only. */
async function edit(pool: Pool, name: string, [from, to]: [string, string]): Promise<void> {
  const { rows } = await pool.query<{ text: string }>(
    'SELECT pg_get_functiondef(oid) AS text FROM pg_proc WHERE proname = $1',
    [name],
  );
  expect(rows[0]!.text).toContain(from);
  await pool.query(rows[0]!.text.replace(from, () => to));
}
