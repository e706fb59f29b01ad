import type { Pool } from 'pg';
import { now } from '#lib/core/clock.ts';
import { fromWire } from '#lib/money/credits.ts';
import { checkBooks } from '#lib/staff/books.ts';
import type { Asker, Ordered } from './clients.ts';
import type { Paid } from './payers.ts';

type JobRow = {
  id: string;
  customer_id: string;
  key: string | null;
  status: string;
  cost: string;
  state: string;
  charges: number;
  charged: string;
  releases: number;
};

/** Each job with what the ledger says of it. */
const JOBS = `
  SELECT j.id, j.customer_id, j.idempotency_key AS key, j.status, j.cost_micros AS cost, h.state,
    count(p.key)::integer AS charges, coalesce(sum(p.amount), 0) AS charged,
    (SELECT count(*)::integer FROM ledger_release r WHERE r.customer_id = j.customer_id AND r.hold_id = j.id) AS releases
  FROM job j JOIN ledger_hold h ON h.id = j.id
  LEFT JOIN ledger_posting p ON p.customer_id = j.customer_id AND p.key = 'charge:' || j.id
  GROUP BY j.id, h.state`;

/** Everything that is still under way: jobs, tasks that make pictures, payments without their credit. */
export async function leftToDo(pool: Pool): Promise<{ jobs: number; tasks: number; payments: number }> {
  const { rows } = await pool.query<{ jobs: number; tasks: number; payments: number }>(`
    SELECT (SELECT count(*)::integer FROM job WHERE status IN ('pending', 'processing')) AS jobs,
      (SELECT count(*)::integer FROM graphile_worker.jobs WHERE task_identifier = 'generate') AS tasks,
      (SELECT count(*)::integer FROM purchase WHERE status <> 'PAID' AND paddle_transaction_id IS NOT NULL) AS payments`);
  return rows[0]!;
}

/**
 * Compares what everybody was told with what is recorded, when nothing is under way any more.
 *
 * @returns what is wrong, a line each
 */
export async function verdictOn(
  pool: Pool,
  told: { orders: readonly Ordered[]; askers: readonly Asker[]; given: string; paid: readonly Paid[] },
): Promise<string[]> {
  const { rows: jobs } = await pool.query<JobRow>(JOBS);
  const broken = await checkBooks(pool, now());
  return [
    ...broken.map(({ name, ids }) => `${name}: broken by ${ids.slice(0, 3).join(', ')}`),
    ...jobs.flatMap(wrongEnd),
    ...wrongOrders(told.orders, jobs),
    ...(await wrongBalances(pool, told.askers, told.given, jobs)),
    ...(await wrongPayments(pool, told.paid)),
  ];
}

/** Completed and charged once, or failed and released once. */
function wrongEnd({ id, status, cost, state, charges, charged, releases }: JobRow): string[] {
  const isRight =
    status === 'completed'
      ? state === 'settled' && charges === 1 && charged === cost && releases === 0
      : status === 'failed' && state === 'released' && charges === 0 && cost === '0' && releases === 1;
  return isRight
    ? []
    : [`job ${id} is ${status} at ${cost}: ${state}, ${charges} charges of ${charged}, ${releases} releases`];
}

/** One key is one job, and its job is what its client was told; nobody has a job that nobody asked for. */
function wrongOrders(orders: readonly Ordered[], jobs: readonly JobRow[]): string[] {
  const byKey = new Map(jobs.map((job) => [job.key, job]));
  const wrong = orders.flatMap(({ asker, key, jobIds, answer, repeats }) => {
    const name = `${asker.customerId} ${key}`;
    const job = byKey.get(name);
    byKey.delete(name);
    const say = (what: string) => [
      `order ${name}: ${what} (repeated after ${repeats.join(', ') || 'nothing'})`,
    ];
    if (answer === undefined) return say('never had an answer');
    if (job === undefined) return say('was answered, and its job is lost');
    if (jobIds.size !== 1 || !jobIds.has(job.id)) return say(`is job ${job.id}, told were ${[...jobIds]}`);
    if ('failed' in answer)
      return job.status === 'failed' ? [] : say(`was told to have failed, is ${job.status}`);
    if (job.status !== 'completed') return say(`was told to be completed, is ${job.status}`);
    const cost = fromWire(answer.result.cost_eur);
    return cost === BigInt(job.cost) ? [] : say(`was told to cost ${cost}, cost ${job.cost}`);
  });
  return [...wrong, ...[...byKey.values()].map((job) => `job ${job.id}: nobody ordered it`)];
}

async function wrongBalances(
  pool: Pool,
  askers: readonly Asker[],
  given: string,
  jobs: readonly JobRow[],
): Promise<string[]> {
  const { rows } = await pool.query<{ customer_id: string; credit: string; held: string }>(
    'SELECT customer_id, credit, held FROM ledger_customer WHERE customer_id = ANY ($1::uuid[])',
    [askers.map(({ customerId }) => customerId)],
  );
  return rows.flatMap(({ customer_id, credit, held }) => {
    const spent = jobs
      .filter((job) => job.customer_id === customer_id)
      .reduce((sum, job) => sum + BigInt(job.cost), 0n);
    const left = fromWire(given) - spent;
    return left === BigInt(credit) && held === '0'
      ? []
      : [`customer ${customer_id}: has ${credit} (${held} held), should have ${left}`];
  });
}

/** Each payment is there once, with its amount. */
async function wrongPayments(pool: Pool, paid: readonly Paid[]): Promise<string[]> {
  const { rows } = await pool.query<{ key: string; amount: string; customer_id: string; lines: number }>(
    `SELECT customer_id, key, sum(amount) AS amount, count(*)::integer AS lines FROM ledger_posting
     WHERE kind = 'top_up' GROUP BY customer_id, key`,
  );
  const credited = new Map(rows.map((row) => [`${row.customer_id} ${row.key}`, row]));
  const wrong = paid.flatMap(({ customerId, paddleTransactionId, cents }) => {
    const name = `${customerId} topup:${paddleTransactionId}`;
    const found = credited.get(name);
    credited.delete(name);
    const amount = cents * 10_000n;
    return found !== undefined && BigInt(found.amount) === amount && found.lines === 1
      ? []
      : [`payment ${name} of ${amount}: credited is ${found?.amount ?? 'nothing'}`];
  });
  return [...wrong, ...[...credited.keys()].map((name) => `${name}: nobody paid that`)];
}
