import type { ImageRequest } from '#lib/contracts/image.ts';
import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';
import type { Operation } from '#lib/contracts/operation-choices.ts';
import type { QuoteRequest } from '#lib/contracts/quote.ts';
import { invariant } from '#lib/core/errors.ts';
import { type OperationQuote, type Quote, quote, quoteOperation } from '#lib/pricing/quote.ts';

/** What was ordered, as it is stored with the job and made from. It holds the customer's words, and no secret. */
export type ImageOrder = {
  prompt: string;
  imageSize: ImageSize;
  aspectRatio: AspectRatio;
  strictness: 'normal' | 'liberal';
  /** The pictures that it is drawn from, fetched when it is; absent where there are none. */
  references?: readonly Reference[];
};

/** A picture that a customer shows by its address, and what is to be seen in it. */
type Reference = { url: string; description: string | null };

/** An operation that was ordered, as it is stored with the job. Its parameters are as the contract has read them. */
export type OperationOrder = {
  operation: Operation;
  inputImageUrl: string;
  parameters: Readonly<Record<string, unknown>>;
};

/** What can be ordered, with its price. */
export type Ordered = { order: ImageOrder; quote: Quote } | { order: OperationOrder; quote: OperationQuote };

/** Whether an order is one for an operation. */
export function isOperation(order: ImageOrder | OperationOrder): order is OperationOrder {
  return 'operation' in order;
}

/**
 * Orders an operation at its flat price.
 *
 * @param body as the contract of this operation has read it
 */
export function orderOperation(
  operation: Operation,
  { input_image_url: inputImageUrl, ...parameters }: { input_image_url: string },
): { order: OperationOrder; quote: OperationQuote } {
  const priced = quoteOperation(operation);
  invariant(priced, `${operation} has no price`);
  return { order: { operation, inputImageUrl, parameters }, quote: priced };
}

/** Orders what a quote is asked for: a picture without words is priced as one with them. */
export function quoted({ operation, ...picture }: QuoteRequest): Ordered {
  if (operation != null) return orderOperation(operation, { input_image_url: '' });
  return order({ ...picture, prompt: picture.prompt ?? '' });
}

/**
 * Reads a request as an order with its price.
 *
 * @throws {DepictaError} `validation_error` for an unknown model, `model_not_capable`
 */
export function order(request: ImageRequest): { order: ImageOrder; quote: Quote } {
  const imageSize = request.image_size ?? '1K';
  const aspectRatio = request.aspect_ratio ?? '1:1';
  const references = (request.reference_images ?? []).map(
    ({ url, description }): Reference => ({ url, description: description ?? null }),
  );
  return {
    order: {
      prompt: request.prompt,
      imageSize,
      aspectRatio,
      strictness: request.strictness ?? 'normal',
      ...(references.length > 0 && { references }),
    },
    quote: quote({
      model: request.model ?? undefined,
      imageSize,
      aspectRatio,
      needs: references.length > 0 ? ['generate', 'reference_images'] : ['generate'],
      references: references.length,
    }),
  };
}
