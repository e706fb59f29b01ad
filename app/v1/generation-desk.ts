import { env } from '#lib/core/env.ts';
import { database } from '#lib/db/client.ts';
import { type AdmissionOptions, createAdmission } from '#lib/generation/admit.ts';
import type { Addresses } from '#lib/generation/answer.ts';
import { listenForFinishedJobs } from '#lib/generation/finished-store.ts';
import { type GenerationDesk, WAIT_MS } from '#lib/generation/generate.ts';

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

/** What the addresses in answers are made with. */
export function addresses(): Addresses {
  const { APP_URL, FILES_SECRET } = env();
  return { appUrl: APP_URL, filesSecret: FILES_SECRET };
}
