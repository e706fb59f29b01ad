import { type Credits, credits } from '#lib/money/credits.ts';

/** A picture that the service made, the command that asked for it, and what it cost. */
export interface Example {
  src: string;
  width: number;
  height: number;
  prompt: string;
  command: string;
  held: Credits;
  cost: Credits;
}

/** A record, not an illustration: Scene made it at 2K from this command and reported this cost. */
export const EXAMPLE: Example = {
  src: '/landing/lighthouse.webp',
  width: 1120,
  height: 840,
  prompt: 'a lighthouse at dusk',
  command: 'depicta image "a lighthouse at dusk" --model scene --size 4:3 --image-size 2K',
  held: credits(70_000n),
  cost: credits(40_340n),
};

export const EXAMPLE_TOP_UP: Credits = credits(10_000_000n);
