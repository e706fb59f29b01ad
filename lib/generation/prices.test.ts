import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASPECT_RATIOS, IMAGE_SIZES, type ImageSize } from '#lib/contracts/image-choices.ts';
import type { SizePrice } from '#lib/pricing/amounts.ts';
import { type BookModel, priceBook } from '#lib/pricing/book.ts';
import { costOfWork } from '#lib/pricing/quote.ts';
import type { StudioModelId } from './providers/studio/models.ts';
import { createStudio, predictWork } from './providers/studio/studio.ts';
import { maxWorkUnits } from './providers/studio/work.ts';

// The book says what is held; the provider says what can be done. They must agree, or a hold is no maximum.

const offers = priceBook.models.flatMap((model) =>
  (Object.entries(model.sizes) as [ImageSize, SizePrice][]).map(([imageSize, price]) => ({
    model,
    imageSize,
    price,
  })),
);
const cost = (model: BookModel, units: number) => costOfWork(model.microsPerThousandUnits, BigInt(units));

describe.each(offers)('$model.id at $imageSize', ({ model, imageSize, price }) => {
  const id = model.id as StudioModelId;

  test('holds the true maximum: what the most work in any aspect ratio costs, and not a micro-euro more', () => {
    const most = ASPECT_RATIOS.map((ratio) => cost(model, maxWorkUnits(id, imageSize, ratio)));
    expect(most.reduce((a, b) => (a > b ? a : b))).toBe(price.holdMicros);
  });

  test('no prompt costs more than its hold', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }),
        fc.constantFrom(...ASPECT_RATIOS),
        fc.integer({ min: 0, max: 2 ** 31 }),
        (prompt, aspectRatio, seed) => {
          const actual = cost(model, predictWork(id, prompt, { imageSize, aspectRatio, seed }));
          expect(actual > 0n && actual <= price.holdMicros).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('the typical price is what a usual prompt costs, within a fifth', () => {
    const usual = [
      'a lighthouse at dusk',
      'a red fox in the snow',
      'a city skyline at night',
      'a sailing boat in a storm',
      'a wooden cabin by a lake',
      'a hot air balloon over fields',
      'a desert with cacti',
    ].map((prompt) => cost(model, predictWork(id, prompt, { imageSize, aspectRatio: '1:1' })));
    const median = usual.sort((a, b) => (a < b ? -1 : 1))[3]!;
    expect(Math.abs(Number((median * 100n) / price.priceMicros) - 100)).toBeLessThanOrEqual(20);
  });
});

test('the book names models that the studio knows, in sizes and ratios that it draws', () => {
  const studio = createStudio();
  for (const { model } of offers) {
    expect(studio.model(model.id).modelId).toBe(model.id);
    for (const imageSize of IMAGE_SIZES) {
      for (const ratio of model.aspectRatios) {
        const { width, height } = studio.pixels(imageSize, ratio);
        const [across, down] = ratio.split(':').map(Number) as [number, number];
        expect(Math.abs(width * down - height * across)).toBeLessThanOrEqual(Math.max(across, down));
      }
    }
  }
});
