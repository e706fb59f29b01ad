import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { Pool } from 'pg';
import { readOverview } from '#app/(dashboard)/(customer)/overview/read.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { idsBeginningWith } from '#lib/core/ids.ts';
import { monthOf } from '#lib/core/month.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { migrate } from '#lib/db/migrate.ts';
import type { JobFilter } from '#lib/generation/store.ts';
import { explainBalance } from '#lib/history/explain.ts';
import { jobs, jobTotals, partsOfCost } from '#lib/history/jobs.ts';
import { firstMonth, summaryOf } from '#lib/history/month.ts';
import { statementRows } from '#lib/history/statement.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { keepSums } from '#lib/ledger/sums.ts';
import type { PayingCustomer } from '#lib/testing/paying-customer.ts';
import { startPostgres } from '#scripts/postgres.ts';
import { during } from '#scripts/progress.ts';
import { keptSecrets } from '#scripts/secrets.ts';
import { asApp, settingsOfApp } from '#scripts/stack-services.ts';
import { customerWithPast, MODELS } from './long-past.ts';
import { median } from './measured.ts';
import { type PageRow, timePages } from './page-times.ts';
import { table } from './report.ts';

// npm run bench:history -- [--jobs 1e3,1e6] [--reads 30] [--rounds 15] [--only reads|pages] [--match TEXT]
//
// Whether the history, the statement and the overview open as fast with a million jobs as with a thousand: what their pages
// read (`--reads` times), and the pages themselves over HTTP on the production build (`--rounds` times, to the last byte). The
// customers are asked in turn, so that the machine's moods meet both alike; the ratio counts.

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '1e3,1e6' },
    reads: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '15' },
    only: { type: 'string' },
    match: { type: 'string', default: '' },
  },
});
const sizes = values.jobs.split(',').map(Number);
const DAY_MS = 86_400_000;
const NOW = new Date();
const MONTH = monthOf(NOW, -1);
const AS_OF = new Date(NOW.getTime() - 150 * DAY_MS);

/** One customer with what is known of them. */
type Asked = { id: Uuid; middleJob: Uuid; middleSeq: bigint };

const list = (filter: JobFilter, before?: (asked: Asked) => Uuid) => (db: Database, asked: Asked) =>
  jobs(db, asked.id, filter, { before: before?.(asked), limit: 26 }, NOW);
const statement =
  (span: Parameters<typeof statementRows>[2], before?: (asked: Asked) => bigint) =>
  (db: Database, asked: Asked) =>
    statementRows(db, asked.id, span, { before: before?.(asked), limit: 51 });

/** What the pages ask. */
const READS: [name: string, ask: (db: Database, asked: Asked) => Promise<unknown>][] = [
  ['history: first page', list({})],
  ['history: what failed', list({ status: 'failed' })],
  ['history: one model that failed', list({ model: MODELS.often, status: 'failed' })],
  ['history: a model used three times, long ago', list({ model: MODELS.rare })],
  ['history: a model never used', list({ model: 'none' })],
  ['history: the same, failed', list({ model: MODELS.rare, status: 'failed' })],
  ['history: a key never used', list({ apiKeyId: '00000000-0000-7000-8000-000000000000' as Uuid })],
  ['history: a page in the middle', list({}, ({ middleJob }) => middleJob)],
  [
    'history: search by id',
    (db, asked) => list({ ids: idsBeginningWith(asked.middleJob.slice(0, 13)) })(db, asked),
  ],
  ['history: charges of 30 days', list(lastDays(30))],
  ['history: total of everything', (db, { id }) => jobTotals(db, id, {})],
  [
    'history: total of one model that failed',
    (db, { id }) => jobTotals(db, id, { model: MODELS.often, status: 'failed' }),
  ],
  ['history: total of a month of charges', (db, { id }) => jobTotals(db, id, lastDays(30))],
  ['history: cost opened into its parts', (db, { id }) => partsOfCost(db, id, {})],
  ['statement: first page', statement({})],
  ['statement: a page in the middle', statement({}, ({ middleSeq }) => middleSeq)],
  ['statement: charges', statement({ kind: 'charge' })],
  ['statement: top-ups', statement({ kind: 'top_up' })],
  ['statement: released holds, of which there are none', statement({ kind: 'hold_released' })],
  ['statement: a month', statement({ from: MONTH.from, to: MONTH.to })],
  ['statement: sums of a month', (db, { id }) => summaryOf(db, id, MONTH)],
  ['statement: its first month', (db, { id }) => firstMonth(db, id)],
  ['statement: as of 150 days ago', statement({ to: AS_OF })],
  ['balance: opened into its sum', (db, { id }) => explainBalance(db, id, { now: NOW })],
  ['balance: as of 150 days ago, opened', (db, { id }) => explainBalance(db, id, { asOf: AS_OF })],
  ['overview: all of it', (db, { id }) => readOverview(db, id, NOW)],
];

/** The pages by their addresses. */
const PAGES: [name: string, path: (asked: Asked) => string][] = [
  ['overview', () => '/overview'],
  ['history', () => '/history'],
  ['history: what failed', () => '/history?status=failed'],
  ['history: a model used three times, long ago', () => `/history?model=${MODELS.rare}`],
  ['history: a page in the middle', ({ middleJob }) => `/history?before=${middleJob}`],
  ['history: search by id', ({ middleJob }) => `/history?id=${middleJob.slice(0, 13)}`],
  ['history: the first 20 KB of its CSV', () => '/api/history'],
  ['statement', () => '/statement'],
  ['statement: charges', () => '/statement?kind=charge'],
  ['statement: a month', () => `/statement?month=${MONTH.name}`],
  ['statement: as of 150 days ago', () => `/statement?as_of=${AS_OF.toISOString()}`],
  ['balance: as of 150 days ago', () => `/balance?as_of=${AS_OF.toISOString().slice(0, 16)}`],
];

const folder = mkdtempSync(join(tmpdir(), 'depicta-bench-'));
chmodSync(folder, 0o711);
const server = await startPostgres({ dataDir: join(folder, 'postgres'), durable: false, database: 'bench' });
try {
  const appDatabaseUrl = asApp(server.url, randomBytes(12).toString('hex'));
  await migrate({ ownerUrl: server.url, appUrl: appDatabaseUrl });
  const settings = settingsOfApp({
    ...{ appUrl: 'http://127.0.0.1', appDatabaseUrl, paddleUrl: 'http://127.0.0.1:9' },
    ...{ smtpUrl: 'smtp://127.0.0.1:9', mailUrl: 'http://127.0.0.1:9', dataDir: folder },
    ...{ clockFile: join(folder, 'clock.json'), secrets: keptSecrets(join(folder, 'secrets.json')) },
  });
  Object.assign(process.env, settings);
  const ownerPool = new Pool({ connectionString: server.url, max: 1 });
  const db = connect(appDatabaseUrl);
  try {
    const customers: PayingCustomer[] = [];
    for (const size of sizes)
      customers.push(
        await during(`Writing ${size} jobs with their holds and charges`, () =>
          customerWithPast({ app: db.pool, owner: ownerPool }, { jobs: size, now: NOW }),
        ),
      );
    await during('Adding up, as the worker does', () => keepSums(onPool(db.pool)));
    await during('Tidying up', () => ownerPool.query('VACUUM ANALYZE'));
    const asked = await Promise.all(
      customers.map(({ customerId }) => middleOf(ownerPool, customerId as Uuid)),
    );
    if (values.only !== 'pages') print('What the pages read', await timeReads(db, asked));
    if (values.only !== 'reads') {
      const pages = PAGES.filter(([name]) => name.includes(values.match)).map(
        ([name, path]): PageRow => ({ name, paths: asked.map(path) }),
      );
      const rounds = Number(values.rounds);
      print('Whole pages over HTTP', await timePages({ db, customers, pages, rounds, settings, folder }));
    }
  } finally {
    await db.close();
    await ownerPool.end();
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function timeReads(db: Database, asked: readonly Asked[]): Promise<Map<string, number[][]>> {
  const found = new Map<string, number[][]>();
  for (const [name, ask] of READS.filter(([each]) => each.includes(values.match))) {
    const times = asked.map(() => [] as number[]);
    // The first ones plan and fill caches.
    for (let i = -3; i < Number(values.reads); i += 1)
      for (const [n, each] of asked.entries()) {
        const began = performance.now();
        await ask(db, each);
        if (i >= 0) times[n]!.push(performance.now() - began);
      }
    found.set(name, times);
  }
  return found;
}

function print(title: string, found: ReadonlyMap<string, readonly (readonly number[])[]>): void {
  const rows = [...found].map(([name, times]) => {
    const medians = times.map(median);
    return [name, ...medians.map((ms) => ms.toFixed(1)), (medians.at(-1)! / medians[0]!).toFixed(1)];
  });
  console.log(`\n${table([title, ...sizes.map((size) => `${size} jobs, ms`), 'ratio'], rows)}\n`);
}

async function middleOf(pool: Pool, id: Uuid): Promise<Asked> {
  const { rows } = await pool.query<{ id: Uuid; seq: string }>(
    `SELECT h.id, h.opened_seq AS seq FROM ledger_hold h JOIN ledger_customer c ON c.customer_id = h.customer_id
     WHERE h.customer_id = $1 AND h.opened_seq >= c.version / 2 ORDER BY h.opened_seq LIMIT 1`,
    [id],
  );
  return { id, middleJob: rows[0]!.id, middleSeq: BigInt(rows[0]!.seq) };
}

function lastDays(days: number): JobFilter {
  const to = NOW.getTime() - (NOW.getTime() % DAY_MS) + DAY_MS;
  return { datesOf: 'charge', from: new Date(to - days * DAY_MS), to: new Date(to) };
}
