import sharp, { type Sharp } from 'sharp';
import { LARGEST_RESULT_BYTES, type Operation } from '#lib/contracts/operation-choices.ts';
import type { OperationFormat, Parameters } from '#lib/contracts/operations.ts';
import { removeBackground } from './background/remove.ts';
import { encoded, withAlpha } from './encode.ts';
import { border, crop, flip, pad, resize, rotate, roundCorners, thumbnail, trim } from './geometry.ts';
import { overlay, watermark } from './layers.ts';
import { optimize } from './optimize.ts';
import { open, type Source, unusable, whole } from './source.ts';
import { adjust, blur, grayscale, sharpen, tint } from './tone.ts';

/** One operation with its parameters. */
type Request = { [O in Operation]: { operation: O; parameters: Parameters<O> } }[Operation];

/** What an operation made. */
export type Processed = { bytes: Uint8Array; format: OperationFormat; width: number; height: number };

/** The pictures that an operation works on. */
export type Inputs = {
  image: Uint8Array;
  /** Of `overlay` alone. */
  overlay: Uint8Array | undefined;
};

/**
 * Does one of the operations. The result has the format of its input, or PNG where that cannot hold what is see-through
 * now; what the file told beside its pixels (the camera's notes, a place) stays, but for `metadata-strip`.
 *
 * @param parameters as the contract of this operation has read them
 * @param mostBytes what is larger is refused
 * @returns the file, which has been decoded to its end on the way
 * @throws {DepictaError} `validation_error` that names the parameter and the rule
 */
export async function process(
  operation: Operation,
  parameters: Readonly<Record<string, unknown>>,
  inputs: Inputs,
  mostBytes = LARGEST_RESULT_BYTES,
): Promise<Processed> {
  const source = await open(inputs.image);
  const { bytes, format } = await done({ operation, parameters } as Request, source, inputs);
  if (bytes.byteLength > mostBytes)
    throw unusable(
      'input_image_url',
      `would become a ${format} file of ${inMegabytes(bytes.byteLength)} MB, and at most ${inMegabytes(mostBytes)} MB are given back: make it smaller, or convert it to jpeg, webp or avif first`,
    );
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
  return { bytes, format, width, height };
}

function inMegabytes(bytes: number): string {
  return (bytes / 1_048_576).toLocaleString('en', { maximumFractionDigits: 1 });
}

async function done(
  request: Request,
  source: Source,
  inputs: Inputs,
): Promise<{ bytes: Uint8Array; format: OperationFormat }> {
  switch (request.operation) {
    case 'crop':
      return kept(crop(source, request.parameters), source);
    case 'resize':
      return kept(resize(source, request.parameters), source);
    case 'rotate':
      return kept(await rotate(source, request.parameters), source, request.parameters.fill_color);
    case 'flip':
      return kept(flip(source, request.parameters), source);
    case 'trim':
      return kept(trim(source, request.parameters), source);
    case 'pad':
      return kept(pad(source, request.parameters), source, request.parameters.color);
    case 'border':
      return kept(border(source, request.parameters), source, request.parameters.color);
    case 'thumbnail':
      return kept(thumbnail(source, request.parameters), source);
    case 'round-corners':
      return stored(roundCorners(source, request.parameters), withAlpha(source.format));
    case 'adjust':
      return kept(adjust(source, request.parameters), source);
    case 'blur':
      return kept(blur(source, request.parameters), source);
    case 'sharpen':
      return kept(sharpen(source, request.parameters), source);
    case 'grayscale':
      return kept(grayscale(source), source);
    case 'tint':
      return kept(tint(source, request.parameters), source);
    case 'overlay': {
      const over = await open(inputs.overlay ?? new Uint8Array(), 'overlay_image_url');
      return kept(await overlay(source, over, request.parameters), source);
    }
    case 'watermark':
      return kept(await watermark(source, request.parameters), source);
    case 'convert': {
      const { format, quality } = request.parameters;
      return stored(source.pixels(), format, quality ?? undefined);
    }
    case 'optimize':
      return { bytes: await optimize(source, request.parameters), format: source.format };
    case 'remove-background':
      return stored(await removeBackground(source, request.parameters), withAlpha(source.format));
    case 'metadata-strip': {
      const bare = source.pixels();
      if (request.parameters.keep_icc ?? true) bare.keepIccProfile();
      return { bytes: await whole(encoded(bare, source.format)), format: source.format };
    }
  }
}

/** Stores it in the format it came in, or one that can hold the see-through color that was asked for. */
function kept(image: Sharp, { format }: Source, color?: string | null) {
  const isSeeThrough = /^#.{6}(?!ff$)/i.test(color ?? '') && color?.length === 9;
  return stored(image, isSeeThrough ? withAlpha(format) : format);
}

async function stored(image: Sharp, format: OperationFormat, quality?: number) {
  return { bytes: await whole(encoded(image.keepExif().keepXmp(), format, quality)), format };
}
