import type { ImageRequest } from '#lib/contracts/image.ts';
import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';
import { type Quote, quote } from '#lib/pricing/quote.ts';

/** What was ordered, as it is stored with the job and made from. It holds the customer's words, and no secret. */
export type ImageOrder = {
  prompt: string;
  imageSize: ImageSize;
  aspectRatio: AspectRatio;
  strictness: 'normal' | 'liberal';
};

/**
 * Reads a request as an order with its price.
 *
 * @throws {DepictaError} `validation_error` for an unknown model, `model_not_capable`
 */
export function order(request: ImageRequest): { order: ImageOrder; quote: Quote } {
  const imageSize = request.image_size ?? '1K';
  const aspectRatio = request.aspect_ratio ?? '1:1';
  const references = request.reference_images?.length ?? 0;
  return {
    order: { prompt: request.prompt, imageSize, aspectRatio, strictness: request.strictness ?? 'normal' },
    quote: quote({
      model: request.model ?? undefined,
      imageSize,
      aspectRatio,
      needs: references > 0 ? ['generate', 'reference_images'] : ['generate'],
    }),
  };
}
