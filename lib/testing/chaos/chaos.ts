import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { connect } from '#lib/db/client.ts';
import { Clients } from './clients.ts';
import { haltUnderWay, type Moment } from './moment.ts';
import { newAsker, Payers } from './payers.ts';
import { Rig, type RigOptions, VICTIMS, type Victim } from './rig.ts';
import { leftToDo, verdictOn } from './verdict.ts';

export type ChaosOptions = RigOptions & {
  kills: number;
  victims?: readonly Victim[];
  clients: number;
  /** Added to each prompt: how long its picture takes at least, where the maker knows that. */
  slow: string;
  /** Called with a line for people. */
  tell: (line: string) => void;
  signal?: AbortSignal;
};

export type ChaosReport = {
  kills: Landed[];
  orders: number;
  completed: number;
  failed: number;
  /** Orders whose command had to be repeated, by what it had been told. */
  repeats: Map<string, number>;
  payments: number;
  /** From the last answer until nothing was left to do, by what it was. */
  settledMs: Map<string, number>;
  /** What the processes logged as errors. */
  errors: Map<string, number>;
  /** Everything that was found wrong, a line each. */
  wrong: string[];
};

/** One kill: where it landed, and how long it took until everything that had been begun at that moment was done. */
type Landed = { victim: Victim; moment: Moment; backMs: number; doneMs: number | undefined };

const CUSTOMERS = 6;
const GIVEN = '200.000000';
/** Between two kills, at random up to this: what is killed may be at its beginning, in full swing, or coming back. */
const PAUSE_MS = 1_500;
/** What nobody finishes in this time is lost. */
const PATIENCE_MS = 240_000;
const LOOK_MS = 200;

/**
 * Kills the app, its worker and its database again and again while customers order pictures and pay, starts again what
 * was killed, and does nothing else to help. In the end everything that anybody was told must be true, once.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const rig = await Rig.open(options);
  const owner = new Pool({ connectionString: rig.databaseUrl, max: 3 });
  owner.on('error', () => {});
  owner.on('connect', (client) => client.on('error', () => {}));
  try {
    options.tell(await durability(owner, options.isDurable ?? true));
    const db = connect(rig.appDatabaseUrl);
    const askers = await Promise.all(Array.from({ length: CUSTOMERS }, () => newAsker(db, GIVEN)));
    await db.close();
    const clients = new Clients(rig.appUrl, askers, options);
    const payers = new Payers(rig);
    const victims = inTurn(options.victims ?? VICTIMS);
    const kills: Landed[] = [];
    const watching: Promise<void>[] = [];
    try {
      for (let n = 1; n <= options.kills; n += 1) {
        options.signal?.throwIfAborted();
        await sleep(Math.random() * PAUSE_MS);
        const landed = await killOnce(rig, victims.next().value);
        kills.push(landed);
        watching.push(watch(owner, landed));
        options.tell(say(n, options.kills, landed));
      }
    } catch (error) {
      clients.abandon();
      throw error;
    } finally {
      await Promise.all([clients.stop(), payers.stop()]);
    }
    const settledMs = await untilSettled(owner);
    const left = Object.entries(await leftToDo(owner)).filter(([, count]) => count > 0);
    await Promise.all(watching);
    const wrong = [
      ...left.map(([name, count]) => `${count} ${name} are left to do`),
      ...rig.fallen.map((who) => `${who} ended though nobody killed it`),
      ...(await verdictOn(owner, { orders: clients.orders, askers, given: GIVEN, paid: payers.paid })),
      ...(await clients.askAllAgain()),
    ];
    return {
      kills,
      orders: clients.orders.length,
      completed: clients.orders.filter(({ answer }) => answer && 'result' in answer).length,
      failed: clients.orders.filter(({ answer }) => answer && 'failed' in answer).length,
      repeats: counted(clients.orders.flatMap(({ repeats }) => repeats)),
      payments: payers.paid.length,
      settledMs,
      errors: rig.errors(),
      wrong,
    };
  } finally {
    await owner.end();
    await rig.close();
  }
}

/** Each in turn, in an order that changes from round to round. */
function* inTurn(victims: readonly Victim[]): Generator<Victim, never> {
  for (;;) yield* victims.toSorted(() => Math.random() - 0.5);
}

async function killOnce(rig: Rig, victim: Victim): Promise<Landed> {
  const { moment, halted } = await haltUnderWay(rig, victim);
  await rig.kill(victim, halted);
  const killedMs = performance.now();
  await rig.start(victim);
  return { victim, moment, backMs: performance.now() - killedMs, doneMs: undefined };
}

/** Measures until the oldest job that was open now has ended: nobody's work may wait for long. */
async function watch(owner: Pool, landed: Landed): Promise<void> {
  const beganMs = performance.now() - landed.backMs;
  const open = await patiently(async () => {
    const { rows } = await owner.query<{ last: string | null }>(
      "SELECT max(id::text) AS last FROM job WHERE status = 'processing'",
    );
    return rows[0]!;
  });
  while (performance.now() - beganMs < PATIENCE_MS) {
    const { rows } = await patiently(() =>
      owner.query<{ left: number }>(
        "SELECT count(*)::integer AS left FROM job WHERE status IN ('pending', 'processing') AND id <= $1::uuid",
        [open.last],
      ),
    );
    if (rows[0]!.left === 0) {
      landed.doneMs = performance.now() - beganMs;
      return;
    }
    await sleep(LOOK_MS);
  }
}

/** @returns after how long nothing of each kind was left to do; what was left for too long is not among them */
async function untilSettled(owner: Pool): Promise<Map<string, number>> {
  const beganMs = performance.now();
  const settled = new Map<string, number>();
  while (performance.now() - beganMs < PATIENCE_MS) {
    const left = Object.entries(await leftToDo(owner));
    for (const [name, count] of left) {
      if (count > 0) settled.delete(name);
      else if (!settled.has(name)) settled.set(name, performance.now() - beganMs);
    }
    if (settled.size === left.length) return settled;
    await sleep(LOOK_MS);
  }
  return settled;
}

/** The server may be away because it has just been killed. */
async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(LOOK_MS);
    }
  }
}

/** What is killed must have promised durability. @returns its promise, in words */
async function durability(owner: Pool, isWanted: boolean): Promise<string> {
  const { rows } = await owner.query<{ name: string; setting: string }>(
    "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')",
  );
  const text = rows.map(({ name, setting }) => `${name} ${setting}`).join(', ');
  if (isWanted && rows.some(({ setting }) => setting !== 'on')) throw new Error(`Not durable: ${text}`);
  return `PostgreSQL with ${text}`;
}

function say(n: number, of: number, { victim, moment, backMs }: Landed): string {
  const { openHolds, processing, pending, batches } = moment;
  return (
    `${String(n).padStart(3)} of ${of}  ${victim.padEnd(8)}  ${openHolds} holds open, ${processing} jobs being made, ` +
    `${pending} waiting; under way: ${batches.join(', ')}; back after ${(backMs / 1000).toFixed(1)} s`
  );
}

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
