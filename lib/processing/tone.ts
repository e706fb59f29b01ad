import type { Sharp } from 'sharp';
import type { Parameters } from '#lib/contracts/operations.ts';
import type { Source } from './source.ts';

/** The middle of a channel's values: contrast spreads them from here. */
const MIDDLE = 127.5;

/** Changes brightness, contrast and saturation: -1 takes all of it away, 0 changes nothing, 1 doubles it. */
export function adjust(source: Source, parameters: Parameters<'adjust'>): Sharp {
  const { brightness, contrast, saturation } = parameters;
  const light = 1 + (brightness ?? 0);
  const spread = 1 + (contrast ?? 0);
  const colored = source.pixels().toColourspace('srgb');
  if ((saturation ?? 0) !== 0) colored.modulate({ saturation: 1 + (saturation ?? 0) });
  return colored.linear(light * spread, MIDDLE * (1 - spread));
}

/** Blurs it as a lens would. */
export function blur(source: Source, { sigma }: Parameters<'blur'>): Sharp {
  return source.pixels().blur(sigma);
}

/** Sharpens its edges. */
export function sharpen(source: Source, { sigma }: Parameters<'sharpen'>): Sharp {
  return source.pixels().sharpen({ sigma: sigma ?? 1 });
}

/** Takes the color away. */
export function grayscale(source: Source): Sharp {
  return source.pixels().grayscale();
}

/** Colors it, light and shade kept. */
export function tint(source: Source, { color }: Parameters<'tint'>): Sharp {
  return source.pixels().tint(color);
}
