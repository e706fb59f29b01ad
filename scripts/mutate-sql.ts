import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from './postgres.ts';
import { run } from './progress.ts';
import { SQL_MUTANTS, type SqlMutant } from './sql-mutants.ts';
import { stopRequest } from './stop-request.ts';

// Edits the ledger's SQL, one place at a time, and runs the ledger's tests against each: one of them has to fail.
// npm run mutate:sql [-- --only PART-OF-A-NAME] [--from NUMBER]

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, from: { type: 'string', default: '1' } },
});
const MIGRATIONS = 'prisma/migrations';
const filesOf = (...names: string[]) => [
  ...names.map((name) => `lib/ledger/${name}.test.ts`),
  '--bail=1',
  '--testTimeout=120000',
];
/** What takes seconds first; the random lives where that noticed nothing. */
const STAGES = [
  filesOf('constraints', 'worked-examples', 'pains', 'ledger', 'returned', 'reads', 'span', 'expiry'),
  filesOf('ledger.property', 'time', 'sums', 'proof', 'tampering'),
  // Tests of the bank edit functions themselves, and would take an edit of ours for a failure: of them only the run.
  ['lib/ledger/bank.test.ts', '-t', 'two processes', '--testTimeout=120000'],
];

/** What became of an edit: which test noticed it, or why it is none. */
type Verdict = { what: 'killed' | 'survived' | 'invalid'; detail: string };

const stopping = stopRequest();
const folder = mkdtempSync(join(tmpdir(), 'depicta-mutants-'));
// As root the database works as another user, who must get through to its data.
chmodSync(folder, 0o711);
const server = await startPostgres({ dataDir: join(folder, 'postgres'), durable: false });
const mutants = SQL_MUTANTS.filter(({ name }) => name.includes(values.only)).slice(Number(values.from) - 1);
const counts = { killed: 0, survived: 0, invalid: 0 };
try {
  // Without an edit everything passes: else nothing below would mean anything.
  const unedited = await judge(MIGRATIONS);
  if (unedited.what !== 'survived') throw new Error(`Without an edit: ${JSON.stringify(unedited)}`);
  for (const [i, mutant] of mutants.entries()) {
    if (stopping.aborted) break;
    const verdict = await judge(edited(mutant, join(folder, String(i))));
    counts[verdict.what] += 1;
    const place = `${i + 1} of ${mutants.length}`;
    process.stdout.write(`  ${place}: ${mutant.name}: ${verdict.what} ${verdict.detail}\n`);
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${counts.killed} killed, ${counts.survived} survived, ${counts.invalid} invalid\n`);
if (counts.killed < mutants.length) process.exitCode = 1;

/** A copy of the migrations with the edit in it. @throws when the text does not stand there once */
function edited(mutant: SqlMutant, copy: string): string {
  cpSync(MIGRATIONS, copy, { recursive: true });
  const file = join(copy, mutant.migration, 'migration.sql');
  const before = readFileSync(file, 'utf8');
  const found = before.split(mutant.find).length - 1;
  if (found !== 1) throw new Error(`"${mutant.name}": its text stands there ${found} times`);
  writeFileSync(
    file,
    before.replace(mutant.find, () => mutant.replace),
  );
  return copy;
}

/** Runs the tests against a database made from these migrations. */
async function judge(migrations: string): Promise<Verdict> {
  for (const stage of STAGES) {
    const report = join(folder, 'report.json');
    rmSync(report, { force: true });
    const { ok, output } = await run(
      'vitest',
      ['run', ...stage, '--reporter=json', `--outputFile=${report}`],
      { env: { TEST_DATABASE_URL: server.url, TEST_MIGRATIONS: migrations }, signal: stopping },
    );
    if (ok) continue;
    const failure = failureIn(report);
    if (failure !== undefined) return { what: 'killed', detail: `by "${failure}"` };
    return { what: 'invalid', detail: output.trim().split('\n').slice(-3).join(' ') };
  }
  return { what: 'survived', detail: '' };
}

/** The first test that failed, or the first file whose end did; undefined when none ran. */
function failureIn(report: string): string | undefined {
  if (!existsSync(report)) return undefined;
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { testResults: TestFile[] };
  const ran = testResults.filter(({ assertionResults }) => assertionResults.length > 0);
  const failed = ran.flatMap((file) => file.assertionResults).find(({ status }) => status === 'failed');
  return failed?.fullName ?? ran.find(({ status }) => status === 'failed')?.name;
}

/** What vitest's report says of one file, as far as it is read here. */
type TestFile = {
  name: string;
  status: string;
  assertionResults: { status: string; fullName: string }[];
};
