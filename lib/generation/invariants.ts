import type { Invariant } from '#lib/db/invariant.ts';

/** The rules of jobs and their holds. `ops check` runs them, with those of the other modules. */
export const generationInvariants: readonly Invariant[] = [
  {
    name: 'job_has_its_hold',
    meaning: 'a job and its hold are written together: same customer, same amount',
    sql: `
      SELECT j.id::text AS id FROM job j
      LEFT JOIN ledger_hold h ON h.id = j.id AND h.customer_id = j.customer_id
      WHERE h.id IS NULL OR h.amount <> j.hold_micros OR h.cause_type <> j.kind`,
  },
  {
    name: 'hold_of_work_has_its_job',
    meaning: 'nothing is held but for a generation or an operation that exists',
    sql: `
      SELECT h.customer_id || ' ' || h.id AS id FROM ledger_hold h
      WHERE NOT EXISTS (
        SELECT FROM job j
        WHERE j.id = h.id AND j.customer_id = h.customer_id AND h.cause_type IN ('generation', 'operation'))`,
  },
  {
    name: 'job_ends_with_its_hold',
    meaning: 'a job is under way exactly while its hold is open, and it cost what the hold was charged',
    sql: `
      SELECT j.id::text AS id FROM job j JOIN ledger_hold h ON h.id = j.id AND h.customer_id = j.customer_id
      WHERE (j.status IN ('pending', 'processing')) <> (h.state = 'open')
        OR (h.state <> 'open' AND j.cost_micros <> h.charged)`,
  },
  {
    name: 'charged_is_delivered',
    meaning: 'what was charged for was delivered: completed, with a picture; what failed cost nothing',
    sql: `
      SELECT id::text AS id FROM job
      WHERE (cost_micros > 0 AND (status <> 'completed' OR result IS NULL)) OR (status = 'failed' AND cost_micros <> 0)`,
  },
  {
    name: 'days_add_up_to_jobs',
    meaning:
      'the days of a customer say what the finished jobs say: how many, how many charged, what they cost',
    sql: `
      SELECT customer_id || ' ' || requested_on AS id
      FROM job_day d
      FULL JOIN (
        SELECT customer_id, (created_at AT TIME ZONE 'UTC')::date AS requested_on,
          (completed_at AT TIME ZONE 'UTC')::date AS ended_on, kind, subject,
          coalesce(api_key_id, '00000000-0000-0000-0000-000000000000') AS api_key_id, status,
          count(*) AS jobs, count(*) FILTER (WHERE cost_micros > 0) AS charges, sum(cost_micros) AS cost_micros
        FROM job WHERE status IN ('completed', 'failed') GROUP BY 1, 2, 3, 4, 5, 6, 7
      ) j USING (customer_id, requested_on, ended_on, kind, subject, api_key_id, status)
      WHERE coalesce(d.jobs, 0) <> coalesce(j.jobs, 0) OR coalesce(d.charges, 0) <> coalesce(j.charges, 0)
        OR coalesce(d.cost_micros, 0) <> coalesce(j.cost_micros, 0)`,
  },
  {
    name: 'job_has_its_customer',
    meaning: 'a job belongs to a customer, and its API key to the same one',
    sql: `
      SELECT j.id::text AS id FROM job j
      WHERE NOT EXISTS (SELECT FROM customer c WHERE c.id = j.customer_id)
        OR (j.api_key_id IS NOT NULL AND NOT EXISTS (
          SELECT FROM api_key k WHERE k.id = j.api_key_id AND k.customer_id = j.customer_id))`,
  },
];
