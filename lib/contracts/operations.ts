import * as z from 'zod/mini';
import type { Operation } from './operation-choices.ts';
import { atMost, euros, instant, pictureUrl } from './wire.ts';

/** What an operation can store its picture as. */
export const OPERATION_FORMATS = ['png', 'jpeg', 'webp', 'avif', 'tiff', 'gif'] as const;
/** Where a watermark can stand. */
const POSITIONS = [
  'top-left',
  'top',
  'top-right',
  'left',
  'center',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
] as const;

/** The longest side that an operation makes, in pixels: what every format can hold. */
export const LONGEST_SIDE = 16_383;

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });
const between = (from: number, to: number) => {
  const words = `must be between ${from} and ${to}`;
  return z.number().check(z.gte(from, words), z.lte(to, words));
};
const whole = (from: number, to: number) =>
  between(from, to).check(z.multipleOf(1, 'must be a whole number'));
const color = z
  .string()
  .check(
    z.regex(
      /^#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/,
      'must be a color such as #1E90FF or, with an opacity, #1E90FF80',
    ),
  );
const opaqueColor = z
  .string()
  .check(z.regex(/^#[0-9a-fA-F]{6}$/, 'must be a color such as #1E90FF: an opacity means nothing here'));
const quality = whole(1, 100);
const offset = whole(-100_000, 100_000);
const picture = pictureUrl('the https URL of a picture');

const text = z.string().check(
  z.regex(/\S/, 'must not be empty'),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is refused
  z.refine((value) => value.isWellFormed() && !/[\u0000-\u001f]/.test(value), 'must be one line of text'),
  ...atMost(200),
);

/** Refuses an object that has none of the fields. */
const anyOf = <T extends object>(...fields: (keyof T & string)[]) =>
  z.refine<T>(
    (given) => fields.some((field) => given[field] != null),
    `must have at least one of ${fields.join(', ')}`,
  );

const size = z.strictObject({
  width: z.nullish(whole(1, LONGEST_SIDE)),
  height: z.nullish(whole(1, LONGEST_SIDE)),
});
const levels = z.strictObject({
  brightness: z.nullish(between(-1, 1)),
  contrast: z.nullish(between(-1, 1)),
  saturation: z.nullish(between(-1, 1)),
});
const edge = z.nullish(whole(0, LONGEST_SIDE));
const edges = z.strictObject({ top: edge, right: edge, bottom: edge, left: edge, color: z.nullish(color) });

/**
 * The parameters of each of the twenty operations, as `POST /v1/process/{operation}` takes them beside
 * `input_image_url`. A parameter that is null counts as left out. Lengths are pixels of the picture as it is shown.
 */
export const operationParameters = {
  crop: z.strictObject({
    x: whole(0, 100_000),
    y: whole(0, 100_000),
    width: whole(1, 100_000),
    height: whole(1, 100_000),
  }),
  /** One side alone keeps the ratio; both are taken as they are. */
  resize: size.check(anyOf<z.infer<typeof size>>('width', 'height')),
  /** Degrees counter-clockwise. Not expanded, the picture keeps its size and loses its corners. */
  rotate: z.strictObject({
    angle: between(-360, 360),
    expand: z.nullish(z.boolean()),
    fill_color: z.nullish(color),
  }),
  flip: z.strictObject({ direction: oneOf(['horizontal', 'vertical']) }),
  /** Cuts off borders of the first pixel's color; the tolerance is a distance of color values. */
  trim: z.strictObject({ tolerance: z.nullish(whole(0, 255)) }),
  adjust: levels.check(anyOf<z.infer<typeof levels>>('brightness', 'contrast', 'saturation')),
  /** Where the overlay's upper left corner goes; what lies outside of the picture is cut off. */
  overlay: z.strictObject({
    overlay_image_url: picture,
    x: z.nullish(offset),
    y: z.nullish(offset),
    opacity: z.nullish(between(0, 1)),
  }),
  'metadata-strip': z.strictObject({ keep_icc: z.nullish(z.boolean()) }),
  convert: z.strictObject({ format: oneOf(OPERATION_FORMATS), quality: z.nullish(quality) }),
  optimize: z.strictObject({
    quality: z.nullish(quality),
    max_bytes: z.nullish(whole(1_000, 52_428_800)),
  }),
  /** `alpha` cuts the subject out; `mask` is where it stands, white on black. */
  'remove-background': z.strictObject({
    tolerance: z.nullish(whole(0, 255)),
    output: z.nullish(oneOf(['alpha', 'mask'])),
  }),
  pad: edges.check(anyOf<z.infer<typeof edges>>('top', 'right', 'bottom', 'left')),
  border: z.strictObject({ width: whole(1, 4_096), color: z.nullish(color) }),
  blur: z.strictObject({ sigma: between(0.3, 100) }),
  sharpen: z.strictObject({ sigma: z.nullish(between(0.3, 10)) }),
  grayscale: z.strictObject({}),
  tint: z.strictObject({ color: opaqueColor }),
  'round-corners': z.strictObject({ radius: whole(1, LONGEST_SIDE) }),
  /** The size is the height of the letters' line in pixels. */
  watermark: z.strictObject({
    text,
    position: z.nullish(oneOf(POSITIONS)),
    opacity: z.nullish(between(0, 1)),
    size: z.nullish(whole(6, 2_000)),
  }),
  /** `smart` keeps what draws the eye, `center` the middle, `none` the whole picture within the square. */
  thumbnail: z.strictObject({
    size: whole(1, 2_048),
    crop: z.nullish(oneOf(['smart', 'center', 'none'])),
  }),
} as const satisfies Record<Operation, z.core.$ZodType>;

/** The parameters of one operation, read. */
export type Parameters<O extends Operation> = z.infer<(typeof operationParameters)[O]>;
export type OperationFormat = (typeof OPERATION_FORMATS)[number];
export type Position = (typeof POSITIONS)[number];

/** The body of `POST /v1/process/{operation}`: the picture's address and the operation's parameters. */
export function operationRequest(operation: Operation) {
  return z.safeExtend(operationParameters[operation] as typeof operationParameters.grayscale, {
    input_image_url: picture,
  });
}

/** The 200 of an operation, recorded once: asked for again, it is the same. */
export const operationResult = z.object({
  id: z.string(),
  operation: z.string(),
  image_url: z.string(),
  content_type: z.string(),
  size_bytes: z.number(),
  width: z.number(),
  height: z.number(),
  expires_at: instant,
  cost_eur: euros,
  balance_eur: euros,
});

export type OperationResult = z.infer<typeof operationResult>;

/** The 200 of `POST /v1/upload`: the URL serves as `input_image_url` until it expires. */
export const uploadResult = z.object({
  id: z.string(),
  url: z.string(),
  expires_at: instant,
  width: z.number(),
  height: z.number(),
  format: z.enum(OPERATION_FORMATS),
});

export type UploadResult = z.infer<typeof uploadResult>;
