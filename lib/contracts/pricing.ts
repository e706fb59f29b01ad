import * as z from 'zod/mini';
import { aspectRatio, imageSize, tier } from './image-schemas.ts';
import { euros } from './wire.ts';

const model = z.object({
  id: z.string(),
  alias: z.string(),
  tier,
  description: z.string(),
  /** The typical price, and the most it can cost, which is what is held. */
  sizes: z.array(z.object({ image_size: imageSize, price_eur: euros, hold_eur: euros })),
  aspect_ratios: z.array(aspectRatio),
  capabilities: z.array(z.string()),
});

const operation = z.object({ id: z.string(), price_eur: euros, parameters: z.array(z.string()) });

/** The rules of credit, in the figures that are in force. */
const rules = z.object({
  tiers: z.array(
    z.object({
      from_eur: euros,
      /** Below this; null where nothing is above. */
      below_eur: z.nullable(euros),
      tiers: z.array(tier),
      max_image_size: z.nullable(imageSize),
    }),
  ),
  minimum_top_up_eur: euros,
  maximum_top_up_eur: euros,
  trial_credit_eur: euros,
  valid_months_after_top_up: z.number(),
  refund_days: z.number(),
  max_in_flight: z.number(),
  files_available_seconds: z.number(),
});

/** `GET /v1/pricing`: what things cost, for everybody to read. The actual cost of a picture is in its answer. */
export const pricing = z.object({
  version: z.string(),
  currency: z.literal('EUR'),
  approximate: z.literal(true),
  models: z.array(model),
  operations: z.array(operation),
  rules,
});

/** Why a model or a size is not to be had with this balance: the code and the words of its refusal. */
const refusal = z.nullable(z.object({ error: z.string(), message: z.string() }));

/** `GET /v1/models`: the same models, with what this balance allows of them. */
export const models = z.object({
  version: z.string(),
  currency: z.literal('EUR'),
  approximate: z.literal(true),
  balance_eur: euros,
  models: z.array(
    z.extend(model, {
      /** Whether we offer it at present. */
      available: z.boolean(),
      /** Whether the balance allows at least one size of it. */
      allowed: z.boolean(),
      reason: refusal,
      sizes: z.array(
        z.object({
          image_size: imageSize,
          price_eur: euros,
          hold_eur: euros,
          allowed: z.boolean(),
          reason: refusal,
        }),
      ),
    }),
  ),
});

export type Pricing = z.infer<typeof pricing>;
export type Models = z.infer<typeof models>;
export type PricedModel = Pricing['models'][number];
export type OfferedModel = Models['models'][number];
