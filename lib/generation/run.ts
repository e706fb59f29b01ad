import { setTimeout as sleep } from 'node:timers/promises';
import { type GenerateImageResult, generateImage } from 'ai';
import { now } from '#lib/core/clock.ts';
import { invariant } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import type { Database } from '#lib/db/client.ts';
import type { FileStore } from '#lib/files/file-store.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import type { Credits } from '#lib/money/credits.ts';
import type { BookModel } from '#lib/pricing/book.ts';
import { costOfWork, findModel } from '#lib/pricing/quote.ts';
import { HOLD_LIFETIME_MS } from './admit.ts';
import { type Failure, type Finishing, NOT_CHARGED } from './finish.ts';
import { type Drawn, drawnBefore, noteDrawn, noteOrdered, orderedBefore } from './notes.ts';
import { operate } from './operate.ts';
import { storePicture } from './pictures.ts';
import type { Commission, ImageProvider, Operator } from './port.ts';
import { ProviderFailedError } from './providers/errors.ts';
import { fetchReferences } from './references.ts';
import { type GenerationJob, type JobRow, startJob } from './store.ts';

/** What a worker works with. */
export type Workshop = {
  db: Pick<Database, 'pool'>;
  files: FileStore;
  finishing: Finishing;
  /** The makers of pictures, by the names that the price book knows them by. */
  providers: Readonly<Record<string, ImageProvider>>;
  operator: Operator;
  /** How long one job may take, the provider's retries included. */
  timeoutMs: number;
  /** How often a worker says that it is alive by putting off the hold of what it works on. */
  heartbeatMs: number;
};

export const GENERATION_TIMEOUT_MS = 120_000;
export const HEARTBEAT_MS = 60_000;

/**
 * How long after its request a job may be begun. Its hold was given up long before where anybody swept; and totals by the day
 * count on it that no job takes a day.
 */
const LATEST_BEGIN_MS = 12 * 60 * 60_000;
/** How often a job is begun before it is given up: a picture that kills its worker must not do so for ever. */
const ATTEMPTS = 5;
/** How often a provider is asked again after an error that may pass. */
const PROVIDER_RETRIES = 2;
const FIRST_PAUSE_MS = 500;

/**
 * Makes the picture of one job, drawn or processed, and ends it. No database transaction is open while the provider works.
 *
 * It may be run again at any time, also beside itself: files are kept by the job's id and replaced whole, and the end
 * of a job happens once. A worker that is killed leaves the job as it is, for the next one to begin anew.
 *
 * @param stop when the process is to stop: the work is dropped and left to another worker
 * @throws what is neither the provider's failure nor the picture's: the queue tries again later
 */
export async function runJob(workshop: Workshop, jobId: Uuid, stop: AbortSignal): Promise<void> {
  const { db, finishing } = workshop;
  const job = await startJob(db.pool, jobId, now());
  if (job === undefined) return;
  // It may have waited long for its turn: from here on it is worked on.
  await extendHold(db, job);
  const heartbeat = setInterval(() => void extendHold(db, job), workshop.heartbeatMs);
  try {
    const { customerId, holdMicros } = job;
    const work = await workOn(workshop, job, stop);
    await finishing.finish({ jobId, customerId, ...('failure' in work ? work : { holdMicros, ...work }) });
  } finally {
    clearInterval(heartbeat);
  }
}

async function workOn(workshop: Workshop, job: JobRow, stop: AbortSignal) {
  const { files } = workshop;
  if (now().getTime() - job.createdAt.getTime() > LATEST_BEGIN_MS)
    return { failure: failed('The picture was not made in time.') };
  const before = job.attempts > 1 ? await drawnBefore(files, job.id) : undefined;
  if (before !== undefined) return before;
  if (job.attempts > ATTEMPTS) return { failure: failed('The picture could not be made.') };
  if (job.kind === 'operation') return await operate(workshop, job, stop);
  const drawn = await draw(workshop, job, stop);
  await noteDrawn(files, job.id, drawn);
  return drawn;
}

async function draw(workshop: Workshop, job: GenerationJob, stop: AbortSignal): Promise<Drawn> {
  const model = findModel(job.subject);
  const provider = model && workshop.providers[model.provider];
  invariant(model && provider, `nobody makes pictures of ${job.subject}`);
  const timeout = AbortSignal.timeout(workshop.timeoutMs);
  const signal = AbortSignal.any([stop, timeout]);
  if (!provider.isRepeatable && (await wasOrdered(workshop, job)))
    return { failure: failed('The picture could not be made.') };
  const shown = await fetchReferences(workshop.operator, job, signal).catch((error: unknown) => {
    stop.throwIfAborted();
    if (timeout.aborted) return { failure: failed('The picture took too long.') };
    throw error;
  });
  if ('failure' in shown) return shown;
  if (!provider.isRepeatable) await noteOrdered(workshop.files, job.id, now());
  let bytes: Uint8Array;
  let costMicros: Credits;
  try {
    const result = await asked(provider, model, job, shown.images, signal);
    bytes = result.image.uint8Array;
    costMicros = costOfWork(job.microsPerThousandUnits, provider.workUnits(result));
  } catch (error) {
    // Stopping is no failure of the picture: the queue gives it to another worker.
    stop.throwIfAborted();
    return { failure: failureOf(error, provider, job, timeout) };
  }
  try {
    return { picture: await storePicture(workshop.files, job.id, bytes), costMicros };
  } catch (error) {
    // A full disk is ours to repair and worth another try; bytes that are no picture are the provider's failure.
    if (isFileSystemError(error)) throw error;
    log.warn({ jobId: job.id, model: model.id, ...facts(error) }, 'what the provider made is no picture');
    return { failure: failed('The picture came out damaged.') };
  }
}

/**
 * Whether an earlier attempt ordered the picture and is gone. Nobody knows with what outcome: it is not paid for a second time.
 *
 * @throws while that attempt may be alive: this one ends, and the next looks again
 */
async function wasOrdered({ files, timeoutMs }: Workshop, { id, attempts }: GenerationJob): Promise<boolean> {
  const at = attempts > 1 ? await orderedBefore(files, id) : undefined;
  if (at === undefined) return false;
  // Half as long again: what came in time has to be stored.
  if (now().getTime() < at.getTime() + 1.5 * timeoutMs)
    throw new Error('the picture was ordered, and may be on its way');
  return true;
}

/** Asks the provider, and asks again, within limits, after an error that may pass. */
async function asked(
  provider: ImageProvider,
  model: BookModel,
  { id: jobId, request }: GenerationJob,
  images: Uint8Array[],
  signal: AbortSignal,
): Promise<GenerateImageResult> {
  const { prompt, imageSize, aspectRatio, strictness, references = [] } = request;
  const descriptions = references.map(({ description }) => description);
  const { width, height } = provider.pixels(imageSize, aspectRatio);
  const commission: Commission = { jobId, imageSize, strictness, descriptions };
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await generateImage({
        model: provider.model(model.id),
        prompt: images.length > 0 ? { text: prompt, images } : prompt,
        size: `${width}x${height}`,
        aspectRatio: aspectRatio as `${number}:${number}`,
        // Errors of HTTP providers are classified, and repeated, by the AI SDK.
        maxRetries: PROVIDER_RETRIES,
        abortSignal: signal,
        providerOptions: { [model.provider]: commission },
      });
    } catch (error) {
      const mayPass = error instanceof ProviderFailedError && error.retryable;
      if (!mayPass || attempt === PROVIDER_RETRIES) throw error;
      await sleep(FIRST_PAUSE_MS * 2 ** attempt, undefined, { signal });
    }
  }
}

function failureOf(error: unknown, provider: ImageProvider, job: JobRow, timeout: AbortSignal): Failure {
  if (provider.isRejection(error)) {
    return {
      code: 'content_rejected',
      message: `The prompt was refused by content moderation. ${NOT_CHARGED}`,
      reason: 'rejected',
    };
  }
  log.warn({ jobId: job.id, model: job.subject, ...facts(error) }, 'the provider failed');
  return failed(timeout.aborted ? 'The picture took too long.' : 'The picture could not be made.');
}

const failed = (what: string): Failure => ({
  code: 'provider_failed',
  message: `${what} ${NOT_CHARGED}`,
  reason: 'failed',
});

async function extendHold({ pool }: Pick<Database, 'pool'>, job: JobRow): Promise<void> {
  const at = now();
  const expiresAt = new Date(at.getTime() + HOLD_LIFETIME_MS);
  try {
    await post(onPool(pool), at, [{ op: 'extend', customerId: job.customerId, holdId: job.id, expiresAt }]);
  } catch (error) {
    // The next heartbeat tries again, long before the hold runs out.
    log.warn({ jobId: job.id, err: error }, 'the hold could not be put off');
  }
}

/** What is logged of a provider's error: the error itself may carry the request, and so the customer's words. */
function facts(error: unknown): Record<string, unknown> {
  const { name, message, statusCode } = error as { name?: string; message?: string; statusCode?: number };
  return { error: name, reason: message?.slice(0, 200), statusCode };
}

function isFileSystemError(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === 'string';
}
