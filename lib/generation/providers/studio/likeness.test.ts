import sharp from 'sharp';
import { expect, test } from 'vitest';
import { CONTACT_SHEET_PROMPTS } from './contact-sheet-prompts.ts';
import { draw, paintRasters, toSvg } from './drawing.ts';

const EDGE = 32;

/**
 * What a picture is built of, whatever its colours: at each place the direction of the strongest change, and whether
 * there is one. Differences of all channels count alike, so that a change of hue alone leaves it nearly as it is.
 */
async function structure(prompt: string): Promise<number[]> {
  const drawing = draw(prompt, { aspectRatio: '1:1', detail: 1 });
  const svg = toSvg(drawing, await paintRasters(drawing), { width: 128, height: 128 });
  const pixels = await sharp(Buffer.from(svg), { unlimited: true })
    .removeAlpha()
    .resize(EDGE, EDGE, { fit: 'fill' })
    .raw()
    .toBuffer();
  const at = (x: number, y: number, c: number): number => pixels[(y * EDGE + x) * 3 + c]!;
  const values: number[] = [];
  for (let y = 1; y < EDGE - 1; y += 1) {
    for (let x = 1; x < EDGE - 1; x += 1) {
      let [across, down, both] = [0, 0, 0];
      for (const c of [0, 1, 2]) {
        const dx = at(x + 1, y, c) - at(x - 1, y, c);
        const dy = at(x, y + 1, c) - at(x, y - 1, c);
        across += dx * dx;
        down += dy * dy;
        both += dx * dy;
      }
      const strength = Math.sqrt(across + down);
      const weight = 1 / ((strength + 1) * (strength + 40));
      values.push((across - down) * weight, 2 * both * weight);
    }
  }
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

/** 0 for the same structure, 1 for structures that have nothing to do with each other. */
const distance = (a: readonly number[], b: readonly number[]): number =>
  1 - a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Pictures of different subjects are further apart than this, pictures that differ in colour only are nearer. */
const APART = 0.42;
const NEAR = 0.3;

test('twenty prompts are told apart by their subject', async () => {
  expect(new Set(CONTACT_SHEET_PROMPTS).size).toBeGreaterThanOrEqual(20);
  const structures = await Promise.all(CONTACT_SHEET_PROMPTS.map(structure));
  const alike: string[] = [];
  structures.forEach((one, i) => {
    structures.slice(0, i).forEach((other, j) => {
      const apart = distance(one, other);
      if (apart < APART) alike.push(`${CONTACT_SHEET_PROMPTS[i]} / ${CONTACT_SHEET_PROMPTS[j]}: ${apart}`);
    });
  });
  expect(alike).toEqual([]);
});

test.each([
  ['a red car', 'a blue car'],
  ['a yellow hot-air balloon', 'a purple hot-air balloon'],
  ['a black cat', 'an orange cat'],
  ['a white horse', 'a brown horse'],
  ['a golden sunset over mountains', 'a purple sunset over mountains'],
])('"%s" and "%s" differ in colour, not in structure', async (one, other) => {
  const [a, b] = [await structure(one), await structure(other)];
  expect(distance(a, b)).toBeGreaterThan(0);
  expect(distance(a, b)).toBeLessThan(NEAR);
});
