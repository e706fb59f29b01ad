import sharp from 'sharp';
import { expect, test } from 'vitest';
import { CONTACT_SHEET_PROMPTS } from './contact-sheet-prompts.ts';
import { draw, paintRasters, toSvg } from './drawing.ts';
import { parsePrompt } from './grammar/parse.ts';
import { THINGS, type ThingId } from './grammar/scene.ts';
import { SUBJECT_WORDS } from './grammar/words-subjects.ts';
import { makeLight } from './light.ts';
import type { Rgb } from './paint/colour.ts';
import { openRng } from './paint/prng.ts';
import { openStage } from './stage.ts';
import { THINGS_DRAWN } from './subjects/catalogue.ts';
import { makePen } from './subjects/pen.ts';

const EDGE = 32;

/**
 * What a picture is built of, whatever its colours: at each place the direction of the strongest change, and whether
 * there is one. Differences of all channels count alike, so that a change of hue alone leaves it nearly as it is.
 */
async function structure(svg: string): Promise<number[]> {
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

async function picture(prompt: string): Promise<number[]> {
  const drawing = draw(prompt, { aspectRatio: '1:1', detail: 1 });
  return structure(toSvg(drawing, await paintRasters(drawing), { width: 128, height: 128 }));
}

/** A thing by itself before a plain ground, as large as it fits: its shape and nothing else. */
async function alone(id: ThingId, accent?: Rgb): Promise<number[]> {
  const scene = parsePrompt(`${SUBJECT_WORDS[id].split(/\s+/)[0]} at noon`);
  const stage = openStage(
    { width: 1000, height: 1000 },
    scene,
    makeLight(scene, openRng('', 'light')),
    1,
    '',
  );
  const thing = THINGS_DRAWN[id];
  const svg = thing.draw(makePen(stage, id, { mirrored: false, distance: 0, accent }));
  const size = Math.min(900, 900 / thing.aspect);
  return structure(
    `<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128" viewBox="0 0 1000 1000"><defs>${stage.definitions()}</defs><rect width="1000" height="1000" fill="#9fb4c4"/><g transform="translate(500 ${500 + size / 2}) scale(${size / 1000})">${svg.replace(/raster:\d+;/g, '')}</g></svg>`,
  );
}

/** 0 for the same structure, 1 for structures that have nothing to do with each other. */
const distance = (a: readonly number[], b: readonly number[]): number =>
  1 - a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** The pairs that are nearer to each other than they may be. */
function tooAlike(names: readonly string[], structures: readonly number[][], apart: number): string[] {
  return structures.flatMap((one, i) =>
    structures.slice(0, i).flatMap((other, j) => {
      const between = distance(one, other);
      return between < apart ? [`${names[i]} / ${names[j]}: ${between.toFixed(3)}`] : [];
    }),
  );
}

/** Different subjects are further apart than this; the same subject in another colour is nearer than `NEAR`. */
const APART = 0.42;
const NEAR = 0.3;

test('twenty prompts side by side are told apart by what they show', async () => {
  expect(new Set(CONTACT_SHEET_PROMPTS).size).toBeGreaterThanOrEqual(20);
  const structures = await Promise.all(CONTACT_SHEET_PROMPTS.map(picture));
  expect(tooAlike(CONTACT_SHEET_PROMPTS, structures, APART)).toEqual([]);
});

test('every thing has a shape of its own, also without the place that it stands in', async () => {
  const structures = await Promise.all(THINGS.map((id) => alone(id)));
  expect(tooAlike(THINGS, structures, APART)).toEqual([]);
});

test.each<ThingId>(['car', 'cat', 'horse', 'boat', 'balloon', 'house'])(
  'a %s in another colour keeps its shape',
  async (id) => {
    const [red, blue] = [await alone(id, [200, 40, 40]), await alone(id, [40, 90, 200])];
    expect(distance(red, blue)).toBeGreaterThan(0);
    expect(distance(red, blue)).toBeLessThan(NEAR);
  },
);

test.each([
  ['a red car', 'a blue car'],
  ['a yellow hot-air balloon', 'a purple hot-air balloon'],
  ['a black cat', 'an orange cat'],
  ['a white horse', 'a brown horse'],
  ['a golden sunset over mountains', 'a purple sunset over mountains'],
])('"%s" and "%s" differ in colour, not in structure', async (one, other) => {
  const [a, b] = [await picture(one), await picture(other)];
  expect(distance(a, b)).toBeGreaterThan(0);
  expect(distance(a, b)).toBeLessThan(NEAR);
});
