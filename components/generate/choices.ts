import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';
import type { Models, OfferedModel } from '#lib/contracts/pricing.ts';
import { type Credits, fromWire, max, subtract, ZERO } from '#lib/money/credits.ts';

/** What is chosen on the page. */
export interface Choice {
  model: string;
  ratio: AspectRatio;
  size: ImageSize;
}

/** What sending it would do to the balance: held, left, or why not. */
export interface Preview {
  holdMicros: Credits;
  typicalMicros: Credits;
  availableMicros: Credits;
  leftMicros: Credits;
  missingMicros: Credits;
  refusal: 'credit_insufficient' | 'credit_tier_restricted' | undefined;
}

/** The first choice: what the API takes where nothing is said, or else the first model that the balance allows. */
export function firstChoice({ models }: Models): Choice {
  const model = models.find((each) => each.allowed) ?? models[0]!;
  return { model: model.id, ratio: '3:2', size: '1K' };
}

export function offered({ models }: Models, id: string): OfferedModel {
  return models.find((model) => model.id === id) ?? models[0]!;
}

/** Reads what the server says of a model at a size; the server decides again when it is sent. */
export function preview(models: Models, { model, size }: Choice): Preview | undefined {
  const price = offered(models, model).sizes.find((each) => each.image_size === size);
  if (price === undefined) return undefined;
  const holdMicros = fromWire(price.hold_eur);
  const availableMicros = fromWire(models.balance_eur);
  const refusal = price.reason?.error;
  return {
    holdMicros,
    typicalMicros: fromWire(price.price_eur),
    availableMicros,
    leftMicros: max(subtract(availableMicros, holdMicros), ZERO),
    missingMicros: max(subtract(holdMicros, availableMicros), ZERO),
    refusal: refusal === 'credit_insufficient' || refusal === 'credit_tier_restricted' ? refusal : undefined,
  };
}
