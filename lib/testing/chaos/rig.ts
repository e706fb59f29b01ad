import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { migrate } from '#lib/db/migrate.ts';
import { freePort } from '#scripts/free-port.ts';
import { startMailCatcher } from '#scripts/mail-catcher.ts';
import { type EmbeddedPostgres, startPostgres } from '#scripts/postgres.ts';
import { beginningOf } from '#scripts/processes.ts';
import { keptSecrets } from '#scripts/secrets.ts';
import { type Service, startService } from '#scripts/service.ts';
import { asApp, settingsOfApp, startApp } from '#scripts/stack-services.ts';
import { type Emulator, startEmulator } from '../../../emulators/paddle/src/start.ts';

/** What is killed: the app with its worker inline, a worker beside it, or the database server. */
export const VICTIMS = ['app', 'worker', 'postgres'] as const;
export type Victim = (typeof VICTIMS)[number];

/** What everything that will be killed runs as. */
export type RigOptions = {
  /** Takes everything; others must be able to pass through it. */
  folder: string;
  /** The whole product in its production build; without one the app's handlers on a plain server, with quick pictures. */
  distDir?: string | undefined;
  /** False for a server that acknowledges before it has written: a fault that must be found out. */
  isDurable?: boolean;
};

const PATIENCE_MS = 60_000;
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * A database server, an app and a worker beside it, each of which can be killed and comes back. Paddle and the mail
 * server are emulated here and never killed: they are somebody else's.
 */
export class Rig {
  readonly appUrl: string;
  readonly appDatabaseUrl: string;
  readonly emulator: Emulator;
  readonly #mail: { stop(): unknown };
  readonly #options: RigOptions;
  readonly #settings: Record<string, string>;
  readonly #services = new Map<Victim, Service>();
  #postgres: EmbeddedPostgres;
  #lives = 0;
  #isClosed = false;
  /** Those that ended without being killed. */
  readonly fallen: string[] = [];

  private constructor(
    options: RigOptions,
    postgres: EmbeddedPostgres,
    settings: Record<string, string>,
    others: { emulator: Emulator; mail: { stop(): unknown } },
  ) {
    this.#options = options;
    this.#postgres = postgres;
    this.emulator = others.emulator;
    this.#mail = others.mail;
    this.#settings = settings;
    this.appUrl = settings.APP_URL!;
    this.appDatabaseUrl = settings.APP_DATABASE_URL!;
  }

  static async open(options: RigOptions): Promise<Rig> {
    const { folder } = options;
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    const postgres = await startPostgres({ ...postgresOf(options), port: await freePort() });
    const secrets = keptSecrets(join(folder, 'secrets.json'));
    const appUrl = `http://127.0.0.1:${await freePort()}`;
    const appDatabaseUrl = asApp(postgres.url, randomBytes(12).toString('hex'));
    await migrate({ ownerUrl: postgres.url, appUrl: appDatabaseUrl });
    const emulator = await startEmulator({ completedDelayMs: 20, retryBaseMs: 200 });
    await emulator.control.setDestinations([
      { url: `${appUrl}/api/webhooks/paddle`, secret: secrets.paddleWebhookSecret },
    ]);
    const mail = await startMailCatcher({ dir: join(folder, 'mail'), httpPort: await freePort() });
    const settings = settingsOfApp({
      appUrl,
      appDatabaseUrl,
      paddleUrl: emulator.url,
      smtpUrl: mail.smtpUrl,
      mailUrl: mail.url,
      dataDir: folder,
      clockFile: join(folder, 'clock.json'),
      secrets,
    });
    const rig = new Rig(options, postgres, settings, { emulator, mail });
    await Promise.all([rig.start('app'), rig.start('worker')]);
    return rig;
  }

  get databaseUrl(): string {
    return this.#postgres.url;
  }

  /** The process that a kill has to reach. */
  pidOf(victim: Victim): number {
    if (victim !== 'postgres') return this.#services.get(victim)!.pid!;
    const lock = join(postgresOf(this.#options).dataDir, 'postmaster.pid');
    return Number(readFileSync(lock, 'utf8').split('\n')[0]);
  }

  /** Starts what was killed, as its supervisor would, and returns when it does its work. */
  async start(victim: Victim): Promise<void> {
    if (victim === 'postgres') {
      const { port } = this.#postgres;
      // Its handle forgets the server that is gone.
      await this.#postgres.stop();
      this.#postgres = await startPostgres({ ...postgresOf(this.#options), port });
      return;
    }
    const service = victim === 'app' ? this.#startApp() : this.#startWorker();
    this.#services.set(victim, service);
    service.ended.then((how) => {
      if (!this.#isClosed && how !== 'signal SIGKILL') this.fallen.push(`${victim} (${how})`);
    });
    if (victim === 'worker') await service.announced;
    else await untilWell(this.appUrl, service);
  }

  /** Kills without a word; for the database server what `pg_ctl stop -m immediate` does. */
  async kill(victim: Victim, alongside: readonly number[] = []): Promise<void> {
    if (victim !== 'postgres') return this.#services.get(victim)!.kill();
    const pid = this.pidOf(victim);
    process.kill(pid, 'SIGQUIT');
    for (const each of alongside) signal(each, 'SIGCONT');
    while (beginningOf(pid) !== undefined) await sleep(10);
  }

  /** Everything the processes have logged at the level of an error, over all their lives. */
  errors(): Map<string, number> {
    const found = new Map<string, number>();
    for (const name of readdirSync(this.#options.folder, { recursive: true }).map(String)) {
      if (!/^(app|worker)-\d+/.test(name) || !name.endsWith('.log')) continue;
      for (const line of readFileSync(join(this.#options.folder, name), 'utf8').split('\n')) {
        const text = errorIn(line);
        if (text !== undefined) found.set(text, (found.get(text) ?? 0) + 1);
      }
    }
    return found;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#services.values()].map((service) => service.stop()));
    await this.emulator.close();
    await this.#mail.stop();
    await this.#postgres.stop();
  }

  #life(victim: Victim): { dataDir: string; env: Record<string, string> } {
    this.#lives += 1;
    const dataDir = join(this.#options.folder, `${victim}-${String(this.#lives).padStart(3, '0')}`);
    const isQuick = this.#options.distDir === undefined;
    return {
      dataDir,
      env: { ...this.#settings, PGAPPNAME: victim, ...(isQuick && { CHAOS_MAKER: 'canvas' }) },
    };
  }

  #startApp(): Service {
    const { dataDir, env } = this.#life('app');
    const { distDir } = this.#options;
    const { port } = new URL(this.appUrl);
    if (distDir !== undefined) return startApp('production', Number(port), distDir, env, dataDir);
    return this.#startProgram('app', dataDir, env);
  }

  #startWorker(): Service {
    const { dataDir, env } = this.#life('worker');
    return this.#startProgram('worker', dataDir, env, /working/);
  }

  #startProgram(
    name: 'app' | 'worker',
    dataDir: string,
    env: Record<string, string>,
    announces?: RegExp,
  ): Service {
    return startService({
      name: `The ${name}`,
      program: here(`${name}.ts`),
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
      logFile: join(dataDir, `${name}.log`),
      ...(announces && { announces }),
    });
  }
}

/** What an error says, without the numbers that make each one of its own. */
function errorIn(line: string): string | undefined {
  if (!/^\{"level":[56]0,/.test(line)) return undefined;
  const { msg, reason, err } = JSON.parse(line) as {
    msg: string;
    reason?: string;
    err?: { message?: string };
  };
  const text = [msg.split('\n').slice(0, 2).join(' '), reason ?? err?.message ?? ''].join(' ');
  return text
    .trim()
    .replace(/\d[\d.,' ]*/g, '# ')
    .slice(0, 160);
}

function postgresOf({ folder, isDurable = true }: RigOptions) {
  return { dataDir: join(folder, 'postgres'), durable: isDurable, database: 'depicta' };
}

/** A process that is gone already needs no signal. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function untilWell(appUrl: string, service: Service): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  let ended: string | undefined;
  service.ended.then((how) => {
    ended = how;
  });
  for (;;) {
    const isWell = await fetch(`${appUrl}/health`, { signal: AbortSignal.timeout(5_000) }).then(
      (answer) => answer.status === 200,
      () => false,
    );
    if (isWell) return;
    if (ended !== undefined) throw new Error(`The app ended (${ended}):\n${service.lastLines()}`);
    if (performance.now() > deadline) throw new Error(`The app is not well:\n${service.lastLines()}`);
    await sleep(20);
  }
}
