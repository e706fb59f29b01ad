import type { Pool } from 'pg';
import type { JobKind } from '#lib/contracts/job.ts';
import { invariant } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import { type JobFilter, jobsWhere } from './store.ts';

/** What a filter of the history finds, over all its pages: how many jobs, what they cost, what those not finished hold. */
export type JobTotals = { jobs: number; failed: number; costMicros: Credits; openHoldMicros: Credits };

type TotalsRow = { jobs: bigint; failed: bigint; cost: bigint; open: bigint };

/**
 * The totals of a filter. Finished jobs are read from the sums of their days, those under way one by one (a customer has
 * few): the cost of asking grows with the days, never with the jobs. A search by id finds few, and reads them.
 *
 * @param filter its dates are beginnings of days (UTC), as the history's are
 */
export async function sumJobs(pool: Pool, customerId: Uuid, filter: JobFilter): Promise<JobTotals> {
  const [finished, underWay] =
    filter.ids === undefined
      ? await Promise.all([sumDays(pool, customerId, filter), sumRows(pool, customerId, filter, UNDER_WAY)])
      : [NOTHING, await sumRows(pool, customerId, filter)];
  return {
    jobs: Number(finished.jobs + underWay.jobs),
    failed: Number(finished.failed + underWay.failed),
    costMicros: credits(finished.cost + underWay.cost),
    openHoldMicros: credits(underWay.open),
  };
}

const NOTHING: TotalsRow = { jobs: 0n, failed: 0n, cost: 0n, open: 0n };
const UNDER_WAY = `j.status IN ('pending', 'processing')`;

async function sumDays(pool: Pool, customerId: Uuid, filter: JobFilter): Promise<TotalsRow> {
  const { rows } = await pool.query<TotalsRow>({
    name: `job_sum_days${daysOf(filter)}`,
    text: `SELECT coalesce(sum(d.jobs), 0)::bigint AS jobs,
        coalesce(sum(d.jobs) FILTER (WHERE d.status = 'failed'), 0)::bigint AS failed,
        coalesce(sum(d.cost_micros), 0)::bigint AS cost, 0::bigint AS open
      FROM job_day d WHERE ${daysWhere(filter)}`,
    values: dayValues(customerId, filter),
  });
  return rows[0]!;
}

async function sumRows(
  pool: Pool,
  customerId: Uuid,
  filter: JobFilter,
  only?: typeof UNDER_WAY,
): Promise<TotalsRow> {
  const { form, text, values } = jobsWhere(customerId, filter);
  const { rows } = await pool.query<TotalsRow>({
    name: `job_sum_${only === undefined ? 'all' : 'under_way'}_${form}`,
    text: `SELECT count(*) AS jobs, count(*) FILTER (WHERE j.status = 'failed') AS failed,
        coalesce(sum(j.cost_micros), 0)::bigint AS cost,
        coalesce(sum(j.hold_micros) FILTER (WHERE ${UNDER_WAY}), 0)::bigint AS open
      FROM job j WHERE ${only === undefined ? text : `${text} AND ${only}`}`,
    values,
  });
  return rows[0]!;
}

/** A part of what a filter's jobs cost: of one model or operation, or of one month or day (UTC, its first day). */
export type CostPart = { jobs: number; costMicros: Credits } & (
  | { kind: JobKind; subject: string }
  | { from: string }
);

const GROUPS = {
  subject: `d.kind, d.subject, NULL::text AS "from"`,
  month: `NULL::text AS kind, NULL::text AS subject, to_char(date_trunc('month', DAY::timestamp), 'YYYY-MM-DD') AS "from"`,
  day: `NULL::text AS kind, NULL::text AS subject, to_char(DAY, 'YYYY-MM-DD') AS "from"`,
} as const;

/** What the jobs of a filter cost, in parts that add up to it; what cost nothing has no part. Without a search by id. */
export async function costParts(
  pool: Pool,
  customerId: Uuid,
  filter: JobFilter,
  by: keyof typeof GROUPS,
): Promise<CostPart[]> {
  const { rows } = await pool.query<{
    kind: JobKind | null;
    subject: string | null;
    from: string | null;
    jobs: bigint;
    cost: bigint;
  }>({
    name: `job_cost_parts_${by}${daysOf(filter)}`,
    text: `SELECT ${GROUPS[by].replace('DAY', daysOf(filter))}, sum(d.charges)::bigint AS jobs,
        sum(d.cost_micros)::bigint AS cost
      FROM job_day d WHERE ${daysWhere(filter)} AND d.charges > 0
      GROUP BY 1, 2, 3 ORDER BY 3 DESC, cost DESC, 1, 2`,
    values: dayValues(customerId, filter),
  });
  return rows.map(({ kind, subject, from, jobs, cost }) => ({
    jobs: Number(jobs),
    costMicros: credits(cost),
    ...(from === null ? { kind: kind!, subject: subject! } : { from }),
  }));
}

/** The day that a filter's dates are of. */
function daysOf({ datesOf }: JobFilter): 'd.ended_on' | 'd.requested_on' {
  return datesOf === 'charge' ? 'd.ended_on' : 'd.requested_on';
}

/** No job takes a day, so that the key bounds the days of the charge too. */
function daysWhere(filter: JobFilter): string {
  return `d.customer_id = $1::uuid AND ($2::text IS NULL OR d.status = $2) AND ($3::text IS NULL OR d.kind = $3)
    AND ($4::text IS NULL OR d.subject = $4) AND ($5::uuid IS NULL OR d.api_key_id = $5)
    AND ${daysOf(filter)} >= $6::date AND ${daysOf(filter)} < $7::date AND d.requested_on >= $6::date - 1`;
}

function dayValues(customerId: Uuid, { status, kind, model, apiKeyId, from, to }: JobFilter): unknown[] {
  return [
    customerId,
    status,
    kind,
    model,
    apiKeyId,
    beginning(from, '0002-01-01'),
    beginning(to, '9999-12-31'),
  ];
}

function beginning(of: Date | undefined, otherwise: string): string {
  if (of === undefined) return otherwise;
  invariant(of.getTime() % 86_400_000 === 0, 'totals are of whole days');
  return of.toISOString().slice(0, 10);
}
