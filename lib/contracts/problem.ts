import * as z from 'zod/mini';
import { imageSize, tier } from './image-schemas.ts';
import { euros, instant } from './wire.ts';

/** Every code that an error can have. `lib/core/errors.ts` has the same list, and does not compile if it has another. */
const PROBLEM_CODES = [
  'bad_request',
  'auth_invalid',
  'credit_insufficient',
  'credit_tier_restricted',
  'key_budget_exceeded',
  'auth_email_not_verified',
  'account_suspended',
  'content_rejected',
  'not_found',
  'method_not_allowed',
  'conflict',
  'idempotency_in_progress',
  'gone',
  'payload_too_large',
  'validation_error',
  'model_not_capable',
  'idempotency_mismatch',
  'rate_limited',
  'internal_error',
  'provider_failed',
  'unavailable',
] as const;

/** Every error: flat JSON, whatever went wrong. `error` is the code, `message` is for people. */
export const problem = z.object({
  error: z.enum(PROBLEM_CODES),
  message: z.string(),
  details: z.unknown(),
  request_id: z.string(),
});

/** What the available balance allows to generate. */
const allowance = z.object({ tiers: z.array(tier), max_image_size: imageSize });

/** `details` of every 402: what is missing and where to top up. `missing_eur` includes a debt. */
const creditDetails = z.object({
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

/** `details` of a 422 that names wrong fields, each by its path, such as `reference_images.0.url`. */
const fieldErrors = z.object({
  fields: z.array(z.object({ field: z.string(), message: z.string() })),
  /** Only where a job found it out: it has failed and cost nothing. */
  job_id: z.optional(z.string()),
  cost_eur: z.optional(euros),
  balance_eur: z.optional(euros),
});

/** A 402. */
export const creditProblem = z.extend(problem, { details: creditDetails });

/** A 422: `details` is null where no field is wrong by itself. */
export const validationProblem = z.extend(problem, { details: z.nullable(fieldErrors) });

export type Problem = z.infer<typeof problem>;
export type Allowance = z.infer<typeof allowance>;
export type CreditDetails = z.infer<typeof creditDetails>;
export type FieldErrors = z.infer<typeof fieldErrors>;
