import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '#lib/db/migrate.ts';
import { buildApp, buildTitle } from './build.ts';
import { buildCommandLine } from './build-cli.ts';
import { lockData } from './data-lock.ts';
import { type Demo, writeDemo } from './demo-file.ts';
import { demoUsers } from './demo-users.ts';
import { freePort, isFree } from './free-port.ts';
import { startMailCatcher } from './mail-catcher.ts';
import { startPostgres } from './postgres.ts';
import { during } from './progress.ts';
import { keptSecrets } from './secrets.ts';
import type { Service } from './service.ts';
import { asApp, settingsOfApp, startApp, startEmulator } from './stack-services.ts';

/** The whole demo, running: database, Paddle emulator, mail catcher and app. */
export type Stack = {
  demo: Demo;
  /** Rejects when a part ends by itself; never resolves. */
  failed: Promise<never>;
  /** Stops all parts, the app first and the database last. */
  stop(): Promise<void>;
};

/** How to start it: see {@link startStack}. */
export type StackOptions = {
  dataDir: string;
  /** The app's port; 0 takes a free one. */
  port: number;
  /** `production` builds the app first; `development` compiles each page when it is asked for. */
  mode: 'production' | 'development';
  /** Stops a start that is under way, after the step it is at. */
  signal?: AbortSignal;
};

const healthTimeoutMs = 120_000;

/**
 * Starts everything that the product needs, with data that outlives it, and waits until the app is well. A
 * DATABASE_URL in the environment is used instead of the embedded server.
 *
 * @throws Error that says what to do, after stopping what had started
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, mode, signal } = options;
  const port = options.port === 0 ? await freePort() : options.port;
  const appUrl = `http://localhost:${port}`;
  const undo: { what: string; stop: () => unknown }[] = [];
  const stop = async () => {
    for (const { what, stop: end } of undo.splice(0).reverse()) {
      if (what === '') await end();
      else await during(`Stopping ${what}`, async () => end());
    }
  };
  const step = <Result>(title: string, work: () => Promise<Result>): Promise<Result> => {
    signal?.throwIfAborted();
    return during(title, work);
  };

  try {
    undo.push({ what: '', stop: lockData(dataDir, appUrl) });
    await refuseTakenPort(port);
    const secrets = keptSecrets(join(dataDir, 'secrets.json'));
    const ports = await keptPorts(join(dataDir, 'ports.json'));

    const given = process.env.DATABASE_URL || undefined;
    const databaseUrl =
      given ??
      (await step('Starting PostgreSQL', async () => {
        const server = await startPostgres({
          dataDir: join(dataDir, 'postgres'),
          durable: true,
          database: 'depicta',
        });
        undo.push({ what: 'PostgreSQL', stop: server.stop });
        return server.url;
      }));
    const appDatabaseUrl = process.env.APP_DATABASE_URL || asApp(databaseUrl, secrets.appDatabasePassword);
    await step('Bringing the database up to date', () =>
      migrate({ ownerUrl: databaseUrl, appUrl: appDatabaseUrl }),
    );

    const mail = await step('Starting the mail catcher', () =>
      startMailCatcher({ dir: join(dataDir, 'mail'), httpPort: ports.mail }),
    );
    undo.push({ what: 'the mail catcher', stop: mail.stop });

    const clockFile = join(dataDir, 'clock.json');
    const [paddle, paddleUrl] = await step('Starting the Paddle emulator', async () => {
      const service = startEmulator(dataDir, ports.paddle, clockFile, appUrl, secrets);
      undo.push({ what: 'the Paddle emulator', stop: () => service.stop() });
      const [url] = await orExplain(service, service.announced);
      return [service, url!] as const;
    });

    const environment = settingsOfApp({
      appUrl,
      appDatabaseUrl,
      paddleUrl,
      smtpUrl: mail.smtpUrl,
      mailUrl: mail.url,
      dataDir,
      clockFile,
      secrets,
    });
    const users = await step('Preparing the people of the demo', () =>
      demoUsers({
        dataDir,
        database: given ?? 'embedded',
        env: { ...environment, DATABASE_URL: databaseUrl },
        signal,
      }),
    );

    await step('Building the command line', buildCommandLine);
    const distDir = mode === 'production' ? await step(buildTitle(), () => buildApp(signal)) : undefined;
    const app = await step('Starting the app', async () => {
      const service = startApp(mode, port, distDir, environment, dataDir);
      undo.push({ what: 'the app', stop: () => service.stop() });
      await orExplain(service, untilHealthy(appUrl, signal));
      return service;
    });

    const demo: Demo = {
      appUrl,
      databaseUrl,
      appDatabaseUrl,
      paddleUrl,
      mailUrl: mail.url,
      users,
      environment,
    };
    undo.push({ what: '', stop: writeDemo(dataDir, demo) });
    const failed = Promise.race([endOf('The app', app), endOf('The Paddle emulator', paddle)]);
    failed.catch(() => {});
    return { demo, failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function refuseTakenPort(port: number): Promise<void> {
  if (await isFree(port)) return;
  throw new Error(
    `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm run demo`,
  );
}

/** The same ports as last time where they are free, so that links in mails and bookmarks stay good. */
async function keptPorts(path: string): Promise<{ paddle: number; mail: number }> {
  const last = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>) : {};
  const again = async (port: number | undefined) =>
    port !== undefined && (await isFree(port)) ? port : freePort();
  const ports = { paddle: await again(last.paddle), mail: await again(last.mail) };
  writeFileSync(path, JSON.stringify(ports));
  return ports;
}

async function untilHealthy(appUrl: string, signal: AbortSignal | undefined): Promise<void> {
  const deadline = performance.now() + healthTimeoutMs;
  let last = 'no answer';
  while (performance.now() < deadline) {
    signal?.throwIfAborted();
    try {
      const answer = await fetch(`${appUrl}/health`, { signal: AbortSignal.timeout(60_000) });
      if (answer.status === 200) return;
      last = `${answer.status} ${(await answer.text()).slice(0, 500)}`;
    } catch (error) {
      last = (error as Error).message;
    }
    await sleep(100);
  }
  throw new Error(`${appUrl}/health did not become well in ${healthTimeoutMs / 1000} s: ${last}`);
}

/** Waits for something that the service must live through, and shows the end of its log when it does not. */
async function orExplain<Result>(service: Service, work: Promise<Result>): Promise<Result> {
  try {
    return await Promise.race([work, endOf('It', service)]);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${service.lastLines()}`);
  }
}

async function endOf(name: string, service: Service): Promise<never> {
  const how = await service.ended;
  throw new Error(`${name} ended by itself (${how}). The end of its log:\n${service.lastLines()}`);
}
