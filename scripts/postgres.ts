import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './free-port.ts';
import { findPostgres } from './postgres-binaries.ts';
import { chooseServerUser, giveTo, type ServerUser } from './postgres-user.ts';
import { beginningOf, commandOf } from './processes.ts';

/** A running embedded server. `url` names its superuser and the database made for us. */
export type EmbeddedPostgres = { url: string; port: number; stop(): Promise<void> };

/** How to start the server: see {@link startPostgres}. */
export type PostgresOptions = {
  /** Made when it does not exist. Beside it come `<dataDir>.password` (mode 0600) and `<dataDir>.log`. */
  dataDir: string;
  /** Absent: a free one. */
  port?: number;
  /** False only for tests: a crash of the machine then loses the data. */
  durable: boolean;
  /** Made when it does not exist. */
  database?: string;
  log?: (message: string) => void;
};

const superuser = 'postgres';
const startTimeoutMs = 60_000;
const stopTimeoutMs = 30_000;

/**
 * Starts a real PostgreSQL from the programs in `node_modules`, on 127.0.0.1 only, with password login. A server
 * that a killed run left on the same data directory is stopped first. It runs in a session of its own, so a
 * Ctrl-C in the terminal reaches the app first: stop the app, then call `stop()`.
 *
 * @returns once it answers queries
 * @throws Error with the end of the server's log when it does not start
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dirname(dataDir), { recursive: true });
  const programs = findPostgres();
  const user = chooseServerUser(programs.postgres, dirname(dataDir));

  await stopLeftBehind(dataDir, options.log);
  const password = passwordOf(dataDir);
  if (!existsSync(dataDir)) {
    options.log?.('Making the database cluster');
    initialise(programs.initdb, dataDir, user, options.durable);
  }
  giveTo(user.owner, dataDir);

  // Somebody may take a free port between our look and the server's start.
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const server = launch(programs.postgres, dataDir, user, port, options.durable);
    const urlOf = (database: string) =>
      `postgres://${superuser}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
    try {
      await untilReady(server, dataDir, urlOf('postgres'));
      if (options.database !== undefined) await createDatabase(urlOf('postgres'), options.database);
    } catch (error) {
      await stopServer(server, 'SIGQUIT');
      const log = lastLines(`${dataDir}.log`);
      const isPortTaken = /could not create any TCP\/IP sockets|Address already in use/.test(log);
      // A server that was killed outright needs a moment to be gone, and its workers one to notice.
      const isStillEnding = /Is another postmaster|pre-existing shared memory block|is still in use/.test(
        log,
      );
      if (attempt < 10 && (isStillEnding || (isPortTaken && options.port === undefined))) {
        if (isStillEnding) await sleep(300);
        continue;
      }
      throw new Error(`PostgreSQL did not start (${(error as Error).message}). The end of its log:\n${log}`);
    }
    const onExit = () => server.exitCode === null && server.kill('SIGINT');
    process.once('exit', onExit);
    const stop = async () => {
      await stopServer(server, options.durable ? 'SIGINT' : 'SIGQUIT');
      process.removeListener('exit', onExit);
    };
    return { url: urlOf(options.database ?? 'postgres'), port, stop };
  }
}

/**
 * Stops the server that a killed run left on this data directory, if there is one, and clears away a lock file
 * that would keep the next one from starting.
 *
 * @param dataDir an absolute path
 */
export async function stopLeftBehind(dataDir: string, log?: (message: string) => void): Promise<void> {
  const lock = join(dataDir, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (isServerOf(pid, dataDir)) {
    log?.(`Stopping the database server that an earlier run left behind (process ${pid})`);
    process.kill(pid, 'SIGINT');
    const deadline = performance.now() + stopTimeoutMs;
    while (isServerOf(pid, dataDir)) {
      if (performance.now() > deadline) throw new Error(`The database server ${pid} does not stop; kill it.`);
      await sleep(50);
    }
  } else if (beginningOf(pid) !== undefined) {
    // The number belongs to somebody else by now, which would make PostgreSQL refuse to start. Otherwise the file
    // stays: with it PostgreSQL sees for itself whether workers of the old server are still at the data.
    rmSync(lock, { force: true });
  }
}

/** The lock file outlives a restart of the machine: only a process that names this directory counts. */
function isServerOf(pid: number, dataDir: string): boolean {
  return commandOf(pid).includes(dataDir);
}

function passwordOf(dataDir: string): string {
  const path = `${dataDir}.password`;
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}

/** Renamed at the end, so that a data directory that exists is whole. */
function initialise(program: string, dataDir: string, user: ServerUser, durable: boolean): void {
  const unfinished = `${dataDir}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  // Made here, since the server's user may not be allowed to write beside it.
  mkdirSync(unfinished, { mode: 0o700 });
  giveTo(user.owner, unfinished);
  const passwordFile = `${dataDir}.initial`;
  writeFileSync(passwordFile, passwordOf(dataDir), { mode: 0o600 });
  giveTo(user.owner, passwordFile);
  const args = [
    `--pgdata=${unfinished}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--auth=scram-sha-256',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  const [command, ...rest] = [...user.prefix, program, ...args];
  const done = spawnSync(command!, rest, { ...asUser(user), encoding: 'utf8', env: serverEnvironment() });
  rmSync(passwordFile, { force: true });
  if (done.status !== 0) {
    throw new Error(`initdb failed: ${done.error?.message ?? `${done.stdout}${done.stderr}`.trim()}`);
  }
  renameSync(unfinished, dataDir);
}

function launch(
  program: string,
  dataDir: string,
  user: ServerUser,
  port: number,
  durable: boolean,
): ChildProcess {
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    'shared_buffers=128MB',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  const args = ['-D', dataDir, ...settings.flatMap((setting) => ['-c', setting])];
  const [command, ...rest] = [...user.prefix, program, ...args];
  const logPath = `${dataDir}.log`;
  const log = openSync(logPath, 'w', 0o600);
  chmodSync(logPath, 0o600);
  try {
    return spawn(command!, rest, {
      ...asUser(user),
      detached: true,
      stdio: ['ignore', log, log],
      env: serverEnvironment(),
    });
  } finally {
    closeSync(log);
  }
}

/** Inside a user namespace we stay root outside of it, so only a real change of user names one. */
function asUser(user: ServerUser): { uid?: number; gid?: number } {
  return user.prefix.length === 0 && user.owner ? user.owner : {};
}

/** No setting of ours, least of all a secret, reaches the server. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV, PATH, SYSTEMROOT } = process.env;
  return { NODE_ENV, PATH, SYSTEMROOT, LC_ALL: 'C', TZ: 'UTC' };
}

async function untilReady(server: ChildProcess, dataDir: string, url: string): Promise<void> {
  let ended: string | undefined;
  server.once('exit', (code, signal) => {
    ended = `it ended with ${signal ?? `code ${code}`}`;
  });
  server.once('error', (error) => {
    ended = error.message;
  });
  const deadline = performance.now() + startTimeoutMs;
  // Its own word first: on the port there may be another server, with another password.
  while (!saysReady(dataDir, server.pid)) {
    if (ended !== undefined) throw new Error(ended);
    if (performance.now() > deadline) throw new Error(`no answer in ${startTimeoutMs / 1000} s`);
    await sleep(20);
  }
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  await client.end();
}

/** The first line of its lock file is the server's process, the eighth its state. */
function saysReady(dataDir: string, pid: number | undefined): boolean {
  const path = join(dataDir, 'postmaster.pid');
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** SIGINT: fast and clean. SIGQUIT: at once, the next start recovers from the journal. */
async function stopServer(server: ChildProcess, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise<boolean>((resolve) => server.once('exit', () => resolve(true)));
  server.kill(signal);
  const inTime = await Promise.race([ended, sleep(stopTimeoutMs, false, { ref: false })]);
  if (!inTime && signal === 'SIGINT') return stopServer(server, 'SIGQUIT');
}

function lastLines(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').slice(-15).join('\n') : '(no log)';
}
