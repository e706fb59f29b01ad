import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';
import { DepictaError, invariant } from '#lib/core/errors.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import { type BookModel, type BookOperation, type Capability, type PriceBook, priceBook } from './book.ts';
import { floorFor, SMALL_FLOOR_MICROS } from './tiers.ts';

/** What a picture is asked for as, everything that its price or a model's ability depends on. */
export type PictureChoice = {
  /** An id or an alias; undefined leaves the choice to us. */
  model: string | undefined;
  imageSize: ImageSize;
  aspectRatio: AspectRatio;
  needs: readonly Capability[];
  /** How many references it is drawn from. */
  references?: number;
};

/** What a picture would cost. `holdMicros` is the most; the actual cost is known when it is made. */
export type Quote = {
  model: BookModel;
  priceMicros: Credits;
  holdMicros: Credits;
  /** The least available balance at which it may be asked for. */
  floorMicros: Credits;
  priceVersion: string;
};

/** What an operation costs: its flat price, which is what is held. Tiers do not bind it. */
export type OperationQuote = Omit<Quote, 'model'> & { operation: BookOperation };

/** @returns undefined when there is no such operation */
export function quoteOperation(id: string, book: PriceBook = priceBook): OperationQuote | undefined {
  const operation = book.operations.find((one) => one.id === id);
  if (operation === undefined) return undefined;
  const { priceMicros } = operation;
  const price = { priceMicros, holdMicros: priceMicros };
  return { operation, ...price, floorMicros: SMALL_FLOOR_MICROS, priceVersion: book.version };
}

/**
 * Prices a picture. Left to us, the model is the cheapest that can do it; no balance allows a dearer one and not
 * this one, because the book is checked for it.
 *
 * @throws {DepictaError} `validation_error` for an unknown model, `model_not_capable` when it, or none, can do it
 */
export function quote(choice: PictureChoice, book: PriceBook = priceBook): Quote {
  if (choice.model !== undefined) {
    const model = findModel(choice.model, book);
    if (model === undefined) {
      throw new DepictaError('validation_error', 'There is no such model. GET /v1/models lists them.', {
        details: { fields: [{ field: 'model', message: 'is not the id or the alias of a model' }] },
      });
    }
    const lack = whatItLacks(model, choice);
    if (lack !== undefined) throw notCapable(`The model ${model.id} ${lack}.`);
    return priced(model, choice.imageSize, book);
  }
  const capable = book.models.filter((model) => whatItLacks(model, choice) === undefined);
  const [cheapest] = capable
    .map((model) => priced(model, choice.imageSize, book))
    .sort((a, b) => (a.holdMicros < b.holdMicros ? -1 : 1));
  if (cheapest === undefined) throw notCapable('No model can do this.');
  return cheapest;
}

/** Finds a model by its id or its alias. */
export function findModel(name: string, book: PriceBook = priceBook): BookModel | undefined {
  return book.models.find((model) => model.id === name || model.alias === name);
}

/**
 * What work costs the customer: rounded once, here, up to the next micro-euro, so that no work is free.
 *
 * @param microsPerThousandUnits the rate at which the work was ordered
 * @param units the provider's work, in its own units
 */
export function costOfWork(microsPerThousandUnits: bigint, units: bigint): Credits {
  invariant(units > 0n, 'work is more than nothing');
  return credits((units * microsPerThousandUnits + 999n) / 1000n);
}

function priced(model: BookModel, imageSize: ImageSize, book: PriceBook): Quote {
  const price = model.sizes[imageSize];
  invariant(price !== undefined && price.holdMicros > 0n, `${model.id} has no price for ${imageSize}`);
  return { model, ...price, floorMicros: floorFor(model.tier, imageSize), priceVersion: book.version };
}

function whatItLacks(model: BookModel, choice: PictureChoice): string | undefined {
  if (model.sizes[choice.imageSize] === undefined) return `does not make pictures of ${choice.imageSize}`;
  if (!model.aspectRatios.includes(choice.aspectRatio))
    return `does not make pictures of ${choice.aspectRatio}`;
  if (model.mostReferences !== undefined && (choice.references ?? 0) > model.mostReferences)
    return `takes at most ${model.mostReferences} reference images`;
  const missing = choice.needs.find((need) => !model.capabilities.includes(need));
  return missing && `cannot do this: it lacks ${missing}`;
}

function notCapable(message: string): DepictaError {
  return new DepictaError('model_not_capable', `${message} GET /v1/models lists what each can do.`);
}
