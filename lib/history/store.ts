import type { Pool } from 'pg';
import type { JobKind } from '#lib/contracts/job.ts';
import { firstIdOf, type Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { Sql } from '#lib/ledger/sql.ts';
import { type Credits, credits } from '#lib/money/credits.ts';

/**
 * Reads several things as they stood at one moment, so that figures which belong together agree.
 *
 * @param work gets the statements of one read-only transaction
 */
export async function inSnapshot<T>(
  { pool }: Pick<Database, 'pool'>,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await work(async <Row>(name: string, text: string, values: readonly unknown[]) => {
      const { rows } = await client.query({ name, text, values: [...values] });
      return rows as Row[];
    });
  } finally {
    await client.query('ROLLBACK').catch(() => {});
    client.release();
  }
}

/**
 * A text for each customer that changes with whatever their pages show: the version of the books, and beside it how their
 * open payments, refund requests and PaddleAdjustments stand, of which the books do not know all.
 */
export async function seenVersions(sql: Sql, customerIds: readonly Uuid[]): Promise<Map<Uuid, string>> {
  const rows = await sql<{ customer_id: Uuid; version: string }>(
    'history_versions',
    `SELECT c.customer_id, concat_ws('.', c.version::text, (
       SELECT left(md5(string_agg(open.what, ',' ORDER BY open.what)), 8) FROM (
         SELECT concat_ws(' ', id, state, first_approver_id) AS what FROM refund_request
         WHERE customer_id = c.customer_id AND ended_at IS NULL
         UNION ALL
         (SELECT concat_ws(' ', id, status, payment_seen_at) FROM purchase
           WHERE customer_id = c.customer_id AND credited_at IS NULL ORDER BY created_at DESC LIMIT 5)
         UNION ALL
         SELECT concat_ws(' ', a.id, a.status) FROM purchase p JOIN paddle_adjustment a USING (paddle_transaction_id)
           WHERE p.customer_id = c.customer_id
       ) AS open)) AS version
     FROM ledger_customer c WHERE c.customer_id = ANY ($1::uuid[])`,
    [[...customerIds]],
  );
  return new Map(rows.map((row) => [row.customer_id, row.version]));
}

/**
 * When a payment was first compared with Paddle's after it was credited, and agreed.
 *
 * @param options.until the last comparison that looks so far back
 * @returns undefined where none has run since, or what it found still stands
 */
export async function firstAgreed(
  prisma: Database['prisma'],
  { purchaseId, from, until }: { purchaseId: Uuid; from: Date; until: Date },
): Promise<Date | undefined> {
  const differs = { findings: { array_contains: [{ purchaseId, repaired: false }] } };
  const run = await prisma.reconciliation.findFirst({
    where: { at: { gte: from, lt: until }, NOT: differs },
    orderBy: { at: 'asc' },
    select: { at: true },
  });
  return run?.at;
}

/** What the causes of statement rows are called: the customer's own words, and reasons given. */
export type CauseWords = { label: string | null; reason: string | null };

/** Finds the words of jobs, purchases and grants by their ids, at once. */
export async function causeWords(
  sql: Sql,
  customerId: Uuid,
  ids: readonly Uuid[],
): Promise<Map<Uuid, CauseWords>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ id: Uuid; label: string | null; reason: string | null }>(
    'history_cause_words',
    `SELECT id, CASE kind WHEN 'generation' THEN left(request ->> 'prompt', 200) ELSE subject END AS label,
       error_code AS reason
     FROM job WHERE customer_id = $1::uuid AND id = ANY ($2::uuid[])
     UNION ALL
     SELECT id, coalesce(receipt_number, paddle_transaction_id), NULL FROM purchase
     WHERE customer_id = $1::uuid AND id = ANY ($2::uuid[])
     UNION ALL
     SELECT id, NULL, reason FROM credit_grant WHERE customer_id = $1::uuid AND id = ANY ($2::uuid[])`,
    [customerId, [...new Set(ids)]],
  );
  return new Map(rows.map(({ id, label, reason }) => [id, { label, reason }]));
}

/** What one kind of work cost in a span of time, and how often it was charged. */
export type FeatureSpend = {
  kind: JobKind;
  /** The model of a generation, the operation of an operation. */
  subject: string;
  charges: number;
  costMicros: Credits;
};

/**
 * What was spent on what in a span of whole days (UTC), dearest first: charges by the day they were made, `from` counts
 * and `to` does not.
 */
export async function spentByFeature(
  pool: Pool,
  customerId: Uuid,
  span: { from: Date; to: Date },
): Promise<FeatureSpend[]> {
  const { rows } = await pool.query<{ kind: JobKind; subject: string; charges: bigint; cost: bigint }>({
    name: 'history_spent_by_feature',
    // No job takes a day, so the key is read no further back than it must.
    text: `SELECT kind, subject, sum(charges)::bigint AS charges, sum(cost_micros)::bigint AS cost FROM job_day
      WHERE customer_id = $1::uuid AND requested_on >= $2::date - 1 AND ended_on >= $2::date AND ended_on < $3::date
        AND charges > 0
      GROUP BY kind, subject ORDER BY cost DESC, kind, subject`,
    values: [customerId, dayOf(span.from), dayOf(span.to)],
  });
  return rows.map(({ kind, subject, charges, cost }) => ({
    kind,
    subject,
    charges: Number(charges),
    costMicros: credits(cost),
  }));
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/** What the requests of one API key have cost since an instant, with what those under way hold. */
export type KeySpend = { apiKeyId: Uuid; costMicros: Credits; openHoldMicros: Credits };

/** What each API key of a customer has taken since an instant: as the key's monthly cap counts it. */
export async function spentByKey(pool: Pool, customerId: Uuid, since: Date): Promise<KeySpend[]> {
  const { rows } = await pool.query<{ api_key_id: Uuid; cost: bigint; open: bigint }>({
    name: 'history_spent_by_key',
    text: `SELECT api_key_id, coalesce(sum(cost_micros), 0)::bigint AS cost,
        coalesce(sum(hold_micros) FILTER (WHERE status IN ('pending', 'processing')), 0)::bigint AS open
      FROM job
      WHERE customer_id = $1::uuid AND id >= $3::uuid AND created_at >= $2::timestamptz AND api_key_id IS NOT NULL
      GROUP BY api_key_id ORDER BY api_key_id`,
    values: [customerId, since.toISOString(), firstIdOf(dayBefore(since))],
  });
  return rows.map((row) => ({
    apiKeyId: row.api_key_id,
    costMicros: credits(row.cost),
    openHoldMicros: credits(row.open),
  }));
}

function dayBefore(at: Date): Date {
  return new Date(at.getTime() - 86_400_000);
}

/** The person an answer about an account is for. */
export type AccountUser = {
  id: Uuid;
  email: string;
  name: string;
  emailVerifiedAt: Date | null;
  createdAt: Date;
};

/** A user of a customer: the one named, or with an API key, which names none, the first. */
export async function accountUser(
  prisma: Database['prisma'],
  customerId: Uuid,
  userId: Uuid | null,
): Promise<AccountUser | null> {
  return prisma.user.findFirst({
    where: { customerId, ...(userId === null ? {} : { id: userId }) },
    orderBy: { id: 'asc' },
    select: { id: true, email: true, name: true, emailVerifiedAt: true, createdAt: true },
  });
}

/** Until when the notices of given credit have been seen. */
export async function creditNoticeSeenAt(prisma: Database['prisma'], customerId: Uuid): Promise<Date | null> {
  const customer = await prisma.customer.findUnique({
    where: { id: customerId },
    select: { creditNoticeSeenAt: true },
  });
  return customer?.creditNoticeSeenAt ?? null;
}

/** Moves it forward, never back: two tabs may dismiss in any order. */
export async function setCreditNoticeSeen(
  prisma: Database['prisma'],
  customerId: Uuid,
  at: Date,
): Promise<void> {
  await prisma.customer.updateMany({
    where: { id: customerId, OR: [{ creditNoticeSeenAt: null }, { creditNoticeSeenAt: { lt: at } }] },
    data: { creditNoticeSeenAt: at },
  });
}
