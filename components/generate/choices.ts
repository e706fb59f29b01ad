import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';
import type { Models, OfferedModel } from '#lib/contracts/pricing.ts';
import { fromWire } from '#lib/money/credits.ts';
import { type Preview, unquoted } from './preview.ts';

/** What is chosen on the page. */
export interface Choice {
  model: string;
  ratio: AspectRatio;
  size: ImageSize;
}

/** The first choice: what the API takes where nothing is said, or else the first model that the balance allows. */
export function firstChoice({ models }: Models): Choice {
  const model = models.find((each) => each.allowed) ?? models[0]!;
  return fitting(model, { model: model.id, ratio: '3:2', size: '1K' });
}

/** Another model: a ratio or a size that it cannot do gives way to one that it can. */
export function withModel(models: Models, choice: Choice, id: string): Choice {
  return fitting(offered(models, id), { ...choice, model: id });
}

function fitting({ aspect_ratios, sizes }: OfferedModel, choice: Choice): Choice {
  const { ratio, size } = choice;
  return {
    ...choice,
    ratio: aspect_ratios.includes(ratio) ? ratio : aspect_ratios[0]!,
    size: sizes.some(({ image_size }) => image_size === size) ? size : sizes[0]!.image_size,
  };
}

export function offered({ models }: Models, id: string): OfferedModel {
  return models.find((model) => model.id === id) ?? models[0]!;
}

/**
 * Reads what the server says of a model at a size, before its quote is there; the server decides again when it is sent.
 *
 * @param owedEur what is owed, as the wire has it
 */
export function preview(models: Models, { model, size }: Choice, owedEur: string): Preview | undefined {
  const price = offered(models, model).sizes.find((each) => each.image_size === size);
  if (price === undefined) return undefined;
  return unquoted(
    fromWire(price.price_eur),
    fromWire(price.hold_eur),
    fromWire(models.balance_eur),
    price.reason,
    fromWire(owedEur),
  );
}
