import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Measured } from './measured.ts';
import { quantile } from './measured.ts';

const run = promisify(execFile);
const SCALE = 20;

/** pgbench's own scripts: three row changes in a transaction, and five of which two are hot. */
export type Script = 'simple-update' | 'tpcb-like';

/**
 * Finds pgbench, installing Debian's package where there is none and we may.
 *
 * @throws Error that says what to install
 */
export function findPgbench(): string {
  for (const attempt of [false, true]) {
    if (attempt && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) installPgbench();
    const found = places().find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  throw new Error(
    'The yardstick is pgbench: install it (Debian: "apt-get install postgresql") or set PGBENCH.',
  );
}

function places(): string[] {
  const versions = '/usr/lib/postgresql';
  const debian = existsSync(versions)
    ? readdirSync(versions).map((version) => join(versions, version, 'bin', 'pgbench'))
    : [];
  return [process.env.PGBENCH ?? '', ...debian, '/usr/bin/pgbench', '/usr/local/bin/pgbench'].filter(Boolean);
}

/** Without a cluster of its own: its server is not wanted, only its client. */
function installPgbench(): void {
  const script =
    'mkdir -p /etc/postgresql-common/createcluster.d && ' +
    "echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.d/depicta-bench.conf && " +
    'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends postgresql';
  spawnSync('sh', ['-c', script], { stdio: 'ignore' });
}

/** Makes pgbench's tables. @param url of a database of their own */
export async function initPgbench(program: string, url: string): Promise<void> {
  await run(program, ['-i', '-q', '-s', String(SCALE), url], { maxBuffer: 1 << 24 });
}

/** Runs one of pgbench's scripts, prepared statements, and reads each transaction's time from its log. */
export async function pgbench(
  program: string,
  url: string,
  options: { script: Script; clients: number; seconds: number },
): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'depicta-pgbench-'));
  try {
    const { stdout } = await run(
      program,
      [
        ...['-b', options.script, '-c', String(options.clients), '-j', '2', '-T', String(options.seconds)],
        ...['-M', 'prepared', '-n', '-l', '--log-prefix', join(folder, 'log'), '--sampling-rate', '0.2', url],
      ],
      { maxBuffer: 1 << 24 },
    );
    const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN);
    const timesMs = readdirSync(folder)
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
      .map((line) => Number(line.split(' ')[2]) / 1000)
      .sort((a, b) => a - b);
    return { perSecond, p50Ms: quantile(timesMs, 0.5), p99Ms: quantile(timesMs, 0.99) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
