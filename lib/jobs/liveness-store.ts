import { Client, type Pool } from 'pg';
import { log } from '#lib/core/log.ts';

// The queue keeps a killed worker's tasks locked for four hours. So each worker holds an advisory lock for as long as
// it lives: PostgreSQL drops it with the connection, and whoever can take it knows that the worker is gone. No clock
// is involved, so moving one declares nobody dead.

/** The class of these locks, so that no other use of advisory locks meets them. */
const LOCK_CLASS = 51_804;
const RECONNECT_MS = 1_000;

/** Says that workers live for as long as this process does. */
export type Liveness = {
  /** Returns once the worker counts as alive. It must not take a task before. */
  declare(workerId: string): Promise<void>;
  /** The worker has ended, while the process goes on: its tasks are for others. */
  renounce(workerId: string): Promise<void>;
  close(): Promise<void>;
};

/**
 * Declares workers alive over one connection beside the pool. Should it break, it is opened again; tasks that were
 * taken from a living worker meanwhile are done twice, which every task must bear anyway.
 */
export function declareLiveness(pool: Pool): Liveness {
  const workerIds = new Set<string>();
  let client: Promise<Client> | undefined;
  let isClosed = false;

  function ready(): Promise<Client> {
    if (client !== undefined) return client;
    const mine = connect(() => {
      if (client !== mine || isClosed) return;
      client = undefined;
      log.warn('the worker lost its liveness lock and takes it again');
      takeAgain();
    });
    mine.catch(() => {
      if (client === mine) client = undefined;
    });
    client = mine;
    return mine;
  }

  async function connect(onLost: () => void): Promise<Client> {
    const fresh = new Client(pool.options);
    fresh.on('error', () => {});
    await fresh.connect();
    fresh.on('end', onLost);
    for (const id of workerIds) await lock(fresh, id);
    return fresh;
  }

  function takeAgain(): void {
    if (isClosed) return;
    ready().catch(() => setTimeout(takeAgain, RECONNECT_MS).unref());
  }

  return {
    async declare(workerId) {
      const open = await ready();
      if (workerIds.has(workerId)) return;
      workerIds.add(workerId);
      await lock(open, workerId);
    },
    async renounce(workerId) {
      workerIds.delete(workerId);
      // With a connection that is gone the lock is gone, too.
      const open = await client?.catch(() => undefined);
      await open
        ?.query('SELECT pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, workerId])
        .catch(() => {});
    },
    async close() {
      isClosed = true;
      const open = await client?.catch(() => undefined);
      await open?.end();
    },
  };
}

async function lock(client: Client, workerId: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, workerId]);
}

/**
 * Gives the tasks of workers that are gone back to the queue.
 *
 * @returns the ids of those workers
 */
export async function unlockTasksOfDeadWorkers(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ ids: string[] }>({
    name: 'unlock_dead_workers',
    // The worker of a command that runs once takes no lock; its tasks are its own affair.
    text: `
      WITH busy AS (
        SELECT locked_by AS id FROM graphile_worker._private_jobs WHERE locked_by LIKE 'pool-%'
        UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_by LIKE 'pool-%'
      ), dead AS MATERIALIZED (
        SELECT id FROM busy WHERE pg_try_advisory_xact_lock($1, hashtext(id))
      ), ids AS MATERIALIZED (
        SELECT array_agg(id) AS ids, count(*) AS count FROM dead
      )
      SELECT ids, graphile_worker.force_unlock_workers(ids),
        pg_notify('jobs:insert', json_build_object('count', 10 * count)::text)
      FROM ids WHERE count > 0`,
    values: [LOCK_CLASS],
  });
  return rows[0]?.ids ?? [];
}
