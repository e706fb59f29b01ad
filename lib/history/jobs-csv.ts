import { stringify } from 'csv-stringify/sync';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { type JobFilter, type JobRow, listJobs } from '#lib/generation/store.ts';
import { subtract, toWire } from '#lib/money/credits.ts';
import { byModelId } from './jobs.ts';
import { cellText } from './one-line.ts';

const COLUMNS = [
  'id',
  'kind',
  'model_or_operation',
  'prompt',
  'status',
  'created_at',
  'completed_at',
  'api_key_name',
  'api_key_last4',
  'held_eur',
  'cost_eur',
  'returned_eur',
  'price_version',
  'error',
] as const;
const JOBS_AT_A_TIME = 500;

/** The jobs that a filter of the history finds as CSV (RFC 4180), newest first, read and sent piece by piece. */
export function jobsCsv(
  { pool }: Pick<Database, 'pool'>,
  customerId: Uuid,
  filter: JobFilter,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const found = byModelId(filter);
  let before: Uuid | undefined;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`${COLUMNS.join(',')}\r\n`));
    },
    async pull(controller) {
      const rows = await listJobs(pool, customerId, found, { before, limit: JOBS_AT_A_TIME });
      before = rows.at(-1)?.id;
      if (rows.length > 0)
        controller.enqueue(encoder.encode(stringify(rows.map(record), { record_delimiter: 'windows' })));
      if (rows.length < JOBS_AT_A_TIME) controller.close();
    },
  });
}

function record(job: JobRow): Record<(typeof COLUMNS)[number], string> {
  const { costMicros } = job;
  return {
    id: job.id,
    kind: job.kind,
    model_or_operation: job.subject,
    prompt: job.kind === 'generation' ? cellText(job.request.prompt) : '',
    status: job.status,
    created_at: job.createdAt.toISOString(),
    completed_at: job.completedAt?.toISOString() ?? '',
    api_key_name: cellText(job.apiKey?.name ?? null),
    api_key_last4: cellText(job.apiKey?.last4 ?? null),
    held_eur: toWire(job.holdMicros),
    cost_eur: costMicros === null ? '' : toWire(costMicros),
    returned_eur: costMicros === null ? '' : toWire(subtract(job.holdMicros, costMicros)),
    price_version: job.priceVersion,
    error: job.error?.code ?? '',
  };
}
