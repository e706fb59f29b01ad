import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASPECT_RATIOS, IMAGE_SIZES, TIERS } from '#lib/contracts/image-choices.ts';
import { credits, ZERO } from '#lib/money/credits.ts';
import { eur } from '#lib/testing/books.ts';
import { type BookModel, checked, type PriceBook, priceBook } from './book.ts';
import { costOfWork, findModel, quote } from './quote.ts';
import { allowanceOf, balanceTierOf, creditRefusal, floorFor } from './tiers.ts';

/** The book with one model changed. */
function book(change: Partial<BookModel>, of = 0): PriceBook {
  return {
    ...priceBook,
    models: priceBook.models.map((model, i) => (i === of ? { ...model, ...change } : model)),
  };
}
const price = (priceMicros: bigint, holdMicros: bigint) => ({
  priceMicros: credits(priceMicros),
  holdMicros: credits(holdMicros),
});

describe('the price book', () => {
  test('has a budget, a standard and a premium model, each of which makes 4K, and twenty operations', () => {
    expect(priceBook.models.map((model) => model.tier)).toEqual([...TIERS]);
    for (const model of priceBook.models) expect(Object.keys(model.sizes)).toEqual([...IMAGE_SIZES]);
    expect(priceBook.operations).toHaveLength(20);
    expect(new Set(priceBook.operations.map(({ id }) => id)).size).toBe(20);
  });

  test.each<[string, PriceBook]>([
    ['a model that works for nothing', book({ microsPerThousandUnits: 0n })],
    ['a price of zero', book({ sizes: { '1K': price(0n, 10n) } })],
    ['a hold below its price', book({ sizes: { '1K': price(10n, 9n) } })],
    ['a model without a price', book({ sizes: {} })],
    ['a name that stands twice', book({ alias: 'scene' })],
    ['a premium model cheaper than the budget one', book({ sizes: { '1K': price(1n, 1n) } }, 2)],
    [
      'an operation for nothing',
      { ...priceBook, operations: [{ id: 'crop', priceMicros: ZERO, parameters: [] }] },
    ],
  ])('refuses %s', (_, wrong) => {
    expect(() => checked(wrong)).toThrow();
  });
});

describe('a quote', () => {
  const choice = { model: undefined, imageSize: '1K', aspectRatio: '1:1', needs: ['generate'] } as const;

  test('finds a model by its id or its alias, and names the book', () => {
    for (const model of ['studio-scene', 'scene']) {
      expect(quote({ ...choice, model })).toMatchObject({
        model: { id: 'studio-scene' },
        floorMicros: eur('0.5'),
        priceVersion: priceBook.version,
      });
    }
    expect(findModel('nobody')).toBeUndefined();
    expect(() => quote({ ...choice, model: 'nobody' })).toThrow(
      expect.objectContaining({ code: 'validation_error' }),
    );
  });

  test('left to us is for the cheapest that can do it', () => {
    expect(quote(choice).model.id).toBe('studio-sketch');
    const { '1K': small, '2K': medium } = priceBook.models[0]!.sizes;
    const without4K = book({ sizes: { '1K': small!, '2K': medium! } });
    expect(quote({ ...choice, imageSize: '4K' }, without4K).model.id).toBe('studio-scene');
    const onlySquare = book({ aspectRatios: ['1:1'] });
    expect(quote({ ...choice, aspectRatio: '21:9' }, onlySquare).model.id).toBe('studio-scene');
  });

  test('is refused where the model, or no model, can do it', () => {
    const only1K = book({ sizes: { '1K': price(1n, 1n) } });
    const refused = expect.objectContaining({ code: 'model_not_capable' });
    expect(() => quote({ ...choice, model: 'sketch', imageSize: '2K' }, only1K)).toThrow(refused);
    const plain = { ...priceBook, models: priceBook.models.map((m) => ({ ...m, capabilities: [] })) };
    expect(() => quote({ ...choice, needs: ['generate', 'reference_images'] }, plain)).toThrow(refused);
  });

  test('left to us never asks for a fuller balance than another model would: property over every choice', () => {
    for (const imageSize of IMAGE_SIZES) {
      for (const aspectRatio of ASPECT_RATIOS) {
        const ours = quote({ ...choice, imageSize, aspectRatio });
        for (const { id } of priceBook.models) {
          const other = quote({ ...choice, model: id, imageSize, aspectRatio });
          expect(ours.floorMicros <= other.floorMicros && ours.holdMicros <= other.holdMicros).toBe(true);
        }
      }
    }
  });
});

describe('the cost of work', () => {
  test('is rounded once, up: no work is free, and less than a micro-euro is added', () => {
    const rate = priceBook.models[0]!.microsPerThousandUnits;
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), (units) => {
        const cost = costOfWork(rate, units);
        const exact = units * rate;
        expect(cost * 1000n >= exact && cost * 1000n < exact + 1000n).toBe(true);
        expect(cost > 0n).toBe(true);
      }),
    );
    expect(() => costOfWork(rate, 0n)).toThrow();
  });
});

describe('what a balance allows', () => {
  test.each([
    ['0.500000', 'full', '4K'],
    ['0.499999', 'budget', '2K'],
    ['0.010000', 'budget', '2K'],
    ['0.009999', 'none', undefined],
    ['0.000000', 'none', undefined],
  ])('%s: %s', (available, tier, largest) => {
    const amount = eur(available);
    expect(balanceTierOf(amount)).toBe(tier);
    expect(allowanceOf(amount)?.max_image_size).toBe(largest);
  });

  test('a floor is low for budget models up to 2K only', () => {
    const low = IMAGE_SIZES.flatMap((size) =>
      TIERS.filter((tier) => floorFor(tier, size) === eur('0.01')).map((t) => [t, size]),
    );
    expect(low).toEqual([
      ['budget', '1K'],
      ['budget', '2K'],
    ]);
  });

  test('an allowance and the refusals agree for every balance and every model', () => {
    const choices = priceBook.models.flatMap((model) =>
      IMAGE_SIZES.map((imageSize) =>
        quote({ model: model.id, imageSize, aspectRatio: '1:1', needs: ['generate'] }),
      ),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1_000_000n }), fc.constantFrom(...choices), (micros, chosen) => {
        const available = credits(micros);
        const refusal = creditRefusal(available, chosen);
        const allowance = allowanceOf(available);
        if (allowance === null) expect(refusal).toBe('credit_insufficient');
        if (refusal === undefined) expect(allowance!.tiers).toContain(chosen.model.tier);
        if (refusal === 'credit_tier_restricted')
          expect(allowance).toEqual({ tiers: ['budget'], max_image_size: '2K' });
        expect(refusal === undefined).toBe(
          available >= chosen.holdMicros && available >= chosen.floorMicros && available >= 10_000n,
        );
      }),
    );
  });
});
