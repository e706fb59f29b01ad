import { FILES_AVAILABLE_SECONDS } from '#lib/contracts/image.ts';
import type { JobStatus } from '#lib/contracts/job.ts';
import { now } from '#lib/core/clock.ts';
import { type ErrorCode, invariant } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { Batcher } from '#lib/ledger/batcher.ts';
import { toWireItem } from '#lib/ledger/post.ts';
import { type Credits, max, min, subtract, ZERO } from '#lib/money/credits.ts';
import type { Picture, ProcessedPicture } from './pictures.ts';
import { type FinishedRow, finishJobs } from './store.ts';

/** How a job ends: with a picture and what it cost, or without and at no cost. */
type Ending =
  | {
      jobId: Uuid;
      customerId: Uuid;
      holdMicros: Credits;
      picture: Picture | ProcessedPicture;
      costMicros: Credits;
    }
  | { jobId: Uuid; customerId: Uuid; failure: Failure };

/** Why a job failed. `overdue` is the sweeper's: it gives up only a job whose hold is past its time. */
export type Failure = { code: ErrorCode; message: string; reason: 'rejected' | 'failed' | 'overdue' };

/** The last words of every failure: a job that fails costs nothing. */
export const NOT_CHARGED = 'You were not charged.';

/** How a job stands after its end was asked for; null where there was no such job. */
type Finished = { status: JobStatus | null; isDone: boolean };

export type Finishing = {
  /**
   * Ends a job and its hold in one database transaction, exactly once: whoever comes second finds it ended and
   * changes nothing. The customer is charged the actual cost, never more than was held; what it cost beyond that is
   * written down as ours. A picture that comes after its job was given up as overdue is delivered free.
   */
  finish(ending: Ending): Promise<Finished>;
};

/** Finishing for one process, in batches like admission. */
export function createFinishing({ pool }: Pick<Database, 'pool'>): Finishing {
  const batcher = new Batcher<Ending, FinishedRow>({
    run: async (endings) => {
      const rows = await finishJobs(pool, now(), endings.map(toWire));
      invariant(rows.length === endings.length, 'job_finish answers each job once');
      return rows.sort((a, b) => a.i - b.i);
    },
    customerOf: ({ customerId }) => customerId,
    keyOf: ({ jobId }) => jobId,
  });
  return {
    async finish(ending) {
      const row = await batcher.submit(ending);
      return { status: row.status, isDone: row.status === 'completed' || row.status === 'failed' };
    },
  };
}

function toWire(ending: Ending, i: number): Record<string, unknown> {
  const { jobId, customerId } = ending;
  if ('failure' in ending) {
    const { code, message, reason } = ending.failure;
    return {
      ...toWireItem({ op: 'release', customerId, holdId: jobId, reason }, i),
      error_code: code,
      error_message: message,
      files_seconds: FILES_AVAILABLE_SECONDS,
    };
  }
  const chargeMicros = min(ending.costMicros, ending.holdMicros);
  return {
    ...toWireItem({ op: 'settle', customerId, holdId: jobId, chargeMicros }, i),
    overrun: max(subtract(ending.costMicros, ending.holdMicros), ZERO).toString(),
    result: ending.picture,
    files_seconds: FILES_AVAILABLE_SECONDS,
  };
}
