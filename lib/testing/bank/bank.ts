import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'pg';
import { uuidv7 } from '#lib/core/ids.ts';
import { isOfTheMoment, violationsOf } from '#lib/db/invariant.ts';
import { ledgerInvariants } from '#lib/ledger/invariants.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { Chance } from './chance.ts';
import { unexplained } from './explain.ts';
import type { FromTeller, Told, ToTeller } from './history.ts';
import { readJournal } from './journal.ts';
import { takeSnapshot } from './snapshot.ts';
import type { TellerTask } from './teller.ts';

export type BankOptions = {
  appUrl: string;
  /** As the owner: it takes the snapshots and reads the journal. */
  ownerPool: Pool;
  seed: number;
  customers: number;
  processes: number;
  /** Of all processes together. */
  workers: number;
  operations: number;
  snapshots: number;
  /** Works no further once something is seen to be wrong. */
  stopsWhenWrong?: boolean;
  /** Ends it early, with an error. */
  signal?: AbortSignal;
  /** Called now and then with a line for people. */
  tell?: (line: string) => void;
};

export type BankReport = {
  /** What was asked for, what was asked for a second time at once included. */
  asked: number;
  outcomes: Map<string, number>;
  replayed: number;
  undone: number;
  busy: number;
  facts: bigint;
  /** Postings in the journal, by kind. */
  postings: Map<string, number>;
  snapshots: number;
  /** Snapshots in which something did not agree. */
  wrongSnapshots: number;
  /** Everything that was found wrong, a line each; empty when the books cannot be told from perfect ones. */
  wrong: string[];
  deadlocks: number;
};

const SNAPSHOTS_AT_ONCE = 2;
/** Fewer may be but one symptom of a fault, and a snapshot still to come another. */
const ENOUGH_ERRORS = 20;
const DAY_MS = 86_400_000;
/** How often the clock is moved in a run, and by how many days at a time: some leaps let everything expire. */
const LEAPS = 40;
const LEAP_DAYS = [0.2, 1, 20, 60, 150, 370];
const tellerScript = fileURLToPath(new URL('teller.ts', import.meta.url));

/**
 * The bank: several processes move the credit of a few customers about in every way the ledger knows, while snapshots
 * are taken. Afterwards the journal must explain every answer. The work is held back to the pace of the snapshots, so
 * that they are spread over all of it.
 */
export async function runBank(options: BankOptions): Promise<BankReport> {
  const { ownerPool, operations } = options;
  const folder = mkdtempSync(join(tmpdir(), 'depicta-bank-'));
  const clock = clockIn(folder, new Chance(options.seed));
  const customers = Array.from({ length: options.customers }, () => uuidv7());
  await post(
    onPool(ownerPool),
    new Date(),
    customers.map((customerId) => ({ op: 'open', customerId })),
  );
  const tellers = openTellers(options, customers, clock.file);
  try {
    const share = Math.ceil(operations / tellers.children.length);
    const wrong: string[] = [];
    let taken = 0;
    let wrongSnapshots = 0;
    let facts = 0n;
    const allow = () => {
      // A little ahead of the snapshots, so that there is always something under way.
      const part = Math.min((taken + 2 * SNAPSHOTS_AT_ONCE) / options.snapshots, 1);
      tellers.send({ upTo: Math.ceil(share * part) });
    };
    const look = async () => {
      const isEnough = () => options.stopsWhenWrong && (wrong.length > 0 || tellers.errors >= ENOUGH_ERRORS);
      while ((taken < options.snapshots || tellers.least() < share) && !isEnough()) {
        if (tellers.failure !== undefined) throw tellers.failure;
        options.signal?.throwIfAborted();
        // Neither runs ahead of the other.
        if (taken > (tellers.least() / share) * options.snapshots + SNAPSHOTS_AT_ONCE) {
          await sleep(2);
          continue;
        }
        const { faults, facts: seen } = await takeSnapshot(ownerPool);
        taken += 1;
        if (faults.length > 0) wrongSnapshots += 1;
        if (wrong.length < 100) wrong.push(...faults.map((fault) => `snapshot ${taken}: ${fault}`));
        facts = seen > facts ? seen : facts;
        clock.moveTo(tellers.least() / share);
        allow();
        if (taken % 100 === 0) options.tell?.(`${taken} snapshots, ${facts} facts, ${wrongSnapshots} wrong`);
      }
    };
    allow();
    await Promise.all(Array.from({ length: SNAPSHOTS_AT_ONCE }, look));
    const history = await tellers.close();
    return {
      ...(await examine(ownerPool, history)),
      snapshots: taken,
      wrongSnapshots,
      wrong: [...wrong, ...(await wrongAtTheEnd(ownerPool, history))],
    };
  } finally {
    tellers.kill();
    rmSync(folder, { recursive: true });
  }
}

async function wrongAtTheEnd(pool: Pool, history: readonly Told[]): Promise<string[]> {
  const last = await takeSnapshot(pool);
  // The clock stands where the last leap left it, so what the present instant decides says nothing here.
  const rules = ledgerInvariants.filter((rule) => !isOfTheMoment(rule));
  const broken = await violationsOf(pool, rules, new Date());
  return [
    ...last.faults.map((fault) => `at the end: ${fault}`),
    ...broken.map(({ name, ids }) => `${name}: broken by ${ids.slice(0, 3).join(', ')}`),
    ...unexplained(history, await readJournal(pool)),
  ];
}

async function examine(
  pool: Pool,
  history: readonly Told[],
): Promise<Omit<BankReport, 'snapshots' | 'wrongSnapshots' | 'wrong'>> {
  const outcomes = new Map<string, number>();
  for (const { item, posted, isBusy } of history) {
    const name = `${item.op} ${posted?.outcome ?? (isBusy ? 'busy' : 'error')}`;
    outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
  }
  const { facts } = await takeSnapshot(pool);
  const { rows } = await pool.query<{ deadlocks: number }>(
    'SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()',
  );
  const kinds = await pool.query<{ kind: string; count: number }>(
    'SELECT kind, count(*)::integer AS count FROM ledger_posting GROUP BY kind ORDER BY count DESC',
  );
  return {
    asked: history.length,
    outcomes,
    replayed: history.filter(({ posted }) => posted?.replayed).length,
    undone: history.filter(({ undone }) => undone).length,
    busy: history.filter(({ isBusy }) => isBusy).length,
    facts,
    postings: new Map(kinds.rows.map(({ kind, count }) => [kind, count])),
    deadlocks: rows[0]!.deadlocks,
  };
}

type Tellers = {
  children: ChildProcess[];
  failure: Error | undefined;
  /** How many answers were errors. */
  errors: number;
  /** What the slowest has done. */
  least(): number;
  send(message: ToTeller): void;
  close(): Promise<Told[]>;
  kill(): void;
};

function openTellers(options: BankOptions, customers: string[], clockFile: string): Tellers {
  const done = Array.from({ length: options.processes }, () => 0);
  const history: Told[] = [];
  const children = done.map((_, n) => {
    const { appUrl, seed } = options;
    const workers = Math.ceil(options.workers / options.processes);
    const task: TellerTask = { appUrl, name: `teller ${n + 1}`, seed: seed + n, workers, customers };
    return fork(tellerScript, [JSON.stringify(task)], {
      serialization: 'advanced',
      env: { ...process.env, NODE_ENV: 'test', CLOCK_FILE: clockFile },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
  });
  const tellers: Tellers = {
    children,
    failure: undefined,
    errors: 0,
    least: () => Math.min(...done),
    send: (message) => {
      for (const child of children) if (child.connected) child.send(message);
    },
    async close() {
      const ended = children.map((child) => once(child, 'exit'));
      tellers.send({ end: true });
      await Promise.all(ended);
      return history;
    },
    kill: () => {
      for (const child of children) child.kill('SIGKILL');
    },
  };
  children.forEach((child, n) => {
    child.on('message', (message: FromTeller) => {
      if ('done' in message) {
        done[n] = message.done;
        tellers.errors += message.errors;
      } else if ('heard' in message) {
        const next = children[(n + 1) % children.length]!;
        if (next.connected) next.send(message);
      } else history.push(...message.history);
    });
    child.on('exit', (code) => {
      if (code !== 0) tellers.failure ??= new Error(`teller ${n + 1} ended with code ${code}`);
    });
  });
  return tellers;
}

/** A clock file that is moved as the work goes on, as `ops clock --advance` does. */
function clockIn(folder: string, chance: Chance): { file: string; moveTo(part: number): void } {
  const file = join(folder, 'clock.json');
  let offsetMs = 0;
  let leaps = 0;
  return {
    file,
    moveTo(part) {
      if (part * LEAPS < leaps + 1) return;
      leaps += 1;
      offsetMs += Math.round(chance.of(LEAP_DAYS)! * DAY_MS);
      writeFileSync(`${file}.new`, JSON.stringify({ offsetMs }));
      renameSync(`${file}.new`, file);
    },
  };
}
