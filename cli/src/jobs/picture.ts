import type { GenerationResult, Job, OperationResult } from '../api/shapes.ts';
import { Failure, unexpected } from '../failure.ts';

/** A picture to download, whatever made it. */
export type Picture = {
  url: string;
  /** File name ending without the dot. */
  extension: string;
  /** SHA-256 in hex; operations give none. */
  hash: string | undefined;
  sizeBytes: number;
  width: number;
  height: number;
  expiresAt: string | undefined;
};

export const FORMATS = ['png', 'jpeg', 'webp'] as const;
export type Format = (typeof FORMATS)[number];

export type Result = GenerationResult | OperationResult;

/**
 * The picture in the result of a job.
 *
 * @param format which of a generation's files; an operation has just one
 * @throws {Failure} when that file is not there
 */
export function pictureIn(result: Result, format: Format): Picture {
  return 'formats' in result ? generated(result, format) : processed(result);
}

/** The result of a completed job. @throws {Failure} when the API sent none */
export function resultOf(job: Job): Result {
  if (job.result === null || typeof job.result !== 'object') {
    throw new Failure(
      'gone',
      'The job is completed, but its picture is no longer there: it is kept for one hour.',
    );
  }
  return job.result;
}

/** How a format is written at the end of a file's name. */
export function extensionOf(format: Format): string {
  return format === 'jpeg' ? 'jpg' : format;
}

function generated({ formats }: GenerationResult, format: Format): Picture {
  const file = formats[format];
  if (file === undefined) {
    throw new Failure(
      'format_missing',
      `There is no ${format} of this image, only ${Object.keys(formats).join(', ')}.`,
    );
  }
  if (typeof file.url !== 'string' || typeof file.hash !== 'string' || !/^[0-9a-f]{64}$/i.test(file.hash)) {
    throw unexpected('The API gave no address or no SHA-256 hash for the image.');
  }
  return {
    url: file.url,
    extension: extensionOf(format),
    hash: file.hash,
    sizeBytes: file.size_bytes,
    width: file.width,
    height: file.height,
    expiresAt: file.expires_at,
  };
}

function processed(result: OperationResult): Picture {
  if (typeof result.image_url !== 'string') throw unexpected('The API gave no address for the picture.');
  const subtype = /^image\/([a-z0-9]+)/.exec(result.content_type)?.[1] ?? 'png';
  return {
    url: result.image_url,
    extension: subtype === 'jpeg' ? 'jpg' : subtype,
    hash: undefined,
    sizeBytes: result.size_bytes,
    width: result.width,
    height: result.height,
    expiresAt: result.expires_at,
  };
}
