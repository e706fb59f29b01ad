import { now } from '#lib/core/clock.ts';
import { type DepictaError, invariant } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { Batcher } from '#lib/ledger/batcher.ts';
import { type HoldItem, type Posted, toWireItem } from '#lib/ledger/post.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import { monthAfter, monthOf } from './month.ts';
import { isOperation, type Ordered } from './order.ts';
import { refusal } from './refusal.ts';
import { type AdmittedRow, admitJobs } from './store.ts';

/**
 * How long a hold stands before the sweeper may release it: beyond waiting for a turn on a busy day, the provider's
 * time-out, its retries and a dead worker's being noticed. A living worker puts it off.
 */
export const HOLD_LIFETIME_MS = 60 * 60_000;

/** A request for admission: who asks, for what, at which price. */
export type AdmissionRequest = Ordered & {
  customerId: Uuid;
  /** The API key it was asked with; its monthly cap binds, and what it spends is counted for it. */
  apiKey: { id: Uuid; name: string; last4: string; monthlyCapMicros: Credits | null } | null;
  idempotencyKey: { key: string; bodyHash: Uint8Array } | undefined;
};

/** A job that was accepted, now or (`isRepeat`) when its key came first. */
export type Admitted =
  | { isRepeat: false; jobId: Uuid; holdMicros: Credits; availableMicros: Credits }
  | { isRepeat: true; jobId: Uuid };

export type Admission = {
  /**
   * Accepts a generation or an operation: its hold, its job and its place in the queue exist together or not at all. Refused, nothing
   * is written, and the key that came with it is not kept. Product rules, sections 3 and 4.
   *
   * @throws {DepictaError} `credit_insufficient`, `credit_tier_restricted`, `key_budget_exceeded`, `rate_limited`,
   *   `idempotency_mismatch`
   */
  admit(request: AdmissionRequest): Promise<Admitted>;
};

type Item = AdmissionRequest & { jobId: Uuid };

/** What is the same for every request. */
export type AdmissionOptions = {
  /** How many jobs a customer may have open. */
  maxInFlight: number;
  /** Where a refused customer can top up. */
  topUpUrl: string;
};

/**
 * Admission for one process. Requests that arrive while a batch is under way go together in the next one, as one call
 * to the database; each is decided by itself, in order of arrival.
 */
export function createAdmission({ pool }: Pick<Database, 'pool'>, options: AdmissionOptions): Admission {
  const batcher = new Batcher<Item, AdmittedRow>({
    run: async (items) => {
      const at = now();
      const rows = await admitJobs(
        pool,
        at,
        items.map((item, i) => toWire(item, i, at, options.maxInFlight)),
      );
      invariant(rows.length === items.length, 'job_admit answers each request once');
      return rows.sort((a, b) => a.i - b.i);
    },
    customerOf: ({ customerId }) => customerId,
    keyOf: ({ customerId, idempotencyKey, jobId }) =>
      idempotencyKey === undefined ? jobId : `${customerId} ${idempotencyKey.key}`,
  });
  return {
    async admit(request) {
      const row = await batcher.submit({ ...request, jobId: uuidv7() });
      switch (row.outcome) {
        case 'held':
          return {
            isRepeat: false,
            jobId: row.job_id,
            holdMicros: request.quote.holdMicros,
            availableMicros: credits(row.available ?? 0n),
          };
        case 'repeated':
          return { isRepeat: true, jobId: row.job_id };
        default:
          throw refusalOf(request, toDecided(row), options);
      }
    },
  };
}

/** What was decided about a hold, with the figures it was decided on. */
type Decided = Pick<Posted, 'amountMicros' | 'availableMicros' | 'heldMicros' | 'owedMicros'> & {
  outcome: AdmittedRow['outcome'];
};

function toDecided(row: AdmittedRow): Decided {
  return {
    outcome: row.outcome,
    amountMicros: credits(row.amount ?? 0n),
    availableMicros: credits(row.available ?? 0n),
    heldMicros: credits(row.held ?? 0n),
    owedMicros: credits(row.owed ?? 0n),
  };
}

/** Why a request was not accepted, or would not be. */
export function refusalOf(
  { quote, apiKey }: Pick<AdmissionRequest, 'quote' | 'apiKey'>,
  { outcome, amountMicros, ...figures }: Decided,
  options: AdmissionOptions,
): DepictaError {
  const resetsAt = monthAfter(now());
  return refusal(outcome, { quote, apiKey, usedMicros: amountMicros, resetsAt, ...figures, ...options });
}

/** What a request keeps aside, and under which conditions it may. */
export function holdFor(
  { customerId, apiKey, order, quote }: Pick<AdmissionRequest, 'customerId' | 'apiKey'> & Ordered,
  { jobId, at, maxInFlight }: { jobId: Uuid; at: Date; maxInFlight: number },
): HoldItem {
  const budget = apiKey && { ref: apiKey.id, period: monthOf(at), capMicros: apiKey.monthlyCapMicros };
  return {
    op: 'hold',
    customerId,
    holdId: jobId,
    amountMicros: quote.holdMicros,
    causeType: isOperation(order) ? 'operation' : 'generation',
    expiresAt: new Date(at.getTime() + HOLD_LIFETIME_MS),
    floorMicros: quote.floorMicros,
    maxOpen: maxInFlight,
    ...(budget && { budget }),
  };
}

/** One object that the database reads twice: as the ledger's hold, and as the job's row. */
function toWire(item: Item, i: number, at: Date, maxInFlight: number): Record<string, unknown> {
  const { customerId, apiKey, order, quote, idempotencyKey, jobId } = item;
  return {
    ...toWireItem(holdFor(item, { jobId, at, maxInFlight }), i),
    task: isOperation(order) ? 'process' : 'generate',
    subject: subjectOf(quote),
    api_key_id: apiKey?.id,
    request: order,
    price_version: quote.priceVersion,
    ...('model' in quote && { rate_micros: quote.model.microsPerThousandUnits.toString() }),
    idempotency_key: idempotencyKey && `${customerId} ${idempotencyKey.key}`,
    body_hash: idempotencyKey && Buffer.from(idempotencyKey.bodyHash).toString('hex'),
  };
}

/** What a job is for: the model's id, or the operation's. */
export function subjectOf(quote: Ordered['quote']): string {
  return 'model' in quote ? quote.model.id : quote.operation.id;
}
