import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp, buildTitle } from './build.ts';
import { check } from './check.ts';
import { ensureChromium } from './chromium.ts';
import { during, run } from './progress.ts';
import { counted, type Failure, type RunnerResult, single, summary } from './runners.ts';
import { startStack } from './stack.ts';
import { stopRequest } from './stop-request.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const kinds = ['check', 'unit', 'chaos', 'e2e'] as const;
const kills = 20;
const stopping = stopRequest();

const at = process.argv.indexOf('--only');
const only = at === -1 ? undefined : process.argv[at + 1];
if (at !== -1 && !kinds.some((kind) => kind === only)) {
  process.stderr.write(`--only takes one of ${kinds.join(', ')}\n`);
  process.exit(1);
}
const wanted = (kind: (typeof kinds)[number]) => (only === undefined || only === kind) && !stopping.aborted;

const results: RunnerResult[] = [];
const folder = mkdtempSync(join(tmpdir(), 'depicta-npm-test-'));
// As root the database works as another user, who must get through to its data.
chmodSync(folder, 0o711);
try {
  if (wanted('check')) results.push(await announced('Check', check));
  if (wanted('unit')) results.push(await announced('Unit and database tests', unit));
  if (wanted('chaos')) results.push(await announced('Kills under load', chaos));
  if (wanted('e2e')) results.push(...(await announced('The whole product', wholeProduct)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (stopping.aborted) results.push({ name: 'stopped', passed: 0, failed: 1, elapsedMs: 0 });
const { text, failed } = summary(results);
process.stdout.write(text);
process.exit(failed === 0 ? 0 : 1);

async function announced<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  process.stdout.write(`\n${title}\n`);
  return work();
}

async function unit(): Promise<RunnerResult> {
  const file = join(folder, 'vitest.json');
  // Some of them look at a page in a browser.
  const chromium = await ensureChromium();
  const ended = await run(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    {
      cwd: root,
      env: { CHROMIUM_PATH: chromium },
      live: true,
      signal: stopping,
    },
  );
  return counted('unit and database', ended, () => {
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      numTodoTests: number;
      testResults: {
        name: string;
        status: string;
        message: string;
        assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
      }[];
    };
    // A file that cannot even be loaded has no tests to fail.
    const brokenFiles = report.testResults
      .filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
      .map((file) => ({ test: relative(root, file.name), message: file.message }));
    const failures = report.testResults.flatMap((file) =>
      file.assertionResults
        .filter((test) => test.status === 'failed')
        .map((test) => ({
          test: `${relative(root, file.name)} › ${test.fullName}`,
          message: test.failureMessages.join('\n'),
        })),
    );
    // The gate has everything that a test may need: one that was skipped there has promised nothing.
    const skipped = report.numPendingTests + report.numTodoTests;
    if (skipped > 0)
      process.stdout.write(`${skipped} tests were skipped: this machine lacks what they need\n`);
    const failed = report.numFailedTests + brokenFiles.length + (process.env.CI === undefined ? 0 : skipped);
    return { passed: report.numPassedTests, failed, failures: [...brokenFiles, ...failures] };
  });
}

/** The short form of `npm run chaos`: alone, since it needs the machine for itself to be done in a few minutes. */
async function chaos(): Promise<RunnerResult> {
  const script = join(root, 'scripts', 'chaos.ts');
  return single(`chaos (${kills} kills)`, async () => {
    const ended = await run(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', script, '--short', '--kills', String(kills)],
      { cwd: root, live: true, signal: stopping },
    );
    if (!ended.ok) throw new Error('Something was lost or doubled, or did not recover: it is said above.');
  });
}

/** The production build; then, on a demo of its own with an empty database, the browser and the books. */
async function wholeProduct(): Promise<RunnerResult[]> {
  const build = await single('production build', () => during(buildTitle(), () => buildApp(stopping)));
  if (build.failed > 0 || !hasSpecs() || stopping.aborted) return [build];

  const startedMs = performance.now();
  const dataDir = join(folder, 'data');
  try {
    const chromium = await ensureChromium();
    const stack = await startStack({ dataDir, port: 0, mode: 'production', signal: stopping });
    try {
      const browser = await endToEnd(dataDir, chromium);
      return [build, browser, ...(await books(dataDir))];
    } finally {
      await stack.stop();
    }
  } catch (error) {
    process.stdout.write(`${(error as Error).message}\n`);
    return [build, { name: 'end to end', passed: 0, failed: 1, elapsedMs: performance.now() - startedMs }];
  }
}

function hasSpecs(): boolean {
  const e2e = join(root, 'e2e');
  return (
    existsSync(e2e) && readdirSync(e2e, { recursive: true }).some((name) => /\.spec\.ts$/.test(String(name)))
  );
}

async function endToEnd(dataDir: string, chromium: string): Promise<RunnerResult> {
  const file = join(folder, 'playwright.json');
  const ended = await run('playwright', ['test', '--reporter=list,json'], {
    cwd: root,
    env: { DATA_DIR: dataDir, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    live: true,
    signal: stopping,
  });
  return counted('end to end', ended, () => {
    const { stats, errors, suites } = JSON.parse(readFileSync(file, 'utf8')) as {
      stats: { expected: number; unexpected: number; flaky: number };
      errors: { message?: string }[];
      suites: Suite[];
    };
    const outside = errors.map(({ message = '' }) => ({ test: 'playwright', message }));
    return {
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected + errors.length,
      failures: [...outside, ...suites.flatMap(unexpected)],
    };
  });
}

type Suite = {
  suites?: Suite[];
  specs: {
    title: string;
    file: string;
    tests: { status: string; results: { error?: { message?: string } }[] }[];
  }[];
};

function unexpected({ suites = [], specs }: Suite): Failure[] {
  const here = specs.flatMap(({ title, file, tests }) =>
    tests
      .filter((test) => test.status === 'unexpected')
      .map((test) => ({
        test: `e2e/${file} › ${title}`,
        message: test.results.at(-1)?.error?.message ?? 'it did not end',
      })),
  );
  return [...here, ...suites.flatMap(unexpected)];
}

async function books(dataDir: string): Promise<RunnerResult[]> {
  const ops = join(root, 'scripts', 'ops.ts');
  if (!existsSync(ops)) return [];
  const result = await single('the books (ops check)', () =>
    during('Checking the books of the demo', async () => {
      const ended = await run(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', ops, 'check', '--json'],
        {
          cwd: root,
          env: { DATA_DIR: dataDir, DATABASE_URL: undefined },
        },
      );
      if (!ended.ok) throw new Error(ended.output.trim());
    }),
  );
  return [result];
}
