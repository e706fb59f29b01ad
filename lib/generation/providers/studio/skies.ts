import type { TimeOfDay } from './grammar/scene.ts';
import { type Rgb, rgb } from './paint/colour.ts';

/** A sky from its top to the horizon, and the light that goes with it. */
export type Sky = {
  /** Four colours, from the top of the sky down to the horizon. */
  readonly colours: readonly [Rgb, Rgb, Rgb, Rgb];
  /** The sun or the moon itself. */
  readonly disc: Rgb;
  /** Linear light from the sun or moon. */
  readonly key: Rgb;
  /** Linear light from the whole sky; it fills the shadows. */
  readonly ambient: Rgb;
};

const sky = (
  colours: readonly [string, string, string, string],
  disc: string,
  key: Rgb,
  ambient: Rgb,
): Sky => ({
  colours: [rgb(colours[0]), rgb(colours[1]), rgb(colours[2]), rgb(colours[3])],
  disc: rgb(disc),
  key,
  ambient,
});

/** The skies to choose from at each time of day. */
export const SKIES: Readonly<Record<TimeOfDay, readonly Sky[]>> = {
  dawn: [
    sky(['#4b5c93', '#8d86b8', '#e0a9ae', '#fcd9b0'], '#fff1cf', [0.95, 0.72, 0.58], [0.34, 0.36, 0.46]),
    sky(['#5079a3', '#9cb4cc', '#efcfbf', '#fde3b8'], '#fff6dc', [0.98, 0.8, 0.62], [0.36, 0.4, 0.48]),
    sky(['#3f4a7d', '#7c6d9f', '#d08c9d', '#f8c5a0'], '#ffe6bf', [0.95, 0.66, 0.55], [0.32, 0.32, 0.44]),
  ],
  day: [
    sky(['#2d72bd', '#5b9dd9', '#a3cdea', '#e6f0ee'], '#fffbe8', [0.86, 0.81, 0.7], [0.34, 0.4, 0.48]),
    sky(['#3a8ac6', '#73b6de', '#b9dfee', '#f7efd9'], '#fff8dd', [0.9, 0.82, 0.66], [0.34, 0.4, 0.46]),
    sky(['#1f7fa6', '#54aabf', '#a6d8d6', '#eef2de'], '#fffbe4', [0.88, 0.83, 0.68], [0.32, 0.41, 0.45]),
  ],
  dusk: [
    sky(['#2a2452', '#64407f', '#c65f7f', '#fdb56c'], '#ffe9ae', [1.05, 0.6, 0.38], [0.23, 0.2, 0.33]),
    sky(['#17385a', '#3f6c86', '#c99a7c', '#ffc978'], '#fff0be', [1.05, 0.68, 0.4], [0.21, 0.25, 0.34]),
    sky(['#341a44', '#822f58', '#d9574f', '#fda55c'], '#ffe2a0', [1.08, 0.56, 0.34], [0.25, 0.17, 0.28]),
    sky(['#3b4180', '#7d6cab', '#d58fb0', '#fcc8a8'], '#fff0cc', [1, 0.66, 0.52], [0.26, 0.25, 0.38]),
  ],
  night: [
    sky(['#060a1e', '#0f1a3d', '#213160', '#3f5a8a'], '#f6f1dc', [0.17, 0.21, 0.32], [0.06, 0.075, 0.14]),
    sky(['#0a0a24', '#1b1c4a', '#343670', '#665a90'], '#fbf0e0', [0.2, 0.2, 0.33], [0.07, 0.07, 0.15]),
    sky(['#03111d', '#0a2639', '#15455a', '#357a86'], '#f0f6e6', [0.16, 0.24, 0.3], [0.05, 0.085, 0.12]),
  ],
};

/** The sky of the neon style: magenta over the roofs, indigo above, lit from below. */
export const NEON_SKIES: readonly Sky[] = [
  sky(['#0a0524', '#2a0b5c', '#8a1f9c', '#ff5fa8'], '#ffd9f2', [0.62, 0.2, 0.6], [0.12, 0.14, 0.34]),
  sky(['#04081f', '#10225e', '#3a2fa8', '#f04ac0'], '#e6fbff', [0.5, 0.24, 0.7], [0.08, 0.18, 0.36]),
  sky(['#0b0420', '#3a0a52', '#b8207a', '#ff8a5c'], '#fff0c8', [0.75, 0.26, 0.46], [0.14, 0.1, 0.32]),
];

/** The skies that weather brings, by time of day only as far as they are light or dark. */
export const WEATHER_SKIES = {
  storm: {
    light: sky(
      ['#232a33', '#3d4650', '#66717a', '#b4b59c'],
      '#e9e6c9',
      [0.34, 0.34, 0.31],
      [0.25, 0.28, 0.32],
    ),
    dark: sky(['#07090f', '#151a24', '#272f3d', '#4a5563'], '#cfd4d6', [0.13, 0.15, 0.2], [0.05, 0.06, 0.09]),
  },
  rain: {
    light: sky(
      ['#5d6b78', '#84929c', '#a9b4b8', '#ccd1cd'],
      '#eef0e8',
      [0.36, 0.37, 0.37],
      [0.33, 0.37, 0.42],
    ),
    dark: sky(
      ['#0a0f18', '#172130', '#2b3a4c', '#506377'],
      '#d6dde0',
      [0.13, 0.16, 0.22],
      [0.055, 0.07, 0.11],
    ),
  },
  fog: {
    light: sky(['#a3b0b8', '#bcc7cb', '#d3d9d8', '#e6e6df'], '#fbf8ec', [0.4, 0.4, 0.38], [0.46, 0.5, 0.54]),
    dark: sky(['#141b26', '#222d3a', '#38485a', '#5c7082'], '#e3e8e6', [0.14, 0.17, 0.22], [0.08, 0.1, 0.14]),
  },
  snow: {
    light: sky(
      ['#8ea3b8', '#aebdca', '#cbd5db', '#e8e9e6'],
      '#fffaf0',
      [0.5, 0.49, 0.48],
      [0.42, 0.47, 0.55],
    ),
    dark: sky(['#0c1428', '#1b2947', '#34496f', '#6d83a6'], '#f5f3ea', [0.2, 0.23, 0.33], [0.1, 0.12, 0.19]),
  },
} as const;
