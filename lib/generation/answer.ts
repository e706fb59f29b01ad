import type { ImageFile, ImageResult, JobAccepted } from '#lib/contracts/image.ts';
import type { ImageFormat } from '#lib/contracts/image-choices.ts';
import type { Job } from '#lib/contracts/job.ts';
import type { OperationResult } from '#lib/contracts/operations.ts';
import { DepictaError, invariant } from '#lib/core/errors.ts';
import { signedUrl } from '#lib/files/signed-url.ts';
import { type Credits, toWire } from '#lib/money/credits.ts';
import { NOT_CHARGED } from './finish.ts';
import { fileKey } from './pictures.ts';
import type { GenerationJob, JobRow, OperationJob } from './store.ts';

/** What the addresses in an answer are made with. */
export type Addresses = { appUrl: string; filesSecret: string };

/** The 200 of a completed generation, from what was recorded: each time the same. */
function toImageResult(job: GenerationJob, addresses: Addresses): ImageResult {
  const { picture, filesExpireAt, costMicros } = job;
  invariant(picture && filesExpireAt && costMicros !== null, `job ${job.id} is completed without a picture`);
  const file = (format: ImageFormat): ImageFile => ({
    url: signedUrl(
      { key: fileKey(job.id, format), expiresAt: filesExpireAt },
      { base: addresses.appUrl, secret: addresses.filesSecret },
    ),
    format,
    size_bytes: picture.formats[format].sizeBytes,
    width: picture.width,
    height: picture.height,
    hash: picture.formats[format].sha256,
    expires_at: filesExpireAt.toISOString(),
  });
  return {
    id: job.id,
    ai_generated: true,
    model: job.subject,
    formats: { png: file('png'), jpeg: file('jpeg'), webp: file('webp') },
    cost_eur: toWire(costMicros),
    balance_eur: toWire(job.balanceMicros),
    image_hash: picture.formats.png.sha256,
  };
}

/** The 200 of a completed operation, from what was recorded: each time the same. */
function toOperationResult(job: OperationJob, addresses: Addresses): OperationResult {
  const { picture, filesExpireAt, costMicros } = job;
  invariant(picture && filesExpireAt && costMicros !== null, `job ${job.id} is completed without a picture`);
  const access = { key: fileKey(job.id, picture.format), expiresAt: filesExpireAt };
  return {
    id: job.id,
    operation: job.subject,
    image_url: signedUrl(access, { base: addresses.appUrl, secret: addresses.filesSecret }),
    content_type: `image/${picture.format}`,
    size_bytes: picture.sizeBytes,
    width: picture.width,
    height: picture.height,
    expires_at: filesExpireAt.toISOString(),
    cost_eur: toWire(costMicros),
    balance_eur: toWire(job.balanceMicros),
  };
}

/** The 200 of a completed job. */
export function toResult(job: JobRow, addresses: Addresses): ImageResult | OperationResult {
  return job.kind === 'generation' ? toImageResult(job, addresses) : toOperationResult(job, addresses);
}

/** What a job is for, by the name that its kind has on the wire. */
function subjectOf({ kind, subject }: Pick<JobRow, 'kind' | 'subject'>) {
  return kind === 'generation' ? { model: subject } : { operation: subject };
}

/** A job that is accepted and not over: what its 202 tells. */
export type UnderWay = Pick<JobRow, 'id' | 'status' | 'kind' | 'subject' | 'holdMicros' | 'balanceMicros'>;

/** The 202 of a job that is not waited for. */
export function toAccepted(job: UnderWay, addresses: Addresses): JobAccepted {
  return {
    job_id: job.id,
    poll_url: new URL(`/v1/jobs/${job.id}`, addresses.appUrl).href,
    status: job.status,
    ...subjectOf(job),
    hold_eur: toWire(job.holdMicros),
    balance_eur: toWire(job.balanceMicros),
  };
}

/**
 * A failed job as an error: nothing was charged for it. The refusal of an operation begins with the parameter's name,
 * and its details name it as those of every other wrong field do.
 *
 * @param isRepeat the request came before, and this is its answer
 */
export function toFailure(job: JobRow, { isRepeat }: { isRepeat: boolean }): DepictaError {
  invariant(job.error, `job ${job.id} has failed without an error`);
  return new DepictaError(job.error.code, job.error.message, {
    details: {
      ...(job.error.code === 'validation_error' && { fields: [fieldOf(job.error.message)] }),
      job_id: job.id,
      cost_eur: toWire(job.costMicros!),
      balance_eur: toWire(job.balanceMicros),
    },
    isReplay: isRepeat,
  });
}

function fieldOf(message: string): { field: string; message: string } {
  const [field = '', ...words] = message.replace(` ${NOT_CHARGED}`, '').split(' ');
  return { field, message: words.join(' ') };
}

/**
 * A job as the API shows it.
 *
 * @param availableMicros the present balance, which stands in while a job is not over and has none of its own
 */
export function toJob(job: JobRow, availableMicros: Credits, addresses: Addresses): Job {
  const isOver = job.status === 'completed' || job.status === 'failed';
  return {
    id: job.id,
    kind: job.kind,
    status: job.status,
    ...subjectOf(job),
    ...(job.kind === 'generation' && { prompt: job.request.prompt }),
    created_at: job.createdAt.toISOString(),
    completed_at: job.completedAt?.toISOString() ?? null,
    hold_eur: toWire(job.holdMicros),
    cost_eur: job.costMicros === null ? null : toWire(job.costMicros),
    balance_eur: toWire(isOver ? job.balanceMicros : availableMicros),
    price_version: job.priceVersion,
    api_key: job.apiKey,
    error: job.error && { error: job.error.code, message: job.error.message },
    result: job.status === 'completed' ? toResult(job, addresses) : null,
  };
}
