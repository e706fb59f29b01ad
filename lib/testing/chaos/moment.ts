import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type Rig, signal, type Victim } from './rig.ts';

/** Where a kill lands: what stood open, and which batches were under way in what was killed. */
export type Moment = {
  openHolds: number;
  processing: number;
  pending: number;
  /** The batches that the victim had sent and not had an answer to, with what the server was doing with each. */
  batches: string[];
};

type Seen = { pid: number; batch: string; doing: string };

/** A kill waits so long for its moment. */
const PATIENCE_MS = 30_000;
/** A server that is stopped half-way may hold what a look needs. */
const LOOK_MS = 1_000;
const BATCH = '(job_admit|job_finish|ledger_post)';

const LOOK = `
  SELECT (SELECT count(*)::integer FROM ledger_hold WHERE state = 'open') AS holds,
    (SELECT count(*)::integer FROM job WHERE status = 'processing') AS processing,
    (SELECT count(*)::integer FROM job WHERE status = 'pending') AS pending,
    (SELECT json_agg(json_build_object('pid', pid, 'batch', substring(query FROM '${BATCH}\\('),
        'doing', coalesce(wait_event_type || ' ' || wait_event, 'running')))
      FROM pg_stat_activity
      WHERE state = 'active' AND application_name = ANY ($1::text[]) AND query ~ '^SELECT \\* FROM ${BATCH}\\(') AS seen`;

/**
 * Stops the victim at a moment when a hold is open and a batch of its is under way: it is halted first and looked at
 * then, so that what is seen is how the kill finds it. The halted victim is the caller's to kill.
 *
 * @returns the moment, and the processes of the database server that are halted with it
 */
export async function haltUnderWay(rig: Rig, victim: Victim): Promise<{ moment: Moment; halted: number[] }> {
  const observer = new Client({ connectionString: rig.databaseUrl, application_name: 'observer' });
  observer.on('error', () => {});
  await observer.connect();
  try {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const caught =
        victim === 'postgres' ? await haltServer(observer) : await haltClient(observer, rig, victim);
      if (caught !== undefined) return caught;
      if (performance.now() > deadline) throw new Error(`No batch of ${victim} was ever under way`);
      await sleep(1 + Math.random() * 15);
    }
  } finally {
    // With the server halted, a goodbye may never be heard.
    void observer.end().catch(() => {});
  }
}

type Caught = { moment: Moment; halted: number[] } | undefined;

/** A client that is halted reads no answer: what the server is still doing for it then, it will never hear of. */
async function haltClient(observer: Client, rig: Rig, victim: 'app' | 'worker'): Promise<Caught> {
  const pid = rig.pidOf(victim);
  signal(pid, 'SIGSTOP');
  const { moment, seen } = await look(observer, [victim]);
  if (moment.openHolds > 0 && seen.length > 0) return { moment, halted: [] };
  signal(pid, 'SIGCONT');
  return undefined;
}

/** The server's processes that work on a batch are halted, so that none of them is done before the server goes. */
async function haltServer(observer: Client): Promise<Caught> {
  const before = await look(observer, ['app', 'worker']);
  if (before.moment.openHolds === 0 || before.seen.length === 0) return undefined;
  const pids = before.seen.map(({ pid }) => pid);
  for (const pid of pids) signal(pid, 'SIGSTOP');
  const after = await Promise.race([look(observer, ['app', 'worker']), sleep(LOOK_MS, undefined)]);
  // What holds up a look is under way.
  if (after === undefined) return { moment: before.moment, halted: pids };
  const still = after.seen.filter(({ pid }) => pids.includes(pid));
  if (still.length > 0) return { moment: { ...after.moment, batches: named(still) }, halted: pids };
  for (const pid of pids) signal(pid, 'SIGCONT');
  return undefined;
}

async function look(observer: Client, names: readonly string[]): Promise<{ moment: Moment; seen: Seen[] }> {
  const { rows } = await observer.query<{
    holds: number;
    processing: number;
    pending: number;
    seen: Seen[] | null;
  }>(LOOK, [names]);
  const { holds, processing, pending, seen } = rows[0]!;
  const batches = named(seen ?? []);
  return { moment: { openHolds: holds, processing, pending, batches }, seen: seen ?? [] };
}

const named = (seen: readonly Seen[]) => seen.map(({ batch, doing }) => `${batch} (${doing})`);
