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

export type AspectRatio = (typeof ASPECT_RATIOS)[number];
export type ImageSize = (typeof IMAGE_SIZES)[number];
export type Tier = (typeof TIERS)[number];
export type ImageFormat = (typeof IMAGE_FORMATS)[number];
