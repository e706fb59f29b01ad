import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASPECT_RATIOS, IMAGE_SIZES } from '#lib/contracts/image-choices.ts';
import { draw, toSvg } from './drawing.ts';
import { SCENERIES, THINGS } from './grammar/scene.ts';
import { STYLE_WORDS, TIME_WORDS, WEATHER_WORDS } from './grammar/words-setting.ts';
import { SUBJECT_WORDS } from './grammar/words-subjects.ts';
import { STUDIO_MODELS } from './models.ts';
import { maxWorkUnits, workUnits } from './work.ts';

const firstWords = (table: Readonly<Record<string, string>>): string[] =>
  Object.values(table).map((words) => words.split(/\s+/)[0]!);
const subjects = [...SCENERIES, ...THINGS];

describe('a drawing of every subject', () => {
  test.each(subjects.map((subject, i) => [subject, i] as const))('%s is sound SVG', (subject, i) => {
    const word = SUBJECT_WORDS[subject].split(/\s+/)[0]!;
    const time = firstWords(TIME_WORDS)[i % 4]!;
    const weather = firstWords(WEATHER_WORDS)[i % 6]!;
    const options = { aspectRatio: ASPECT_RATIOS[i % 10]!, detail: ([1, 1, 2, 1, 3] as const)[i % 5]! };
    const drawing = draw(`${word} ${time} ${weather}`, options);
    expect(drawing.scene.main.subject).toBe(subject);
    expect(drawing.layers.length).toBeGreaterThan(1);
    const drawn = toSvg(drawing, [], { width: 100, height: 100 });
    expect(drawn.match(/NaN|Infinity|undefined|null/)).toBeNull();
    // No fonts on a bare machine; filters and masks take minutes at 4K.
    expect(drawn.match(/<text|<filter|<mask|<foreignObject/)).toBeNull();
    const defined = new Set([...drawn.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const used = [...drawn.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
    expect(used.filter((id) => !defined.has(id!))).toEqual([]);
  });

  test('covers at least thirty-five subjects', () => {
    expect(subjects.length).toBeGreaterThanOrEqual(35);
  });
});

test('the same request gives the same drawing; another seed another one', () => {
  const options = { aspectRatio: '3:2', detail: 2 } as const;
  const svg = (seed: number): string =>
    toSvg(draw('a castle at dusk', { ...options, seed }), [], { width: 300, height: 200 });
  expect(svg(0)).toBe(svg(0));
  expect(svg(1)).not.toBe(svg(0));
});

describe('work', () => {
  const model = fc.constantFrom(...STUDIO_MODELS);
  const format = fc.record({
    imageSize: fc.constantFrom(...IMAGE_SIZES),
    aspectRatio: fc.constantFrom(...ASPECT_RATIOS),
  });
  const known = [
    ...Object.values(SUBJECT_WORDS),
    ...Object.values(STYLE_WORDS),
    ...Object.values(WEATHER_WORDS),
  ]
    .join(' ')
    .split(/\s+/);
  const prompt = fc.oneof(
    fc
      .array(fc.constantFrom(...known, '12', 'three', 'red'), { maxLength: 9 })
      .map((words) => words.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  );

  test('is a positive integer, at most the maximum, for any prompt, model, size and ratio', () => {
    fc.assert(
      fc.property(prompt, model, format, (text, { id, detail }, { imageSize, aspectRatio }) => {
        const drawing = draw(text, { aspectRatio, detail });
        const units = workUnits(id, imageSize, aspectRatio, detail, drawing);
        expect(Number.isSafeInteger(units)).toBe(true);
        expect(units).toBeGreaterThan(0);
        expect(units).toBeLessThanOrEqual(maxWorkUnits(id, imageSize, aspectRatio));
      }),
      { numRuns: 40 },
    );
  });

  test('stays below the maximum however much is drawn, and above nothing however little', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { maxLength: 200 }), model, format, (shapes, m, f) => {
        const layers = shapes.map((count) => ({ shapes: count }));
        const units = workUnits(m.id, f.imageSize, f.aspectRatio, m.detail, { layers });
        const most = maxWorkUnits(m.id, f.imageSize, f.aspectRatio);
        expect(units > 0 && units <= most && Number.isSafeInteger(most)).toBe(true);
      }),
    );
  });

  test('is mostly 60 to 95 per cent of the maximum, and differs from scene to scene', () => {
    const prompts = subjects
      .filter((_, i) => i % 5 === 0)
      .map((subject) => SUBJECT_WORDS[subject].split(/\s+/)[0]!);
    for (const { id, detail } of STUDIO_MODELS) {
      const shares = prompts.map((text) => {
        const drawing = draw(text, { aspectRatio: '1:1', detail });
        return workUnits(id, '1K', '1:1', detail, drawing) / maxWorkUnits(id, '1K', '1:1');
      });
      const usual = shares.filter((share) => share >= 0.6 && share <= 0.95);
      expect(usual.length / shares.length).toBeGreaterThan(0.75);
      expect(new Set(shares).size).toBeGreaterThan(shares.length * 0.8);
    }
  });

  test('costs more for a better model and for a larger picture', () => {
    for (const aspectRatio of ASPECT_RATIOS) {
      for (const imageSize of IMAGE_SIZES) {
        const most = STUDIO_MODELS.map(({ id }) => maxWorkUnits(id, imageSize, aspectRatio));
        expect(most).toEqual([...most].sort((a, b) => a - b));
      }
      for (const { id } of STUDIO_MODELS) {
        const most = IMAGE_SIZES.map((imageSize) => maxWorkUnits(id, imageSize, aspectRatio));
        expect(most).toEqual([...most].sort((a, b) => a - b));
      }
    }
  });
});
