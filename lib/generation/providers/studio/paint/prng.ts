import { createHash } from 'node:crypto';

/** A stream of numbers, each at least 0 and below 1; the same key and stream name always give the same numbers. */
export type Rng = () => number;

/**
 * SHA-256 of a text.
 *
 * @param text Any text.
 * @returns 64 hexadecimal digits.
 */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Opens a named stream of random numbers (sfc32, seeded by SHA-256). Each part of a picture takes a stream of its
 * own, so that one part drawing more or fewer numbers never moves another.
 *
 * @param key The picture's key.
 * @param stream The part's name.
 */
export function openRng(key: string, stream: string): Rng {
  const seed = createHash('sha256').update(`${key}\n${stream}`).digest();
  let a = seed.readUInt32LE(0);
  let b = seed.readUInt32LE(4);
  let c = seed.readUInt32LE(8);
  let counter = seed.readUInt32LE(12) | 1;
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
}

/** A number at least `from` and below `to`. */
export function between(rng: Rng, from: number, to: number): number {
  return from + (to - from) * rng();
}

/** A whole number from `from` to `to`, both included. */
export function wholeBetween(rng: Rng, from: number, to: number): number {
  return from + Math.floor(rng() * (to - from + 1));
}

/** One entry of a list that is not empty. */
export function pick<T>(rng: Rng, list: readonly [T, ...T[]] | readonly T[]): T {
  return list[Math.floor(rng() * list.length)]!;
}

/** Whether an event of the given probability (0 to 1) happens. */
export function chance(rng: Rng, probability: number): boolean {
  return rng() < probability;
}
