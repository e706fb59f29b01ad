import { env } from '#lib/core/env.ts';
import type { Database } from '#lib/db/client.ts';
import { localFileStore } from '#lib/files/file-store.ts';
import { createFinishing } from '#lib/generation/finish.ts';
import { GENERATION_TIMEOUT_MS } from '#lib/generation/run.ts';
import { generationTasks } from '#lib/generation/tasks.ts';
import { allWork, operatorOf } from '#lib/jobs/tasks.ts';
import type { Work } from '#lib/jobs/worker.ts';
import { canvas, Rejected } from '../canvas.ts';

/** How long a quick picture takes: long enough for a few to be under way at any moment. */
const DELAY_MS = 120;
/** Often, so that putting off holds is under way too when something is killed. */
const HEARTBEAT_MS = 100;

/**
 * The work of a process that will be killed. With `CHAOS_MAKER=canvas` the pictures are the quick ones of tests; a
 * prompt with `[[fail]]` fails, as it does with the studio of a demo.
 */
export function workToKill(db: Database): Work {
  const work = allWork(db);
  if (process.env.CHAOS_MAKER !== 'canvas') return work;
  const maker = Object.assign(canvas(), { delayMs: DELAY_MS });
  maker.fails = (call) =>
    maker.calls[call - 1]?.prompt?.includes('[[fail]]') ? new Rejected('told to fail') : undefined;
  const files = localFileStore(env().FILES_DIR);
  const workshop = {
    db,
    files,
    finishing: createFinishing(db),
    providers: { studio: maker },
    operator: operatorOf(files),
    timeoutMs: GENERATION_TIMEOUT_MS,
    heartbeatMs: HEARTBEAT_MS,
  };
  return { ...work, generations: generationTasks(workshop) };
}
