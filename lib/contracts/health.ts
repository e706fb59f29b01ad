import * as z from 'zod/mini';

const check = z.enum(['ok', 'failed']);

/** `GET /health`: 200 when everything is `ok`, 503 otherwise. */
export const health = z.object({
  status: check,
  version: z.string(),
  checks: z.object({ database: check, queue: check }),
});

export type Health = z.infer<typeof health>;
