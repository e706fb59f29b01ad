import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { IMAGE_FORMATS, type ImageFormat } from '#lib/contracts/image-choices.ts';
import type { OperationFormat } from '#lib/contracts/operations.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { FileStore } from '#lib/files/file-store.ts';

/** What is known of a stored picture. Its addresses are made when they are asked for. */
export type Picture = {
  width: number;
  height: number;
  formats: Record<ImageFormat, { sizeBytes: number; sha256: string }>;
};

/** What is known of a stored result of an operation: it has one format. */
export type ProcessedPicture = {
  width: number;
  height: number;
  format: OperationFormat;
  sizeBytes: number;
  sha256: string;
};

/** Nobody's picture is larger; what claims to be is no picture of ours. */
const LARGEST_PIXELS = 100_000_000;

/**
 * Stores a picture in its three formats. It is billable once this returns: its bytes decode as an image and can be
 * downloaded. Done again for the same job it replaces the files.
 *
 * @param bytes as the provider made them
 * @throws when they are no image
 */
export async function storePicture(files: FileStore, jobId: Uuid, bytes: Uint8Array): Promise<Picture> {
  // Decoded once, completely: a truncated file fails here and not in the customer's viewer.
  const { data, info } = await sharp(bytes, { limitInputPixels: LARGEST_PIXELS, failOn: 'error' })
    .rotate()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const decoded = () => sharp(data, { raw: { width, height, channels } });
  const isPng = (await sharp(bytes).metadata()).format === 'png';
  const encoded: Record<ImageFormat, () => Promise<Uint8Array>> = {
    png: async () => (isPng ? bytes : decoded().png({ compressionLevel: 6 }).toBuffer()),
    jpeg: () => decoded().flatten({ background: '#ffffff' }).jpeg({ quality: 90 }).toBuffer(),
    webp: () => decoded().webp({ quality: 88, effort: 2 }).toBuffer(),
  };
  const formats = {} as Picture['formats'];
  for (const format of IMAGE_FORMATS) {
    const file = await encoded[format]();
    const sha256 = await files.write(fileKey(jobId, format), file);
    formats[format] = { sizeBytes: file.byteLength, sha256 };
  }
  return { width, height, formats };
}

/** Where a job's file is kept. */
export function fileKey(jobId: Uuid, format: OperationFormat): string {
  return `${filePrefix(jobId)}image.${format}`;
}

/** Everything kept for a job is below this. */
export function filePrefix(jobId: Uuid): string {
  // Two levels, so that no folder holds every job of a year; the random end of the id spreads them.
  return `generations/${createHash('sha256').update(jobId).digest('hex').slice(0, 2)}/${jobId}/`;
}
