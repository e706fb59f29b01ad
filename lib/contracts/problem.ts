import * as z from 'zod/mini';
import { imageSize, tier } from './image-choices.ts';
import { euros, instant } from './wire.ts';

/** Every error: flat JSON, whatever went wrong. `error` is the code, `message` is for people. */
export const problem = z.object({
  error: z.string(),
  message: z.string(),
  details: z.unknown(),
  request_id: z.string(),
});

/** What the available balance allows to generate. */
const allowance = z.object({ tiers: z.array(tier), max_image_size: imageSize });

/** `details` of every 402: what is missing and where to top up. `missing_eur` includes a debt. */
export const creditDetails = z.object({
  required_eur: euros,
  available_eur: euros,
  missing_eur: euros,
  held_eur: euros,
  owed_eur: euros,
  allowed: z.nullable(allowance),
  top_up_url: z.string(),
  /** Only with `key_budget_exceeded`: what the key may still spend this month. */
  api_key: z.optional(
    z.object({ name: z.string(), last4: z.string(), cap_eur: euros, used_eur: euros, resets_at: instant }),
  ),
});

/** `details` of a 422: each wrong field by its path, such as `reference_images.0.url`. */
const fieldErrors = z.object({
  fields: z.array(z.object({ field: z.string(), message: z.string() })),
});

export type Problem = z.infer<typeof problem>;
export type Allowance = z.infer<typeof allowance>;
export type CreditDetails = z.infer<typeof creditDetails>;
export type FieldErrors = z.infer<typeof fieldErrors>;
