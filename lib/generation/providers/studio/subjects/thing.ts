import type { Rgb } from '../paint/colour.ts';
import type { Rng } from '../paint/prng.ts';
import type { Habitat } from '../scenery/setting.ts';
import type { Stage } from '../stage.ts';

/** What a thing is drawn with. */
export type Pen = {
  readonly stage: Stage;
  readonly rng: Rng;
  /** The side the light comes from in the thing's own coordinates: -1 left, 1 right. */
  readonly side: -1 | 1;
  /** The colour asked for, where the prompt names one. */
  readonly accent: Rgb | undefined;
  /** Whether the prompt names one of these (singular, folded), in the singular or with an s. */
  named(...words: readonly string[]): boolean;
  /** The thing's own colour: `accent`, or one of these by chance. */
  own(...hexes: readonly string[]): Rgb;
  /** A colour in the scene's light: `level` 0 shade, 1 full light. */
  tone(colour: Rgb | string, level: number): string;
  /** A fill that runs from the lit to the shaded side of a shape. */
  rounded(colour: Rgb | string, lit?: number, dim?: number): string;
  /** A fill that runs from top to bottom of a shape. */
  falling(colour: Rgb | string, top?: number, bottom?: number): string;
  /** Lamplight: bright when it is dark, the given colour in daylight. */
  lamp(unlit: Rgb | string): string;
  /** A soft glow with its centre at a point. */
  glow(x: number, y: number, radius: number, colour: Rgb | string, strength: number): string;
};

/** A thing that can be placed into a scene. Its own coordinates: the foot at 0,0, the top at y = -1000. */
export type Thing = {
  /** Height in the picture, as a share of the short edge. */
  readonly height: number;
  /** Width as a share of its height. */
  readonly aspect: number;
  readonly habitat: Habitat;
  /** Where it is held: on the ground (left out), by the picture's lower edge, or up on a bough. */
  readonly anchor?: 'edge' | 'bough';
  /** One drawing already shows several: a bare plural does not multiply it. */
  readonly grouped?: true;
  /** Whether it must never be mirrored left to right. */
  readonly fixed?: boolean;
  /** What is drawn instead where there is no ground and no surface: in the sky, in space, under water. */
  readonly elsewhere?: Thing;
  /** Draws it. */
  readonly draw: (pen: Pen) => string;
};
