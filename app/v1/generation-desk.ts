import { env } from '#lib/core/env.ts';
import { database } from '#lib/db/client.ts';
import { createAdmission } from '#lib/generation/admit.ts';
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
  const { MAX_IN_FLIGHT, APP_URL } = env();
  const db = database();
  const topUpUrl = new URL('/top-up', APP_URL).href;
  return {
    db,
    admission: createAdmission(db, { maxInFlight: MAX_IN_FLIGHT, topUpUrl }),
    finished: listenForFinishedJobs(db.pool),
    waitMs: WAIT_MS,
  };
}

/** What the addresses in answers are made with. */
export function addresses(): Addresses {
  const { APP_URL, FILES_SECRET } = env();
  return { appUrl: APP_URL, filesSecret: FILES_SECRET };
}
