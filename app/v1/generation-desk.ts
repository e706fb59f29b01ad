import { env } from '#lib/core/env.ts';
import { database } from '#lib/db/client.ts';
import { type AdmissionOptions, createAdmission } from '#lib/generation/admit.ts';
import { type Addresses, toAccepted, toResult } from '#lib/generation/answer.ts';
import { listenForFinishedJobs } from '#lib/generation/finished-store.ts';
import {
  type Generated,
  type GenerationDesk,
  POLL_AFTER_SECONDS,
  WAIT_MS,
} from '#lib/generation/generate.ts';
import type { Answer } from '#lib/http/route.ts';

const shared = globalThis as typeof globalThis & { depictaGenerationDesk?: GenerationDesk };

/**
 * Where generations are accepted and waited for: one a process, because requests that go together must meet. It
 * lives beside the modules, of which the bundler may make several copies.
 */
export function generationDesk(): GenerationDesk {
  shared.depictaGenerationDesk ??= open();
  return shared.depictaGenerationDesk;
}

function open(): GenerationDesk {
  const db = database();
  return {
    db,
    admission: createAdmission(db, admissionOptions()),
    finished: listenForFinishedJobs(db.pool),
    waitMs: WAIT_MS,
  };
}

/** What every request is admitted with. */
export function admissionOptions(): AdmissionOptions {
  const { MAX_IN_FLIGHT, APP_URL } = env();
  return { maxInFlight: MAX_IN_FLIGHT, topUpUrl: new URL('/top-up', APP_URL).href };
}

/** What an order is answered with: 200 when its result is there, else 202 with where to look. */
export function answered(generated: Generated, { isAsync }: { isAsync: boolean }): Answer {
  const { job, isOver, isRepeat } = generated;
  const headers = {
    'X-Depicta-Job-Id': job.id,
    ...(isRepeat && { 'Idempotent-Replayed': 'true' }),
  };
  if (isOver) return { body: toResult(job, addresses()), headers };
  const accepted = toAccepted(job, addresses());
  return {
    status: 202,
    body: accepted,
    headers: {
      ...headers,
      Location: accepted.poll_url,
      'Retry-After': POLL_AFTER_SECONDS.toString(),
      ...(isAsync && { 'Preference-Applied': 'respond-async' }),
    },
  };
}

/** What the addresses in answers are made with. */
export function addresses(): Addresses {
  const { APP_URL, FILES_SECRET } = env();
  return { appUrl: APP_URL, filesSecret: FILES_SECRET };
}
