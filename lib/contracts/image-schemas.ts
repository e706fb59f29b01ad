import * as z from 'zod/mini';
import { ASPECT_RATIOS, IMAGE_SIZES, TIERS } from './image-choices.ts';

const oneOf = (values: readonly string[]) => ({ error: `must be one of ${values.join(', ')}` });

export const aspectRatio = z.enum(ASPECT_RATIOS, oneOf(ASPECT_RATIOS));
export const imageSize = z.enum(IMAGE_SIZES, oneOf(IMAGE_SIZES));
export const tier = z.enum(TIERS);
