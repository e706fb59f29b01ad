import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { type FinishedJobs, listenForFinishedJobs } from './finished-store.ts';

let given: TestDatabase;
let db: Database;
let finished: FinishedJobs;
beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
  finished = listenForFinishedJobs(db.pool);
});
afterAll(async () => {
  await finished.close();
  await db.close();
});

const never = new AbortController().signal;
const soon = () => performance.now() + 10_000;
const tell = (jobId: string) => given.ownerPool.query("SELECT pg_notify('job_finished', $1)", [jobId]);
const listeners = async () =>
  (
    await given.ownerPool.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN job_finished'",
    )
  ).rows.map((row) => row.pid);

/** How long a watch takes to come back. */
async function timed(work: Promise<boolean>): Promise<{ mayBe: boolean; ms: number }> {
  const beganMs = performance.now();
  const mayBe = await work;
  return { mayBe, ms: performance.now() - beganMs };
}

test('news is told at once, to everybody who waits for that job, also when it came before the waiting', async () => {
  const [job, other] = [uuidv7(), uuidv7()];
  const watches = [finished.watch(job), finished.watch(job)];
  const bystander = finished.watch(other);
  await expect.poll(listeners).toHaveLength(1);
  const waiting = Promise.all(
    watches.map((watch) => timed(watch.mayBeOver({ untilMs: soon(), signal: never }))),
  );
  await tell(job);
  for (const { mayBe, ms } of await waiting) {
    expect(mayBe).toBe(true);
    expect(ms).toBeLessThan(900);
  }
  await tell(job);
  await expect
    .poll(async () => (await timed(watches[0]!.mayBeOver({ untilMs: soon(), signal: never }))).ms)
    .toBeLessThan(20);
  const { ms } = await timed(bystander.mayBeOver({ untilMs: performance.now() + 300, signal: never }));
  expect(ms).toBeGreaterThan(250);
  for (const watch of [...watches, bystander]) watch.stop();
});

test('the waiting ends with its time, or with whoever waits', async () => {
  const watch = finished.watch(uuidv7());
  expect(await watch.mayBeOver({ untilMs: performance.now() - 1, signal: never })).toBe(false);
  const gone = new AbortController();
  const waiting = timed(watch.mayBeOver({ untilMs: soon(), signal: gone.signal }));
  gone.abort();
  expect(await waiting).toMatchObject({ mayBe: false });
  watch.stop();
});

test('a connection that breaks loses nothing: one looks by oneself meanwhile, and it is opened again', async () => {
  const job = uuidv7();
  const watch = finished.watch(job);
  const [before] = await listeners();
  await given.ownerPool.query('SELECT pg_terminate_backend($1)', [before]);
  const { mayBe, ms } = await timed(watch.mayBeOver({ untilMs: soon(), signal: never }));
  expect(mayBe).toBe(true);
  expect(ms).toBeLessThan(1_500);
  await expect
    .poll(async () => (await listeners()).filter((pid) => pid !== before), { timeout: 5_000 })
    .toHaveLength(1);
  const waiting = timed(watch.mayBeOver({ untilMs: soon(), signal: never }));
  await tell(job);
  expect((await waiting).ms).toBeLessThan(900);
  watch.stop();
});
