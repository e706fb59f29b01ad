import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Pool } from 'pg';
import type { Uuid } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { migrate } from '#lib/db/migrate.ts';
import { ledgerInvariants } from '#lib/ledger/invariants.ts';
import { startPostgres } from '#scripts/postgres.ts';
import { during } from '#scripts/progress.ts';
import { openBooks, sizeOfLedger } from './books.ts';
import { features } from './features.ts';
import { growth } from './growth.ts';
import { type Measured, medians } from './measured.ts';
import { holdAndSettle, ledgerOf } from './pairs.ts';
import { findPgbench, initPgbench, pgbench } from './pgbench.ts';
import { type Row, table, throughputTable } from './report.ts';

// npm run bench:ledger -- [--rounds 3] [--seconds 5] [--only throughput|growth|features] [--entries 1e3,1e5,1e6] [--json FILE]

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    only: { type: 'string' },
    entries: { type: 'string', default: '1e3,1e5,1e6' },
    json: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const CLIENTS = [1, 32, 64] as const;
const CUSTOMERS = 10_000;

const folder = mkdtempSync(join(tmpdir(), 'depicta-bench-'));
chmodSync(folder, 0o711);
// Durable, as in production: every answer is on disk.
const server = await startPostgres({ dataDir: join(folder, 'postgres'), durable: true, database: 'bench' });
const found: Record<string, unknown> = {};
try {
  const program = findPgbench();
  const yardstickUrl = await databaseFor('yardstick');
  const ownerUrl = await databaseFor('ledger');
  const appUrl = withUser(ownerUrl, 'depicta_app', 'bench');
  await migrate({ ownerUrl, appUrl });
  const ownerPool = new Pool({ connectionString: ownerUrl, max: 2 });
  const db = connect(appUrl);
  try {
    await during('Filling the yardstick', () => initPgbench(program, yardstickUrl));
    if ((values.only ?? 'throughput') === 'throughput')
      await throughput(program, yardstickUrl, appUrl, ownerPool, db);
    if ((values.only ?? 'growth') === 'growth') {
      const sizes = values.entries.split(',').map(Number);
      const grown = await growth({ db, ownerPool, sizes, rounds, seconds, program, yardstickUrl });
      found.growth = grown.found;
      console.log(`\n${grown.text}\n`);
    }
    if ((values.only ?? 'features') === 'features') {
      const costs = await features(databaseFor, (url) => withUser(url, 'depicta_app', 'bench'));
      found.features = costs.found;
      console.log(`\n${costs.text}\n`);
    }
    const violations = await during('Putting the books to every rule', () =>
      violationsOf(ownerPool, ledgerInvariants, new Date()),
    );
    console.log(violations.length === 0 ? '\nThe books are right.' : JSON.stringify(violations));
    if (violations.length > 0) process.exitCode = 1;
  } finally {
    await Promise.all([db.close(), ownerPool.end()]);
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (process.env.TIGERBEETLE_BIN === undefined)
  console.log('TigerBeetle: not measured (TIGERBEETLE_BIN is unset).');
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(found, null, 2));

/** Yardstick and ledger in turn, several rounds, so that a change of the machine's mood meets both alike. */
async function throughput(
  program: string,
  yardstickUrl: string,
  appUrl: string,
  ownerPool: Pool,
  db: Database,
): Promise<void> {
  const customers = await during(`Opening the books of ${CUSTOMERS} customers`, () =>
    openBooks(db.pool, CUSTOMERS),
  );
  const hot = customers.slice(0, 1);
  const ledger = ledgerOf(db);
  await ownerPool.query('VACUUM ANALYZE');
  await holdAndSettle(ledger, { customers, clients: 32, seconds: 2 });
  const before = await sizeOfLedger(ownerPool);

  const kinds = {
    su: (clients: number) => pgbench(program, yardstickUrl, { script: 'simple-update', clients, seconds }),
    tpcb: (clients: number) => pgbench(program, yardstickUrl, { script: 'tpcb-like', clients, seconds }),
    many: (clients: number) =>
      whileSealing(appUrl, () => holdAndSettle(ledger, { customers, clients, seconds })),
    hot: (clients: number) =>
      whileSealing(appUrl, () => holdAndSettle(ledger, { customers: hot, clients, seconds })),
    two: (clients: number) => whileSealing(appUrl, () => inTwoProcesses(appUrl, customers, clients)),
    twoHot: (clients: number) => whileSealing(appUrl, () => inTwoProcesses(appUrl, hot, clients)),
  };
  const results = new Map<string, Measured[]>();
  for (let round = 1; round <= rounds; round += 1) {
    for (const clients of CLIENTS) {
      for (const [kind, measure] of Object.entries(kinds)) {
        if (clients !== 64 && kind.startsWith('two')) continue;
        const measured = await measure(clients);
        const key = `${kind} ${clients}`;
        results.set(key, [...(results.get(key) ?? []), measured]);
        console.log(`  round ${round}: ${key}: ${measured.perSecond.toFixed(0)} a second`);
      }
    }
  }
  const after = await sizeOfLedger(ownerPool);
  const bytes = (after.bytes - before.bytes) / (after.pairs - before.pairs);
  const of = (key: string) => medians(results.get(key)!);
  const GOALS: Record<string, string> = {
    'many 32': '>= 1.5',
    'many 64': '>= 2.0',
    'hot 32': '>= 2.5',
    'hot 64': '>= 2.8',
  };
  const NAMES: Record<string, string> = {
    su: 'pgbench simple-update',
    tpcb: 'pgbench TPC-B',
    many: `hold + settle, ${CUSTOMERS} customers`,
    hot: 'hold + settle, one hot customer',
    two: `the same from two processes, ${CUSTOMERS} customers`,
    twoHot: 'the same from two processes, one hot customer',
  };
  const rows = CLIENTS.flatMap((clients): Row[] =>
    Object.keys(kinds)
      .filter((kind) => results.has(`${kind} ${clients}`))
      .map((kind) => ({
        what: `${NAMES[kind]}, ${clients} clients`,
        measured: of(`${kind} ${clients}`),
        ratio: of(`${kind} ${clients}`).perSecond / of(`su ${clients}`).perSecond,
        goal: GOALS[`${kind} ${clients}`] ?? '',
      })),
  );
  console.log(`\n${throughputTable(rows)}\n`);
  const checks = [
    ['one client: p50 of a pair / p50 of SU', (of('many 1').p50Ms / of('su 1').p50Ms).toFixed(2), '<= 3'],
    [
      'hot customer, 64 clients: p99 of a pair / p99 of SU',
      (of('hot 64').p99Ms / of('su 64').p99Ms).toFixed(2),
      '< 1',
    ],
    ['bytes on disk a pair, ledger tables and indexes', bytes.toFixed(0), '<= 1024'],
    ['sealed when the last measurement ended, of all facts', (after.sealed / after.facts).toFixed(2), ''],
  ];
  console.log(`${table(['What', 'measured', 'goal'], checks)}\n`);
  found.throughput = Object.fromEntries([...results.keys()].map((key) => [key, of(key)]));
  found.bytesAPair = bytes;
}

/** Seals are written meanwhile, by a process of its own as in production; none while others are measured. */
async function whileSealing(appUrl: string, measure: () => Promise<Measured>): Promise<Measured> {
  const sealer = fileURLToPath(new URL('sealer.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', sealer, appUrl], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  try {
    return await measure();
  } finally {
    child.stdin.end();
    await ended;
  }
}

/** Two processes beside each other, half of the clients each. */
async function inTwoProcesses(url: string, customers: readonly Uuid[], clients: number): Promise<Measured> {
  const worker = fileURLToPath(new URL('worker.ts', import.meta.url));
  const both = await Promise.all(
    [1, 2].map(
      () =>
        new Promise<Measured>((resolve, reject) => {
          const child = spawn(
            process.execPath,
            ['--disable-warning=ExperimentalWarning', worker, url, String(clients / 2), String(seconds)],
            {
              stdio: ['pipe', 'pipe', 'inherit'],
            },
          );
          let text = '';
          child.stdout.on('data', (chunk) => {
            text += chunk;
          });
          child.on('exit', (code) =>
            code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`worker: ${code}`)),
          );
          child.stdin.end(JSON.stringify(customers));
        }),
    ),
  );
  return { ...medians(both), perSecond: both.reduce((sum, each) => sum + each.perSecond, 0) };
}

async function databaseFor(name: string): Promise<string> {
  const pool = new Pool({ connectionString: server.url, max: 1 });
  await pool.query(`CREATE DATABASE ${name}`);
  await pool.end();
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

function withUser(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.href;
}
