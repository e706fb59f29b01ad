import * as z from 'zod/mini';
import { aspectRatio, imageSize } from './image-schemas.ts';
import { atMost, euros, instant, pictureUrl, wellFormed } from './wire.ts';

/** How long a picture can be downloaded, from the completion of its job. */
export const FILES_AVAILABLE_SECONDS = 3600;

const PROMPT_CHARACTERS = 4000;

const prompt = z.string().check(
  z.regex(/\S/, 'must not be empty'),
  z.refine((text) => text.isWellFormed() && !text.includes('\0'), 'must be well-formed text'),
  ...atMost(PROMPT_CHARACTERS),
);

/** The body of `POST /v1/generate/image`. A field that is null counts as left out. */
export const imageRequest = z.strictObject({
  prompt,
  /** An id or an alias of `GET /v1/models`. Left out: the cheapest that the balance allows and that can do it. */
  model: z.nullish(z.string().check(z.minLength(1), z.maxLength(100))),
  aspect_ratio: z.nullish(aspectRatio),
  image_size: z.nullish(imageSize),
  reference_images: z.nullish(
    z
      .array(
        z.strictObject({
          url: pictureUrl('an https URL').check(
            // A demo's own files are there over http; whatever else is on this machine is not fetched.
            z.refine((text) => /^(https:|http:\/\/localhost[:/])/i.test(text), 'must be an https URL'),
          ),
          description: z.nullish(z.string().check(z.maxLength(1000), ...wellFormed())),
        }),
      )
      .check(z.maxLength(5)),
  ),
  /** How the prompt is judged: `normal` is safe for brands, `liberal` keeps to what is legal. */
  strictness: z.nullish(z.enum(['normal', 'liberal'])),
});

const file = z.object({
  url: z.string(),
  format: z.string(),
  size_bytes: z.number(),
  width: z.number(),
  height: z.number(),
  /** SHA-256 of the bytes, in hex. */
  hash: z.string(),
  expires_at: instant,
});

/** The 200 of a generation, recorded once: asked for again, it is the same. */
export const imageResult = z.object({
  id: z.string(),
  ai_generated: z.literal(true),
  model: z.string(),
  formats: z.object({ png: file, jpeg: file, webp: file }),
  cost_eur: euros,
  balance_eur: euros,
  image_hash: z.string(),
});

/** The 202 of a generation or an operation that is accepted and not waited for. */
export const jobAccepted = z.object({
  job_id: z.string(),
  poll_url: z.string(),
  status: z.enum(['pending', 'processing', 'completed', 'failed']),
  model: z.optional(z.string()),
  operation: z.optional(z.string()),
  hold_eur: euros,
  balance_eur: euros,
});

export type ImageRequest = z.infer<typeof imageRequest>;
export type ImageResult = z.infer<typeof imageResult>;
export type ImageFile = z.infer<typeof file>;
export type JobAccepted = z.infer<typeof jobAccepted>;
