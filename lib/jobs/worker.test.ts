import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { fileKey } from '#lib/generation/pictures.ts';
import { generationTasks } from '#lib/generation/tasks.ts';
import { type BenchJob, JobBench } from '#lib/testing/job-bench.ts';
import { type RunningWorker, startWorker } from './worker.ts';

let bench: JobBench;
const processes: ChildProcess[] = [];
const workers: RunningWorker[] = [];

beforeAll(async () => {
  bench = await JobBench.open();
});
afterEach(async () => {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  for (const worker of workers.splice(0)) await worker.stop();
});
afterAll(() => bench.close());

/** A worker in a process of its own whose pictures take `delayMs`; returns once it works. */
async function workerProcess(delayMs: number): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('../testing/worker-process.ts', import.meta.url));
  const args = [script, bench.given.appUrl, bench.folder, delayMs.toString()];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  processes.push(child);
  await once(child.stdout!, 'data');
  return child;
}

/** A worker in this process, as fast as it can be. */
async function workerHere(): Promise<void> {
  const { db } = bench;
  const generations = generationTasks(bench.workshop());
  workers.push(await startWorker({ db, generations, errands: {}, timetable: [] }));
}

async function until(job: BenchJob, status: string, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while ((await bench.stands(job)).status !== status) {
    expect(performance.now(), `still not ${status}`).toBeLessThan(deadline);
    await sleep(50);
  }
}

const charges = async ({ customer }: BenchJob) =>
  (
    await bench.db.pool.query<{ amount: bigint }>(
      "SELECT amount FROM ledger_posting WHERE customer_id = $1 AND kind = 'charge'",
      [customer.customerId],
    )
  ).rows.map((row) => row.amount);

test('a worker killed in the middle of a picture: another makes it, within seconds, for one charge', async () => {
  const victim = await workerProcess(60_000);
  const job = await bench.accepted('0.06');
  await until(job, 'processing', 5_000);
  victim.kill('SIGKILL');
  await once(victim, 'exit');
  await workerHere();
  await until(job, 'completed', 15_000);
  expect(await bench.stands(job)).toMatchObject({
    cost: '0.010000',
    available: '9.990000',
    held: '0.000000',
  });
  expect(await charges(job)).toEqual([10_000n]);
  expect(await bench.files.read(fileKey(job.jobId, 'png'))).toBeDefined();
});

test('a worker that only takes its time keeps its work', async () => {
  await workerProcess(1_500);
  const job = await bench.accepted();
  await until(job, 'processing', 5_000);
  await workerHere();
  await until(job, 'completed', 10_000);
  const { rows } = await bench.db.pool.query('SELECT attempts FROM job WHERE id = $1', [job.jobId]);
  expect(rows).toEqual([{ attempts: 1 }]);
});

test('a worker that is told to stop finishes what it has begun and takes nothing more', async () => {
  const child = await workerProcess(2_000);
  const begun = await bench.accepted();
  await until(begun, 'processing', 5_000);
  child.kill('SIGTERM');
  await once(child.stdout!, 'data');
  // It may have been asking for work at that moment, and then does what it was given.
  await sleep(500);
  const later = await bench.accepted();
  await once(child, 'exit');
  expect(await bench.stands(begun)).toMatchObject({ status: 'completed', held: '0.000000' });
  expect(await bench.stands(later)).toMatchObject({ status: 'pending' });
  await workerHere();
  await until(later, 'completed', 5_000);
});

test('a worker that could not write down the end of a task goes on, and so does the task', async () => {
  const { ownerPool } = bench.given;
  await workerHere();
  await ownerPool.query(`
    CREATE FUNCTION refuse_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'away'; END $$;
    CREATE TRIGGER refuse_end BEFORE DELETE ON graphile_worker._private_jobs
      FOR EACH ROW EXECUTE FUNCTION refuse_end()`);
  const job = await bench.accepted();
  await until(job, 'completed', 5_000);
  await sleep(500);
  await ownerPool.query('DROP TRIGGER refuse_end ON graphile_worker._private_jobs; DROP FUNCTION refuse_end');
  const later = await bench.accepted();
  await until(later, 'completed', 15_000);
  const tasks = async () =>
    (await ownerPool.query('SELECT id FROM graphile_worker._private_jobs')).rowCount ?? 0;
  const deadline = performance.now() + 15_000;
  while ((await tasks()) > 0) {
    expect(performance.now(), 'a task is still locked').toBeLessThan(deadline);
    await sleep(100);
  }
  expect(await charges(job)).toEqual([10_000n]);
}, 40_000);

test('a task that fails is tried again', async () => {
  const tried: number[] = [];
  const { db } = bench;
  const stumble = async () => {
    tried.push(performance.now());
    if (tried.length === 1) throw new Error('not yet');
  };
  workers.push(await startWorker({ db, generations: {}, errands: { stumble }, timetable: [] }));
  await db.pool.query("SELECT FROM graphile_worker.add_job('stumble')");
  const deadline = performance.now() + 15_000;
  while (tried.length < 2) {
    expect(performance.now(), 'it was not tried again').toBeLessThan(deadline);
    await sleep(50);
  }
}, 30_000);
