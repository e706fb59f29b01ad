import * as z from 'zod/mini';
import { imageResult } from './image.ts';
import { operationResult } from './operations.ts';
import { euros, instant, instantParameter, limit, pageOf, wordParameter } from './wire.ts';

export const JOB_STATUSES = ['pending', 'processing', 'completed', 'failed'] as const;
const JOB_KINDS = ['generation', 'operation'] as const;

const jobStatus = z.enum(JOB_STATUSES);
const jobKind = z.enum(JOB_KINDS);

/** A generation or an operation. `balance_eur` is what was available when it ended, or now while it has not. */
export const job = z.object({
  id: z.string(),
  kind: jobKind,
  status: jobStatus,
  /** A generation names its model, an operation its operation. */
  model: z.optional(z.string()),
  operation: z.optional(z.string()),
  prompt: z.optional(z.string()),
  created_at: instant,
  completed_at: z.nullable(instant),
  hold_eur: euros,
  /** What was charged: null until it is known, `"0.000000"` for what failed. */
  cost_eur: z.nullable(euros),
  balance_eur: euros,
  price_version: z.string(),
  api_key: z.nullable(z.object({ id: z.string(), name: z.string(), last4: z.string() })),
  error: z.nullable(z.object({ error: z.string(), message: z.string() })),
  result: z.nullable(z.union([imageResult, operationResult])),
});

export const jobsPage = pageOf(job);

/** The query of `GET /v1/jobs`: newest first; `from` counts, `to` does not. */
export const jobsQuery = z.strictObject({
  status: z.optional(jobStatus),
  kind: z.optional(jobKind),
  model: z.optional(wordParameter),
  /** An API key's id. */
  api_key: z.optional(z.uuid()),
  from: z.optional(instantParameter),
  to: z.optional(instantParameter),
  cursor: z.optional(z.string().check(z.maxLength(200))),
  limit,
});

export type JobStatus = z.infer<typeof jobStatus>;
export type JobKind = z.infer<typeof jobKind>;
export type Job = z.infer<typeof job>;
export type JobsPage = z.infer<typeof jobsPage>;
