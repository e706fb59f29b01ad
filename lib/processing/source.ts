import { open as openFile } from 'node:fs/promises';
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { OperationFormat } from '#lib/contracts/operations.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { imageTypeOf, TYPE_BYTES } from '#lib/files/image-type.ts';

/** No picture that is read or made has more pixels. */
export const MOST_PIXELS = 100_000_000;

/** Gray, and with 16 bits a channel: as libvips calls them. */
const OTHER_SPACES: ReadonlySet<string> = new Set(['b-w', 'grey16', 'rgb16']);

/** What a picture is, and how large. */
export type Header = {
  format: OperationFormat;
  /** As it is shown: an orientation from the camera has been applied. */
  width: number;
  height: number;
};

/** A picture that was opened and not yet decoded. */
export type Source = Header & {
  bytes: Uint8Array;
  /** Whether the camera turned it, so that `bytes` are not the picture as it is shown. */
  isTurned: boolean;
  /** Begins to work on it: upright, in sRGB. Of an animation or of several pages it is the first. */
  pixels: () => Sharp;
};

/**
 * Opens a picture: what it is by its first bytes, how large by its header, refused before a pixel of a picture that is
 * too large is decoded.
 *
 * @param bytes of a PNG, JPEG, WebP, AVIF, GIF or TIFF file
 * @param field the parameter that named it, for the error
 * @throws {DepictaError} `validation_error`
 */
export async function open(bytes: Uint8Array, field = 'input_image_url'): Promise<Source> {
  const { metadata, ...header } = await headerOf(bytes, bytes.subarray(0, TYPE_BYTES), field);
  // Colors are painted onto grays, and 16 bits are reckoned with as 8: both are brought to sRGB before anything is done.
  const isOdd = OTHER_SPACES.has(metadata.space);
  const read = (input: Uint8Array) => {
    const image = sharp(input, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 });
    return isOdd ? image.pipelineColourspace('srgb') : image;
  };
  // Turned upright once, losslessly, so that every operation may count on it.
  const isTurned = (metadata.orientation ?? 1) > 1;
  const upright = isTurned
    ? await whole(read(bytes).autoOrient().keepMetadata().png({ compressionLevel: 0 }), field)
    : bytes;
  return { bytes, isTurned, ...header, pixels: () => read(upright) };
}

/**
 * Looks at the header of a picture in a file. A decoder may read all of it for that (of a GIF, every frame): strangers' files are
 * looked at apart (`apart/inspection.ts`).
 *
 * @param field the parameter that it came in, for the error
 * @throws {DepictaError} `validation_error`
 */
export async function inspect(path: string, field: string): Promise<Header> {
  const file = await openFile(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(TYPE_BYTES), 0, TYPE_BYTES);
    const { format, width, height } = await headerOf(path, buffer.subarray(0, bytesRead), field);
    return { format, width, height };
  } finally {
    await file.close();
  }
}

/**
 * Does what is asked of a picture and gives its bytes.
 *
 * @throws {DepictaError} `validation_error` when the picture cannot be decoded to its end, or has a side too long for its
 *   format
 */
export async function whole(image: Sharp, field = 'input_image_url'): Promise<Buffer> {
  try {
    return await image.toBuffer();
  } catch (error) {
    throw unusable(field, reasonOf(error), error);
  }
}

function reasonOf(error: unknown): string {
  const { message } = error as Error;
  const [, format] = /too large for the (\w+) format/i.exec(message) ?? [];
  if (format !== undefined)
    return `has a side that is too long for ${format}: resize it first, or convert it to png`;
  return 'cannot be read to its end: the file is damaged, or not what it says';
}

/** A refusal that names the parameter and the rule. */
export function unusable(field: string, message: string, cause?: unknown): DepictaError {
  return new DepictaError('validation_error', `${field} ${message}.`, {
    details: { fields: [{ field, message }] },
    cause,
  });
}

async function headerOf(picture: Uint8Array | string, begins: Uint8Array, field: string) {
  const format = imageTypeOf(begins);
  if (format === undefined) throw unusable(field, 'is not a PNG, JPEG, WebP, AVIF, GIF or TIFF picture');
  const metadata = await metadataOf(picture, field);
  const { width, height } = metadata.autoOrient;
  if (width * height > MOST_PIXELS)
    throw unusable(field, `has ${width} x ${height} pixels; at most 100 megapixels can be processed`);
  return { format, width, height, metadata };
}

async function metadataOf(picture: Uint8Array | string, field: string): Promise<Metadata> {
  try {
    // The header alone: no limit here, so that what is too large can be told from what is damaged.
    return await sharp(picture, { limitInputPixels: false, pages: 1 }).metadata();
  } catch (error) {
    throw unusable(field, 'cannot be read: the file is damaged, or not what it says', error);
  }
}
