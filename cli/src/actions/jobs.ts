import { connect } from '../api/connect.ts';
import { deadlineIn } from '../api/deadline.ts';
import { read, readList } from '../api/read.ts';
import type { Job } from '../api/shapes.ts';
import type { Context } from '../context.ts';
import { type DestinationOptions, destinationFor } from '../files/destination.ts';
import { interruptible } from '../interrupt.ts';
import { checkDestination, collect, fetchLater } from '../jobs/collect.ts';
import { formatAmount } from '../terminal/amount.ts';
import { formatInstant, parseInstant } from '../terminal/dates.ts';
import { plainText } from '../terminal/plain-text.ts';
import { startProgress } from '../terminal/progress.ts';
import type { Style } from '../terminal/style.ts';
import { facts, table } from '../terminal/table.ts';
import { noteMoreRows } from './more-rows.ts';

export type ListOptions = {
  status?: string;
  kind?: string;
  model?: string;
  from?: string;
  to?: string;
  limit: number;
};

/** `depicta jobs list`: generations and operations, newest first. */
export async function listJobs(context: Context, options: ListOptions): Promise<void> {
  const query = {
    status: options.status,
    kind: options.kind,
    model: options.model,
    from: options.from && parseInstant(options.from, 'start', '--from'),
    to: options.to && parseInstant(options.to, 'end', '--to'),
  };
  const connection = await connect(context);
  const page = await readList<Job>(connection, '/v1/jobs', query, options.limit);
  context.output.show({
    json: () => page,
    plain: () => page.data.map(plainRow),
    terminal: (style) =>
      page.data.length === 0
        ? ['No jobs. Make an image with: depicta image "a lighthouse at dusk"']
        : [
            ...table(
              [
                { title: 'Created (UTC)' },
                { title: 'Job' },
                { title: 'Status' },
                { title: 'What' },
                { title: 'Held', align: 'right' },
                { title: 'Cost', align: 'right' },
                { title: 'Key' },
              ],
              page.data.map((job) => [
                formatInstant(job.created_at),
                plainText(job.id),
                statusText(job, style),
                whatOf(job),
                formatAmount(job.hold_eur, { precision: 'exact' }),
                costText(job),
                job.api_key === null
                  ? ''
                  : `${plainText(job.api_key.name)} ...${plainText(job.api_key.last4)}`,
              ]),
              style,
            ),
          ],
  });
  noteMoreRows(page, context.output);
}

/** `depicta jobs get`: one job. On a pipe its status alone. */
export async function getJob(context: Context, jobId: string): Promise<void> {
  const connection = await connect(context);
  const job = await read<Job>(connection, `/v1/jobs/${encodeURIComponent(jobId)}`);
  context.output.show({
    json: () => job,
    plain: () => [plainText(job.status)],
    terminal: (style) => [
      ...facts(
        [
          ['Job', plainText(job.id)],
          ['Status', statusText(job, style)],
          ['What', `${plainText(job.kind)}, ${whatOf(job)}`],
          ...(job.prompt === undefined ? [] : [['Prompt', plainText(job.prompt)] as const]),
          ['Created', `${formatInstant(job.created_at)} UTC`],
          ['Ended', job.completed_at === null ? 'not yet' : `${formatInstant(job.completed_at)} UTC`],
          ['Held', formatAmount(job.hold_eur, { precision: 'exact' })],
          ['Cost', costText(job) || 'not known yet'],
          ...(job.error === null ? [] : [['Error', plainText(job.error.message)] as const]),
        ],
        style,
      ),
      ...(job.status === 'failed'
        ? []
        : [style.dim(`Save its picture: depicta jobs wait ${plainText(job.id)}`)]),
    ],
  });
}

/** `depicta jobs wait`: waits for a job to end and saves its picture. */
export async function waitForJob(
  context: Context,
  jobId: string,
  options: DestinationOptions & { timeoutMs: number },
): Promise<void> {
  const { output } = context;
  const destination = await destinationFor(options);
  checkDestination(destination, output);
  const connection = await connect(context);
  const progress = startProgress(output, 'Looking for the job');
  const farewell = () => ['Interrupted.', ...fetchLater(jobId)];
  await interruptible(output, farewell, () =>
    collect(
      { jobId, name: `image-${jobId.replace(/[^\w-]/g, '')}` },
      { connection, output, progress, destination, deadline: deadlineIn(options.timeoutMs) },
    ),
  );
}

function plainRow(job: Job): string {
  const cells = [
    job.id,
    job.status,
    job.kind,
    job.model ?? job.operation,
    job.created_at,
    job.hold_eur,
    job.cost_eur,
  ];
  return cells.map(plainText).join('\t');
}

function whatOf(job: Job): string {
  return plainText(job.model ?? job.operation);
}

function costText(job: Job): string {
  return job.cost_eur === null ? '' : formatAmount(job.cost_eur, { precision: 'exact' });
}

function statusText({ status }: Job, style: Style): string {
  if (status === 'completed') return style.good(status);
  return status === 'failed' ? style.bad(status) : style.warn(plainText(status));
}
