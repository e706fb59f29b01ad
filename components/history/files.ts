import type { Job } from '#lib/contracts/job.ts';

/** A file of a job as the pages show it. */
export type JobFile = {
  url: string;
  format: string;
  sizeBytes: number;
  width: number;
  height: number;
  expiresAt: string;
};

/** The files of a job's result: three of a generation, one of an operation. */
export function filesOf(result: NonNullable<Job['result']>): readonly JobFile[] {
  if ('formats' in result) {
    const { png, jpeg, webp } = result.formats;
    return [png, jpeg, webp].map(
      ({ url, format, size_bytes: sizeBytes, width, height, expires_at: expiresAt }) => ({
        ...{ url, format, sizeBytes, width, height, expiresAt },
      }),
    );
  }
  const {
    image_url: url,
    content_type: type,
    size_bytes: sizeBytes,
    width,
    height,
    expires_at: expiresAt,
  } = result;
  return [{ url, format: type.replace('image/', ''), sizeBytes, width, height, expiresAt }];
}

/** The file to look at on a page: the smallest, or undefined where a browser shows none of them. */
export function shownOf(files: readonly JobFile[]): JobFile | undefined {
  return files.find(({ format }) => format === 'webp') ?? files.find(({ format }) => format !== 'tiff');
}
