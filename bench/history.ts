import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { Pool } from 'pg';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { migrate } from '#lib/db/migrate.ts';
import type { JobFilter } from '#lib/generation/store.ts';
import { jobTotals, partsOfCost } from '#lib/history/jobs.ts';
import { spend } from '#lib/history/overview.ts';
import { sumUpDays } from '#lib/testing/job-days.ts';
import { startPostgres } from '#scripts/postgres.ts';
import { during } from '#scripts/progress.ts';
import { median } from './measured.ts';
import { table } from './report.ts';

// npm run bench:history -- [--jobs 1e3,1e6] [--reads 100]

const { values } = parseArgs({
  options: { jobs: { type: 'string', default: '1e3,1e6' }, reads: { type: 'string', default: '100' } },
});
const sizes = values.jobs.split(',').map(Number);
const reads = Number(values.reads);
const DAYS = 365;
const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-22T12:00:00Z');

/** What the history and the overview ask of a customer with few and with many jobs. */
const ASKED: [name: string, ask: (db: Database, customerId: Uuid) => Promise<unknown>][] = [
  ['total of everything', (db, id) => jobTotals(db, id, {})],
  ['total of one model that failed', (db, id) => jobTotals(db, id, { model: 'model-1', status: 'failed' })],
  ['total of a month of charges', (db, id) => jobTotals(db, id, lastDays(30))],
  ['cost opened into its parts', (db, id) => partsOfCost(db, id, {})],
  ['spent today, in 7 and in 30 days', (db, id) => spend(db, id, NOW)],
];

const folder = mkdtempSync(join(tmpdir(), 'depicta-bench-'));
chmodSync(folder, 0o711);
const server = await startPostgres({ dataDir: join(folder, 'postgres'), durable: false, database: 'bench' });
const ownerUrl = server.url;
const appUrl = withUser(ownerUrl);
try {
  await migrate({ ownerUrl, appUrl });
  const ownerPool = new Pool({ connectionString: ownerUrl, max: 1 });
  const db = connect(appUrl);
  try {
    const customers: Uuid[] = [];
    for (const size of sizes)
      customers.push(await during(`Writing ${size} jobs over a year`, () => fill(ownerPool, size)));
    await ownerPool.query('VACUUM ANALYZE');
    const rows: string[][] = [];
    const counted: typeof ASKED = [['every job counted, as a yardstick', (_, id) => countAll(ownerPool, id)]];
    for (const [name, ask] of [...ASKED, ...counted]) {
      // In turn, so that the machine's moods meet both alike.
      const times = customers.map(() => [] as number[]);
      for (let i = 0; i < (name.startsWith('every') ? 5 : reads); i += 1)
        for (const [n, customerId] of customers.entries())
          times[n]!.push(await timed(() => ask(db, customerId)));
      const medians = times.map(median);
      rows.push([name, ...medians.map((ms) => ms.toFixed(2)), (medians.at(-1)! / medians[0]!).toFixed(1)]);
    }
    console.log(`\n${table(['Asked for', ...sizes.map((size) => `${size} jobs, ms`), 'ratio'], rows)}\n`);
  } finally {
    await db.close();
    await ownerPool.end();
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function lastDays(days: number): JobFilter {
  const to = NOW.getTime() - (NOW.getTime() % DAY_MS);
  return { datesOf: 'charge', from: new Date(to - days * DAY_MS), to: new Date(to) };
}

/** A customer with jobs spread over a year: five models, every tenth failed, and their days as `job_finish` leaves them. */
async function fill(ownerPool: Pool, jobs: number): Promise<Uuid> {
  const customerId = uuidv7();
  await ownerPool.query(
    `INSERT INTO job (id, customer_id, kind, subject, request, status, hold_micros, cost_micros, balance_micros,
       price_version, created_at, completed_at, result, error_code)
     SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || substr(md5($1 || n::text), 1, 20))::uuid,
       $1::uuid, 'generation', 'model-' || n % 5, '{"prompt": "a lighthouse at dusk"}',
       CASE WHEN n % 10 = 0 THEN 'failed' ELSE 'completed' END, 60000, CASE WHEN n % 10 = 0 THEN 0 ELSE 10000 + n % 999 END,
       0, 'bench', at, at + interval '3 seconds', '{}', CASE WHEN n % 10 = 0 THEN 'provider_failed' END
     FROM (SELECT n, $2::timestamptz - n * ($3::float8 / $4::float8) * interval '1 day' AS at
       FROM generate_series(1, $4::integer) n) each`,
    [customerId, NOW.toISOString(), DAYS, jobs],
  );
  await sumUpDays(ownerPool, customerId);
  return customerId;
}

/** What a total would cost if it counted the jobs. */
async function countAll(pool: Pool, customerId: Uuid): Promise<unknown> {
  return pool.query('SELECT count(*), sum(cost_micros) FROM job WHERE customer_id = $1', [customerId]);
}

async function timed(read: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await read();
  return performance.now() - began;
}

function withUser(url: string): string {
  const found = new URL(url);
  found.username = 'depicta_app';
  found.password = 'bench';
  return found.href;
}
