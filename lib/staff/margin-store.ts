import type { Pool } from 'pg';
import type { Month } from '#lib/core/month.ts';
import type { Credits } from '#lib/money/credits.ts';

/** What the work of one model or operation brought in a month, and what of it was ours to bear. */
export type MarginLine = {
  kind: string;
  subject: string;
  /** Completed. */
  jobs: bigint;
  /** Of these, how many came too late and were delivered free. */
  free: bigint;
  /** Of these, how many others cost more than their hold. */
  overruns: bigint;
  chargedMicros: Credits;
  /** What of the charges was drawn from trials and grants, and so was never paid. */
  promotionalMicros: Credits;
  /** What the work cost beyond its charge, what was free included. */
  overrunMicros: Credits;
};

/** The work that was completed in a month, by model and operation, the dearest first. */
export async function marginOf(pool: Pool, month: Month): Promise<MarginLine[]> {
  const { rows } = await pool.query<MarginLine>(
    `SELECT j.kind, j.subject, count(*) AS jobs, count(*) FILTER (WHERE j.cost_micros = 0) AS free,
       count(*) FILTER (WHERE j.cost_micros > 0 AND j.overrun_micros > 0) AS overruns,
       sum(j.cost_micros)::bigint AS "chargedMicros", sum(p.promotional)::bigint AS "promotionalMicros",
       sum(j.overrun_micros)::bigint AS "overrunMicros"
     FROM job j CROSS JOIN LATERAL (
       SELECT coalesce(sum(amount), 0) AS promotional
       FROM ledger_posting p JOIN ledger_lot l ON l.customer_id = p.customer_id AND l.id = p.lot_id
       WHERE p.customer_id = j.customer_id AND p.key = 'charge:' || j.id AND l.source <> 'top_up') p
     WHERE j.status = 'completed' AND j.completed_at >= $1 AND j.completed_at < $2
     GROUP BY j.kind, j.subject
     ORDER BY "chargedMicros" DESC, j.kind, j.subject`,
    [month.from.toISOString(), month.to.toISOString()],
  );
  return rows;
}
