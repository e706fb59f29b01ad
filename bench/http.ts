import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { connect } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { migrate } from '#lib/db/migrate.ts';
import { generationInvariants } from '#lib/generation/invariants.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { buildApp } from '#scripts/build.ts';
import { freePort } from '#scripts/free-port.ts';
import { startPostgres } from '#scripts/postgres.ts';
import { during } from '#scripts/progress.ts';
import { keptSecrets } from '#scripts/secrets.ts';
import { type Service, startService } from '#scripts/service.ts';
import { asApp, settingsOfApp } from '#scripts/stack-services.ts';
import { buildEmptyApp, startNext } from './empty-app.ts';
import { median, quantile } from './measured.ts';

// npm run bench:http -- [--seconds 4] [--rounds 3] [--clients 16] [--profile]
//
// What a request of the API costs in the serving process, beside an empty route of an empty Next app on the same machine, in the
// same run. The CPU of the process is the figure: the clients and the database share the cores with it. Linux only, for /proc.

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    clients: { type: 'string', default: '16' },
    profile: { type: 'boolean', default: false },
  },
});
const [seconds, rounds, clients] = [Number(values.seconds), Number(values.rounds), Number(values.clients)];
const CUSTOMERS = 50;
const TICKS_PER_SECOND = 100;
const root = fileURLToPath(new URL('..', import.meta.url));

type Figures = { perSecond: number; cpuMs: number; p50Ms: number; p99Ms: number };
/** One kind of request: what is sent, and the status of every answer. */
type Kind = {
  name: string;
  to: 'app' | 'empty';
  method: string;
  path: string;
  body?: object;
  async?: boolean;
  status: number;
};

const kinds: Kind[] = [
  { name: 'empty Next route', to: 'empty', method: 'GET', path: '/empty', status: 200 },
  { name: 'GET /v1/pricing (no key)', to: 'app', method: 'GET', path: '/v1/pricing', status: 200 },
  { name: 'GET /v1/balance (key, limits, read)', to: 'app', method: 'GET', path: '/v1/balance', status: 200 },
  {
    ...{ name: 'POST /v1/generate/image, accepted', to: 'app', method: 'POST', path: '/v1/generate/image' },
    ...{ body: { prompt: 'a lighthouse' }, async: true, status: 202 },
  },
  {
    ...{ name: 'POST /v1/generate/image, waited for', to: 'app', method: 'POST', path: '/v1/generate/image' },
    ...{ body: { prompt: 'a lighthouse' }, status: 200 },
  },
];

const folder = mkdtempSync(join(tmpdir(), 'depicta-bench-'));
chmodSync(folder, 0o711);
const emptyApp = join(folder, 'empty-app');
const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), durable: true, database: 'bench' });
const services: Service[] = [];
try {
  const appDatabaseUrl = asApp(postgres.url, randomBytes(12).toString('hex'));
  await migrate({ ownerUrl: postgres.url, appUrl: appDatabaseUrl });
  const db = connect(appDatabaseUrl);
  const customers = await Promise.all(
    Array.from({ length: CUSTOMERS }, () => payingCustomer(db.pool, { at: new Date(), credit: '1000' })),
  );
  const distDir = await during('Building the app', () => buildApp());
  await during('Building an empty one', () => buildEmptyApp(emptyApp));
  const ports = { app: await freePort(), empty: await freePort() };
  const many = '100000000';
  const settings = settingsOfApp({
    ...{ appUrl: `http://127.0.0.1:${ports.app}`, appDatabaseUrl, paddleUrl: 'http://127.0.0.1:9' },
    ...{ smtpUrl: 'smtp://127.0.0.1:9', mailUrl: 'http://127.0.0.1:9', dataDir: folder },
    ...{ clockFile: join(folder, 'clock.json'), secrets: keptSecrets(join(folder, 'secrets.json')) },
  });
  const env = {
    ...process.env,
    ...settings,
    ...{ NODE_ENV: 'production', WORKER: 'off', LOG_LEVEL: 'info', MAX_IN_FLIGHT: '1000000' },
    ...{
      POSTS_PER_MINUTE: many,
      GETS_PER_MINUTE: many,
      CUSTOMER_POSTS_PER_MINUTE: many,
      CUSTOMER_GETS_PER_MINUTE: many,
    },
    ...{ NEXT_DIST_DIR: distDir },
  } as NodeJS.ProcessEnv;
  const next = (name: 'app' | 'empty', cwd: string[], more: NodeJS.ProcessEnv) => {
    const service = startNext({
      ...{ name, args: cwd, port: ports[name], logFile: join(folder, `${name}.log`) },
      project: name === 'app' ? root : emptyApp,
      env: {
        ...more,
        ...(values.profile && { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${join(folder, name)}` }),
      },
    });
    services.push(service);
    return service;
  };
  const started = {
    app: next('app', [], env),
    empty: next('empty', [emptyApp], { ...process.env } as NodeJS.ProcessEnv),
  };
  const worker = startService({
    ...{ name: 'worker', program: join(root, 'lib/testing/worker-process.ts') },
    ...{
      args: [appDatabaseUrl, settings.FILES_DIR!, '0'],
      env,
      logFile: join(folder, 'worker.log'),
      announces: /(working)/,
    },
  });
  services.push(worker);
  await Promise.all([started.app.announced, started.empty.announced, worker.announced]);

  const found = new Map<string, Figures[]>();
  for (const kind of kinds)
    await measure(kind, customers, { pid: started[kind.to].pid!, port: ports[kind.to], forSeconds: 2 });
  for (let round = 0; round < rounds; round += 1)
    for (const kind of kinds) {
      const figures = await during(`${kind.name}, round ${round + 1}`, () =>
        measure(kind, customers, { pid: started[kind.to].pid!, port: ports[kind.to], forSeconds: seconds }),
      );
      found.set(kind.name, [...(found.get(kind.name) ?? []), figures]);
      await untilIdle(db);
    }
  print(found);
  await Promise.all([started.app.stop(20_000), started.empty.stop(20_000)]);
  if (values.profile) for (const name of ['empty', 'app']) printProfile(name, join(folder, name));
  const broken = await violationsOf(db.pool, generationInvariants, new Date());
  if (broken.length > 0) throw new Error(`Broken rules: ${broken.map(({ name }) => name).join(', ')}`);
  await db.close();
} finally {
  await Promise.all(services.map((service) => service.stop()));
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Sends one kind of request from several clients for some seconds. */
async function measure(
  { method, path, body, async: isAsync, status }: Kind,
  customers: readonly PayingCustomer[],
  { pid, port, forSeconds }: { pid: number; port: number; forSeconds: number },
): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const text = body && JSON.stringify(body);
  const times: number[] = [];
  const cpuBefore = cpuSeconds(pid);
  const beganMs = performance.now();
  const client = async (_: unknown, i: number) => {
    for (let n = i; performance.now() - beganMs < forSeconds * 1000; n += clients) {
      const headers = {
        Authorization: `Bearer ${customers[n % customers.length]!.apiKey.secret}`,
        ...(text && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
        ...(isAsync && { Prefer: 'respond-async' }),
      };
      const sentMs = performance.now();
      const answered = await send({ agent, port, method, path, headers, host: '127.0.0.1' }, text);
      if (answered !== status) throw new Error(`${method} ${path} was answered with ${answered}`);
      times.push(performance.now() - sentMs);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const elapsedSeconds = (performance.now() - beganMs) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / elapsedSeconds,
    cpuMs: ((cpuSeconds(pid) - cpuBefore) * 1000) / times.length,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
  };
}

function send(options: object, body: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(options, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** User and system time of a process. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Lets the worker finish what was accepted, so that the next round has the machine to itself. */
async function untilIdle(db: ReturnType<typeof connect>): Promise<void> {
  for (;;) {
    const { rows } = await db.pool.query<{ open: bigint }>(
      "SELECT count(*) AS open FROM job WHERE status IN ('pending', 'processing')",
    );
    if (rows[0]!.open === 0n) return;
    await sleep(200);
  }
}

function print(found: ReadonlyMap<string, readonly Figures[]>): void {
  const of = (name: string, figure: keyof Figures) => median(found.get(name)!.map((each) => each[figure]));
  const empty = of(kinds[0]!.name, 'cpuMs');
  console.log(
    '\n| What | CPU of the process a request, ms | x of empty | a second | p50 ms | p99 ms |\n|---|---|---|---|---|---|',
  );
  for (const name of found.keys()) {
    const cpu = of(name, 'cpuMs');
    console.log(
      `| ${name} | ${cpu.toFixed(2)} | ${(cpu / empty).toFixed(2)} | ${of(name, 'perSecond').toFixed(0)} | ${of(name, 'p50Ms').toFixed(1)} | ${of(name, 'p99Ms').toFixed(1)} |`,
    );
  }
}

type Profile = {
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  timeDeltas: number[];
};

/** Where a process spent its time, by the package that the code on top of the stack belongs to. */
function printProfile(name: string, dir: string): void {
  const spent = new Map<string, number>();
  for (const file of readdirSync(dir)) {
    const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(dir, file), 'utf8')) as Profile;
    const owners = new Map(nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame)]));
    samples.forEach((id, i) => {
      const owner = owners.get(id)!;
      spent.set(owner, (spent.get(owner) ?? 0) + timeDeltas[i]! / 1000);
    });
  }
  spent.delete('(idle)');
  const total = [...spent.values()].reduce((sum, ms) => sum + ms, 0);
  console.log(`\n| ${name}: whose code | share of ${(total / 1000).toFixed(1)} s |\n|---|---|`);
  for (const [owner, ms] of [...spent].sort((a, b) => b[1] - a[1]).slice(0, 12))
    console.log(`| ${owner} | ${((ms / total) * 100).toFixed(1)} % |`);
}

function ownerOf({ functionName, url }: Profile['nodes'][number]['callFrame']): string {
  if (functionName.startsWith('(')) return functionName === '(program)' ? 'native code' : functionName;
  if (url.startsWith('node:'))
    return `node: ${url
      .slice(5)
      .split('/')[0]
      ?.replace(
        'internal',
        functionName === '' ? 'internal' : url.slice(5).split('/').slice(0, 2).join('/'),
      )}`;
  const inModules = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  return inModules ?? (url === '' ? `built in: ${functionName}` : 'ours, and what is bundled with it');
}
