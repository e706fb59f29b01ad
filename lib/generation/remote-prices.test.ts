import { describe, expect, test } from 'vitest';
import type { ImageSize } from '#lib/contracts/image-choices.ts';
import type { SizePrice } from '#lib/pricing/amounts.ts';
import { bookFor, checked, priceBook } from '#lib/pricing/book.ts';
import { costOfWork, quote } from '#lib/pricing/quote.ts';
import { REMOTE_MODELS } from '#lib/pricing/remote-models.ts';
import { providersOn } from './providers/switched-on.ts';

const NAMES = ['openai', 'google', 'bfl', 'fal', 'replicate'] as const;
const KEYS = {
  OPENAI_API_KEY: 'k1',
  GOOGLE_GENERATIVE_AI_API_KEY: 'k2',
  BFL_API_KEY: 'k3',
  FAL_API_KEY: 'k4',
  REPLICATE_API_TOKEN: 'k5',
};

/** Every choice of providers: none, each, and all together. */
const choices = Array.from({ length: 2 ** NAMES.length }, (_, bits) =>
  NAMES.filter((_name, i) => (bits >> i) % 2 === 1),
);

describe('a price book', () => {
  test('holds for each of the 32 choices of providers, and each has a name of its own', () => {
    const books = choices.map(bookFor);
    for (const book of books) expect(checked(book)).toBe(book);
    expect(new Set(books.map(({ version }) => version)).size).toBe(32);
  });

  test('without a key is what it was; with keys it names whose models are in it, in one order', () => {
    expect(bookFor([])).toEqual(priceBook);
    expect(bookFor([]).version).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(bookFor(['openai', 'fal'])).toEqual(bookFor(['fal', 'openai', 'fal']));
    expect(bookFor(['openai', 'fal']).version).toBe(`${priceBook.version}+fal+openai`);
  });

  test('left to us the model is the cheapest, whoever is switched on, and never needs a fuller balance', () => {
    for (const book of choices.map(bookFor)) {
      for (const imageSize of ['1K', '2K', '4K'] as const) {
        const choice = { model: undefined, imageSize, aspectRatio: '1:1', needs: ['generate'] } as const;
        const ours = quote(choice, book);
        for (const { id, sizes } of book.models) {
          if (sizes[imageSize] === undefined) continue;
          const other = quote({ ...choice, model: id }, book);
          expect(ours.floorMicros <= other.floorMicros && ours.holdMicros <= other.holdMicros).toBe(true);
        }
      }
    }
  });

  test('a model that takes fewer references says so before anything is held', () => {
    const choice = { imageSize: '1K', aspectRatio: '1:1', needs: ['reference_images'] } as const;
    const book = bookFor(['bfl']);
    expect(quote({ ...choice, model: 'kontext', references: 4 }, book).model.id).toBe('flux-kontext-pro');
    expect(() => quote({ ...choice, model: 'kontext', references: 5 }, book)).toThrow(/at most 4/);
  });
});

test('a key switches on its provider and no other', () => {
  expect(providersOn({})).toEqual({});
  for (const [i, name] of Object.keys(KEYS).entries()) {
    const key = { [name]: 'k' } as Partial<typeof KEYS>;
    expect(Object.keys(providersOn(key))).toEqual([NAMES[i]]);
  }
});

const providers = providersOn(KEYS);
const offers = Object.values(REMOTE_MODELS)
  .flat()
  .flatMap((model) =>
    (Object.entries(model.sizes) as [ImageSize, SizePrice][]).map(([imageSize, price]) => ({
      model,
      imageSize,
      price,
      provider: providers[model.provider as (typeof NAMES)[number]]!,
    })),
  );

describe.each(offers)('$model.id at $imageSize', ({ model, imageSize, price, provider }) => {
  test('holds the true maximum of every ratio, and not a micro-euro more', () => {
    const costs = model.aspectRatios.map((ratio) =>
      costOfWork(model.microsPerThousandUnits, provider.mostWork(model.id, imageSize, ratio)),
    );
    expect(costs.reduce((a, b) => (a > b ? a : b))).toBe(price.holdMicros);
  });

  test('asks for pictures of the ratio, as nearly as whole steps allow', () => {
    for (const ratio of model.aspectRatios) {
      const { width, height } = provider.pixels(imageSize, ratio);
      const [across, down] = ratio.split(':').map(Number) as [number, number];
      expect(Math.abs((width * down) / (height * across) - 1)).toBeLessThan(0.04);
      expect([width % 16, height % 16]).toEqual([0, 0]);
    }
  });
});
