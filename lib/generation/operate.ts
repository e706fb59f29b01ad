import { DepictaError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import type { FileStore } from '#lib/files/file-store.ts';
import type { Credits } from '#lib/money/credits.ts';
import { type Failure, NOT_CHARGED } from './finish.ts';
import { fileKey, type ProcessedPicture } from './pictures.ts';
import type { Operator } from './port.ts';
import type { OperationJob } from './store.ts';

/** What working on a job came to. */
type Operated = { picture: ProcessedPicture; costMicros: Credits } | { failure: Failure };

/**
 * Does the operation of one job and stores its file. What it costs is what was held: the flat price.
 *
 * A picture or a parameter that cannot be used ends the job with the reason, at no cost.
 *
 * @param stop when the process is to stop: the work is dropped and left to another worker
 * @throws what is not the customer's to mend: the queue tries again later
 */
export async function operate(
  { operator, files, timeoutMs }: { operator: Operator; files: FileStore; timeoutMs: number },
  job: OperationJob,
  stop: AbortSignal,
): Promise<Operated> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const { operation, inputImageUrl, parameters } = job.request;
  try {
    const image = await operator.pictureAt(inputImageUrl, 'input_image_url');
    const overlayUrl = parameters.overlay_image_url;
    const overlay =
      typeof overlayUrl === 'string' ? await operator.pictureAt(overlayUrl, 'overlay_image_url') : undefined;
    const signal = AbortSignal.any([stop, timeout]);
    const inputs = { image, overlay };
    const { bytes, format, width, height } = await operator.process(operation, parameters, inputs, signal);
    const sha256 = await files.write(fileKey(job.id, format), bytes);
    const picture = { width, height, format, sizeBytes: bytes.byteLength, sha256 };
    return { picture, costMicros: job.holdMicros };
  } catch (error) {
    // Stopping is no failure of the picture: the queue gives it to another worker.
    stop.throwIfAborted();
    const refusal = timeout.aborted ? tooSlow(timeoutMs) : error;
    if (!(refusal instanceof DepictaError)) throw error;
    log.info({ jobId: job.id, operation, code: refusal.code }, 'the operation was refused');
    const { code, message } = refusal;
    return { failure: { code, message: `${message} ${NOT_CHARGED}`, reason: 'rejected' } };
  }
}

function tooSlow(timeoutMs: number): DepictaError {
  const message = `takes longer than ${timeoutMs / 1000} seconds: make the picture smaller first`;
  return new DepictaError('validation_error', `input_image_url ${message}.`);
}
