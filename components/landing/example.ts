import { type Credits, credits } from '#lib/money/credits.ts';

/** A picture that the service made, with what it cost: a record, not an illustration. */
export interface Example {
  src: string;
  width: number;
  height: number;
  prompt: string;
  held: Credits;
  cost: Credits;
}

/** The story that the first page tells: a balance, one picture, what is left. */
export const EXAMPLE: Example = {
  src: '/landing/lighthouse.webp',
  width: 1120,
  height: 840,
  prompt: 'a lighthouse at dusk',
  held: credits(70_000n),
  cost: credits(45_000n),
};

export const EXAMPLE_TOP_UP: Credits = credits(10_000_000n);
