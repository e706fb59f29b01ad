import type { Pool } from 'pg';

/** Sums up the days of jobs that were written without `job_finish`, as it would have. */
export async function sumUpDays(ownerPool: Pool, customerId: string): Promise<void> {
  await ownerPool.query(
    `INSERT INTO job_day (customer_id, requested_on, ended_on, kind, subject, api_key_id, status, jobs, charges, cost_micros)
     SELECT customer_id, (created_at AT TIME ZONE 'UTC')::date, (completed_at AT TIME ZONE 'UTC')::date, kind, subject,
       coalesce(api_key_id, '00000000-0000-0000-0000-000000000000'), status, count(*),
       count(*) FILTER (WHERE cost_micros > 0), sum(cost_micros)
     FROM job WHERE customer_id = $1 AND status IN ('completed', 'failed') GROUP BY 1, 2, 3, 4, 5, 6, 7`,
    [customerId],
  );
}
