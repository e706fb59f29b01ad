import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from 'pg';
import { migrate } from '#lib/db/migrate.ts';
import { type BankReport, runBank } from '#lib/testing/bank/bank.ts';
import { startPostgres } from './postgres.ts';
import { during } from './progress.ts';
import { asApp } from './stack-services.ts';
import { stopRequest } from './stop-request.ts';

// The bank in its long form: npm run bank [-- --operations N --snapshots N --seed N]. It starts a PostgreSQL of its own.

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '100000' },
    snapshots: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
  },
});

const stopping = stopRequest();
const folder = mkdtempSync(join(tmpdir(), 'depicta-bank-server-'));
// As root the database works as another user, who must get through to its data.
chmodSync(folder, 0o711);
const server = await during('Starting PostgreSQL', () =>
  startPostgres({ dataDir: join(folder, 'postgres'), durable: true, database: 'depicta' }),
);
const ownerPool = new Pool({ connectionString: server.url, max: 4 });
// A snapshot that is cut off by the end must not hide what ended it.
ownerPool.on('error', () => {});
ownerPool.on('connect', (client) => client.on('error', () => {}));
let wrong = 1;
try {
  const appUrl = asApp(server.url, 'bank');
  await migrate({ ownerUrl: server.url, appUrl });
  const size = { customers: 50, processes: 2, workers: 32 };
  const [operations, snapshots, seed] = [values.operations, values.snapshots, values.seed].map(Number);
  const report = await during(
    `${operations} operations by ${size.workers} workers in ${size.processes} processes on ${size.customers} customers, seed ${seed}`,
    () =>
      runBank({
        ...size,
        appUrl,
        ownerPool,
        operations: operations!,
        snapshots: snapshots!,
        seed: seed!,
        signal: stopping,
        tell: (line) => process.stdout.write(`    ${line}\n`),
      }),
  );
  print(report);
  wrong = report.wrong.length;
} catch (error) {
  process.stdout.write(`${(error as Error).stack}\n`);
} finally {
  await ownerPool.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(wrong === 0 ? 0 : 1);

function print(report: BankReport): void {
  const outcomes = [...report.outcomes].sort(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.max(...outcomes.map(([name]) => name.length));
  const rows = outcomes.map(([name, times]) => `  ${name.padEnd(width)} ${String(times).padStart(7)}`);
  process.stdout.write(`${rows.join('\n')}
${report.asked} answers, ${report.replayed} of them told again what had been done before, ${report.busy} told to come back later
${report.undone} transactions undone by their caller, ${report.deadlocks} deadlocks
postings: ${[...report.postings].map(([kind, count]) => `${count} ${kind}`).join(', ')}
${report.facts} facts in the journal, ${report.snapshots} snapshots, ${report.wrongSnapshots} wrong
${report.wrong.length === 0 ? 'Nothing is wrong: the journal explains every answer.' : `WRONG:\n${report.wrong.slice(0, 100).join('\n')}`}
`);
}
