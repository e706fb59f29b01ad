import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { declareLiveness, unlockTasksOfDeadWorkers } from './liveness-store.ts';

let given: TestDatabase;
let db: Database;
beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
});
afterAll(() => db.close());

/** A task that a worker has taken. */
async function taken(workerId: string): Promise<void> {
  await given.ownerPool.query("SELECT graphile_worker.add_job('generate', '{}')");
  await given.ownerPool.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = now()
     WHERE id = (SELECT max(id) FROM graphile_worker._private_jobs)`,
    [workerId],
  );
}

test('a worker counts as alive from its declaration to its end, whoever asks', async () => {
  const liveness = declareLiveness(db.pool);
  await liveness.declare('pool-alive');
  await taken('pool-alive');
  await taken('pool-dead');
  await taken('otpool-command');
  expect(await unlockTasksOfDeadWorkers(db.pool)).toEqual(['pool-dead']);
  expect(await unlockTasksOfDeadWorkers(db.pool)).toEqual([]);
  await liveness.close();
  await expect.poll(() => unlockTasksOfDeadWorkers(db.pool)).toEqual(['pool-alive']);
  const { rows } = await given.ownerPool.query(
    'SELECT DISTINCT locked_by FROM graphile_worker._private_jobs',
  );
  expect(new Set(rows.map((row) => row.locked_by))).toEqual(new Set(['otpool-command', null]));
});

test('a worker whose connection broke is alive again by itself', async () => {
  const liveness = declareLiveness(db.pool);
  await liveness.declare('pool-cut-off');
  const holders = async () =>
    (
      await given.ownerPool.query<{ pid: number }>(
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = 51804 AND granted",
      )
    ).rows.map((row) => row.pid);
  const [before] = await holders();
  await given.ownerPool.query('SELECT pg_terminate_backend($1)', [before]);
  await expect.poll(async () => (await holders()).filter((pid) => pid !== before)).toHaveLength(1);
  await taken('pool-cut-off');
  expect(await unlockTasksOfDeadWorkers(db.pool)).toEqual([]);
  await liveness.close();
});
