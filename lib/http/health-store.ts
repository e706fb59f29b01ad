import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Health } from '#lib/contracts/health.ts';
import type { Database } from '#lib/db/client.ts';
import manifest from '../../package.json' with { type: 'json' };

/** A database that answers later than this is away, as far as a caller is concerned. */
const TIMEOUT_MS = 3_000;

/** Whether this process can do its work: the database answers, and so does the queue in it. */
export async function health({ pool }: Pick<Database, 'pool'>): Promise<Health> {
  const [database, queue] = await Promise.all([
    answers(pool, 'SELECT 1 AS alive FROM job LIMIT 1'),
    answers(pool, 'SELECT 1 AS alive FROM graphile_worker._private_jobs LIMIT 1'),
  ]);
  const isWell = database && queue;
  return {
    status: isWell ? 'ok' : 'failed',
    version: manifest.version,
    checks: { database: database ? 'ok' : 'failed', queue: queue ? 'ok' : 'failed' },
  };
}

async function answers(pool: Pool, text: string): Promise<boolean> {
  const late = new AbortController();
  try {
    return await Promise.race([
      pool.query(text).then(() => true),
      sleep(TIMEOUT_MS, false, { signal: late.signal }),
    ]);
  } catch {
    return false;
  } finally {
    late.abort();
  }
}
