import * as z from 'zod/mini';
import { imageRequest } from './image.ts';
import { imageSize } from './image-schemas.ts';
import { OPERATIONS } from './operation-choices.ts';
import { problem } from './problem.ts';
import { euros } from './wire.ts';

const asked = z.extend(imageRequest, {
  prompt: z.nullish(imageRequest.shape.prompt),
  operation: z.nullish(z.enum(OPERATIONS, { error: 'must be one of the operations of GET /v1/pricing' })),
});

/**
 * The body of `POST /v1/quote`: that of `POST /v1/generate/image`, whose prompt may be left out, or the name of an
 * operation alone, whose price no parameter changes.
 */
export const quoteRequest = asked.check(
  z.refine<z.infer<typeof asked>>(
    ({ operation, ...rest }) => operation == null || Object.values(rest).every((value) => value == null),
    { path: ['operation'], error: 'stands alone: the price of an operation depends on nothing else' },
  ),
);

/**
 * What the pages ask a quote for, as the query of an address: the price depends on nothing else.
 */
export const quoteQuery = z.union([
  z.strictObject({ operation: z.enum(OPERATIONS) }),
  z.strictObject({ model: z.string().check(z.maxLength(100)), image_size: imageSize }),
]);

/** What a request would hold and be charged at most, and whether it would be accepted now. Nothing is held. */
export const quote = z.object({
  model: z.optional(z.string()),
  operation: z.optional(z.string()),
  /** What it typically costs, or for an operation exactly. */
  price_eur: euros,
  /** Whether the actual cost is known only afterwards: a picture's is what its provider reports, at most the hold. */
  approximate: z.boolean(),
  hold_eur: euros,
  allowed: z.boolean(),
  /** What the request would be answered with. */
  refusal: z.nullable(problem),
  /** The lots that a charge of the whole hold would draw on, in that order; none where it is refused. */
  lots: z.array(z.object({ id: z.string(), amount_eur: euros })),
  /** What would be available while it is held; refused, it is what is available now. */
  balance_after_hold_eur: euros,
  price_version: z.string(),
});

export type QuoteRequest = z.infer<typeof quoteRequest>;
export type QuoteOnWire = z.infer<typeof quote>;
