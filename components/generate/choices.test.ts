import { expect, test } from 'vitest';
import { ZERO } from '#lib/money/credits.ts';
import { publishedModels } from '#lib/pricing/published.ts';
import { firstChoice, preview, withModel } from './choices.ts';

const models = publishedModels({ availableMicros: ZERO, spendableMicros: ZERO });
const [first] = models.models;
/** A model as some providers have them: of one size, and without a ratio. */
const narrow = {
  ...first!,
  id: 'narrow',
  sizes: first!.sizes.filter(({ image_size }) => image_size === '2K'),
  aspect_ratios: first!.aspect_ratios.filter((ratio) => ratio !== '3:2' && ratio !== '21:9'),
};

test('whichever model is chosen, a size and a ratio are chosen that it can do, so that its hold is shown', () => {
  const offer = { ...models, models: [...models.models, narrow] };
  const chosen = { ...firstChoice(offer), ratio: '21:9', size: '4K' } as const;
  const other = withModel(offer, chosen, 'narrow');
  expect(other).toEqual({ model: 'narrow', ratio: narrow.aspect_ratios[0], size: '2K' });
  expect(preview(offer, other, '0.000000')?.holdMicros).toBeGreaterThan(0n);
  expect(withModel(offer, { ...chosen, size: '2K', ratio: '1:1' }, 'narrow')).toMatchObject({
    size: '2K',
    ratio: '1:1',
  });
  expect(firstChoice({ ...models, models: [narrow] })).toEqual(other);
  expect(firstChoice(models)).toMatchObject({ ratio: '3:2', size: '1K' });
});
