import * as z from 'zod/mini';

/** The ten aspect ratios, width first. */
export const ASPECT_RATIOS = [
  '1:1',
  '2:3',
  '3:2',
  '3:4',
  '4:3',
  '4:5',
  '5:4',
  '9:16',
  '16:9',
  '21:9',
] as const;
/** The picture sizes, smallest first: about 1, 2 and 4 thousand pixels on the long edge. */
export const IMAGE_SIZES = ['1K', '2K', '4K'] as const;
/** The classes of models, cheapest first. */
export const TIERS = ['budget', 'standard', 'premium'] as const;
/** What each picture is delivered as. */
export const IMAGE_FORMATS = ['png', 'jpeg', 'webp'] as const;

const oneOf = (values: readonly string[]) => ({ error: `must be one of ${values.join(', ')}` });

export const aspectRatio = z.enum(ASPECT_RATIOS, oneOf(ASPECT_RATIOS));
export const imageSize = z.enum(IMAGE_SIZES, oneOf(IMAGE_SIZES));
export const tier = z.enum(TIERS);

export type AspectRatio = z.infer<typeof aspectRatio>;
export type ImageSize = z.infer<typeof imageSize>;
export type Tier = z.infer<typeof tier>;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];
