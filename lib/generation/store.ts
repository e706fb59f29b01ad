import type { Pool } from 'pg';
import type { JobKind, JobStatus } from '#lib/contracts/job.ts';
import type { ErrorCode } from '#lib/core/errors.ts';
import { firstIdOf, type IdSpan, type Uuid } from '#lib/core/ids.ts';
import { repeating } from '#lib/db/transaction.ts';
import type { Outcome } from '#lib/ledger/post.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import type { ImageOrder, OperationOrder } from './order.ts';
import type { Picture, ProcessedPicture } from './pictures.ts';

const DAY_MS = 86_400_000;
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A job as it is stored. Its id is its hold's id. */
export type JobRow = {
  id: Uuid;
  customerId: Uuid;
  /** The model of a generation, the operation of an operation. */
  subject: string;
  apiKey: { id: Uuid; name: string; last4: string } | null;
  status: JobStatus;
  holdMicros: Credits;
  costMicros: Credits | null;
  /** What was available after the hold, and once it has ended after its end. */
  balanceMicros: Credits;
  priceVersion: string;
  createdAt: Date;
  completedAt: Date | null;
  attempts: number;
  error: { code: ErrorCode; message: string } | null;
  filesExpireAt: Date | null;
} & (GenerationWork | OperationWork);

type GenerationWork = {
  kind: 'generation';
  request: ImageOrder;
  picture: Picture | null;
  /** The rate at which it was ordered: it is charged so, whatever the book says when it is made. */
  microsPerThousandUnits: bigint;
};
type OperationWork = { kind: 'operation'; request: OperationOrder; picture: ProcessedPicture | null };
/** The job of a picture that is drawn. */
export type GenerationJob = JobRow & GenerationWork;
/** The job of a picture that is processed. */
export type OperationJob = JobRow & OperationWork;

type Row = {
  id: Uuid;
  customer_id: Uuid;
  kind: JobKind;
  subject: string;
  key_name: string | null;
  key_last4: string | null;
  key_id: Uuid | null;
  request: ImageOrder | OperationOrder;
  status: JobStatus;
  hold_micros: bigint;
  cost_micros: bigint | null;
  balance_micros: bigint;
  price_version: string;
  rate_micros: bigint | null;
  created_at: Date;
  completed_at: Date | null;
  attempts: number;
  error_code: ErrorCode | null;
  error_message: string | null;
  result: Picture | ProcessedPicture | null;
  files_expire_at: Date | null;
};

const COLUMNS = `
  j.id, j.customer_id, j.kind, j.subject, k.id AS key_id, k.name AS key_name, k.last4 AS key_last4, j.request, j.status, j.hold_micros,
  j.cost_micros, j.balance_micros, j.price_version, j.rate_micros, j.created_at, j.completed_at, j.attempts, j.error_code,
  j.error_message, j.result, j.files_expire_at`;
const FROM = 'FROM job j LEFT JOIN api_key k ON k.id = j.api_key_id';

/** @returns undefined when this customer has no such job: what is somebody else's is not there */
export async function findJob(pool: Pool, customerId: Uuid, id: Uuid): Promise<JobRow | undefined> {
  const { rows } = await pool.query<Row>({
    name: 'job_find',
    text: `SELECT ${COLUMNS} ${FROM} WHERE j.id = $1::uuid AND j.customer_id = $2::uuid`,
    values: [id, customerId],
  });
  return rows[0] && toJobRow(rows[0]);
}

/** Which jobs of a customer a list shows. `from` counts, `to` does not: of the request, or of what ended it. */
export type JobFilter = {
  ids?: IdSpan | undefined;
  status?: JobStatus | undefined;
  kind?: JobKind | undefined;
  model?: string | undefined;
  apiKeyId?: Uuid | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  datesOf?: 'request' | 'charge' | undefined;
};

/**
 * The conditions that a filter comes to, and only those, so that each is planned by what it asks. Ids are time-ordered and
 * no job takes a day: dates also bound the ids, by which the list is read.
 *
 * @returns `form`: a short name of what is asked, for a prepared statement
 */
export function jobsWhere(
  customerId: Uuid,
  filter: JobFilter,
): { form: string; text: string; values: unknown[] } {
  const { ids, status, kind, model, apiKeyId, from, to, datesOf } = filter;
  const [dated, of] = datesOf === 'charge' ? ['completed_at', 'c'] : ['created_at', 'r'];
  const conditions: [form: string, text: string, value: unknown][] = [
    ['', 'j.customer_id = ?::uuid', customerId],
    ['i', 'j.id >= ?::uuid', ids?.first],
    ['j', 'j.id <= ?::uuid', ids?.last],
    ['s', 'j.status = ?::text', status],
    ['k', 'j.kind = ?::text', kind],
    ['m', 'j.subject = ?::text', model],
    ['a', 'j.api_key_id = ?::uuid', apiKeyId],
    [`f${of}`, `j.${dated} >= ?::timestamptz`, from?.toISOString()],
    ['', 'j.id >= ?::uuid', from && firstIdOf(new Date(from.getTime() - DAY_MS))],
    [`t${of}`, `j.${dated} < ?::timestamptz`, to?.toISOString()],
    ['', 'j.id < ?::uuid', to && firstIdOf(new Date(to.getTime() + DAY_MS))],
  ];
  const used = conditions.filter(([, , value]) => value !== undefined);
  return {
    form: used.map(([form]) => form).join(''),
    text: used.map(([, text], i) => text.replace('?', `$${i + 1}`)).join(' AND '),
    values: used.map(([, , value]) => value),
  };
}

/** Jobs of a customer, newest first, older than `before`. */
export async function listJobs(
  pool: Pool,
  customerId: Uuid,
  filter: JobFilter,
  page: { before?: Uuid | undefined; limit: number },
): Promise<JobRow[]> {
  const { form, text, values } = jobsWhere(customerId, filter);
  const { before = LAST_ID, limit } = page;
  const { rows } = await pool.query<Row>({
    name: `job_list_${form}`,
    text: `SELECT ${COLUMNS} ${FROM} WHERE ${text} AND j.id < $${values.length + 1}::uuid
      ORDER BY j.id DESC LIMIT $${values.length + 2}::integer`,
    values: [...values, before, limit],
  });
  return rows.map(toJobRow);
}

function toJobRow(row: Row): JobRow {
  return {
    id: row.id,
    customerId: row.customer_id,
    subject: row.subject,
    apiKey: row.key_id === null ? null : { id: row.key_id, name: row.key_name!, last4: row.key_last4! },
    status: row.status,
    holdMicros: credits(row.hold_micros),
    costMicros: row.cost_micros === null ? null : credits(row.cost_micros),
    balanceMicros: credits(row.balance_micros),
    priceVersion: row.price_version,
    createdAt: row.created_at,
    completedAt: row.completed_at,
    attempts: row.attempts,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    filesExpireAt: row.files_expire_at,
    // They were written together.
    ...({
      ...{ kind: row.kind, request: row.request, picture: row.result },
      ...(row.rate_micros !== null && { microsPerThousandUnits: row.rate_micros }),
    } as GenerationWork | OperationWork),
  };
}

/** What became of one request for admission. Of those repeated only the job's id is told. */
export type AdmittedRow = {
  i: number;
  outcome: Outcome | 'repeated' | 'key_mismatch';
  job_id: Uuid;
  amount: bigint | null;
  credit: bigint | null;
  held: bigint | null;
  available: bigint | null;
  owed: bigint | null;
  at: Date;
};

/** Accepts or refuses a batch of requests in one database transaction: the migration says how. */
export async function admitJobs(pool: Pool, at: Date, items: readonly object[]): Promise<AdmittedRow[]> {
  return inOneCall<AdmittedRow>(pool, 'job_admit', at, items);
}

/** What became of the end of one job. */
export type FinishedRow = {
  i: number;
  outcome: Outcome | 'not_due';
  status: JobStatus;
  cost: bigint | null;
  balance: bigint;
};

/** Ends a batch of jobs with their holds in one database transaction: the migration says how. */
export async function finishJobs(pool: Pool, at: Date, items: readonly object[]): Promise<FinishedRow[]> {
  return inOneCall<FinishedRow>(pool, 'job_finish', at, items);
}

async function inOneCall<Result>(
  pool: Pool,
  name: 'job_admit' | 'job_finish',
  at: Date,
  items: readonly object[],
): Promise<Result[]> {
  const text = `SELECT * FROM ${name}($1::timestamptz, $2::json)`;
  const values = [at.toISOString(), JSON.stringify(items)];
  const { rows } = await repeating(() => pool.query({ name, text, values }));
  return rows as Result[];
}

/**
 * Takes up a job that is not finished: marks it as processing and counts the attempt.
 *
 * @returns undefined when it has been finished, or never was
 */
export async function startJob(pool: Pool, id: Uuid, at: Date): Promise<JobRow | undefined> {
  const { rows } = await pool.query<Row>({
    name: 'job_start',
    text: `UPDATE job j SET status = 'processing', started_at = coalesce(j.started_at, $2::timestamptz),
        attempts = j.attempts + 1
      WHERE j.id = $1::uuid AND j.status IN ('pending', 'processing')
      RETURNING j.*, NULL AS key_id, NULL AS key_name, NULL AS key_last4`,
    values: [id, at.toISOString()],
  });
  return rows[0] && toJobRow(rows[0]);
}

/** The oldest job that is not finished; no open hold is older. */
export async function oldestUnfinishedJob(pool: Pool): Promise<Uuid | undefined> {
  const { rows } = await pool.query<{ id: Uuid }>({
    name: 'job_oldest_unfinished',
    text: `SELECT id FROM job WHERE status IN ('pending', 'processing') ORDER BY id LIMIT 1`,
  });
  return rows[0]?.id;
}

/** Jobs that are not finished, oldest first, of one customer. */
export async function unfinishedJobs(pool: Pool, customerId: Uuid): Promise<JobRow[]> {
  const { rows } = await pool.query<Row>({
    name: 'job_unfinished',
    text: `SELECT ${COLUMNS} ${FROM}
      WHERE j.customer_id = $1::uuid AND j.status IN ('pending', 'processing') ORDER BY j.id`,
    values: [customerId],
  });
  return rows.map(toJobRow);
}

/** Jobs whose files' time is over and whose files are there still. */
export async function jobsWithExpiredFiles(pool: Pool, at: Date, limit: number): Promise<Uuid[]> {
  const { rows } = await pool.query<{ id: Uuid }>({
    name: 'job_expired_files',
    text: `SELECT id FROM job WHERE files_deleted_at IS NULL AND files_expire_at <= $1::timestamptz
      ORDER BY files_expire_at LIMIT $2::integer`,
    values: [at.toISOString(), limit],
  });
  return rows.map((row) => row.id);
}

export async function markFilesDeleted(pool: Pool, ids: readonly Uuid[], at: Date): Promise<void> {
  await pool.query({
    name: 'job_files_deleted',
    text: 'UPDATE job SET files_deleted_at = $2::timestamptz WHERE id = ANY ($1::uuid[])',
    values: [[...ids], at.toISOString()],
  });
}

/** Some jobs of a customer that are over, with whether their files are there still, in the order of their ids. */
export async function endedJobs(
  pool: Pool,
  customerId: Uuid,
  page: { after: Uuid | undefined; limit: number },
): Promise<{ id: Uuid; hasFiles: boolean }[]> {
  const { rows } = await pool.query<{ id: Uuid; has_files: boolean }>({
    name: 'job_ended',
    text: `SELECT id, files_deleted_at IS NULL AS has_files FROM job
      WHERE customer_id = $1::uuid AND ($2::uuid IS NULL OR id > $2) AND status IN ('completed', 'failed')
      ORDER BY id LIMIT $3::integer`,
    values: [customerId, page.after ?? null, page.limit],
  });
  return rows.map((row) => ({ id: row.id, hasFiles: row.has_files }));
}

/**
 * Takes the customer's words and addresses out of jobs that are over: prompts, references, parameters, what a provider
 * said, keys of repetition and the digests of pictures. What was made, when and for how much stays.
 */
export async function eraseJobs(pool: Pool, ids: readonly Uuid[], at: Date): Promise<void> {
  await pool.query({
    name: 'job_erase',
    text: `UPDATE job SET
        request = CASE kind
          WHEN 'generation' THEN jsonb_build_object('prompt', '', 'imageSize', request -> 'imageSize',
            'aspectRatio', request -> 'aspectRatio', 'strictness', request -> 'strictness')
          ELSE jsonb_build_object('operation', request -> 'operation', 'inputImageUrl', '', 'parameters', '{}'::jsonb) END,
        error_message = NULL, idempotency_key = NULL, body_hash = NULL,
        result = regexp_replace(result::text, '"sha256": "[^"]*"', '"sha256": ""', 'g')::jsonb,
        files_deleted_at = coalesce(files_deleted_at, $2::timestamptz)
      WHERE id = ANY ($1::uuid[]) AND status IN ('completed', 'failed')`,
    values: [[...ids], at.toISOString()],
  });
}
