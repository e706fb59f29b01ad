import { type Patience, persist } from '../api/persist.ts';
import { type Answer, type Connection, request } from '../api/request.ts';
import type { GenerationResult, OperationResult } from '../api/shapes.ts';
import { unexpected } from '../failure.ts';

/** Paid work to ask for: where, what, and the key that makes asking twice the same as asking once. */
export type Order = {
  path: string;
  body: unknown;
  idempotencyKey: string;
  /** What else to change in the command that is repeated with the key, a line each. */
  alsoRepeat?: readonly string[];
};

/** The API has taken the work on. */
export type Accepted = {
  jobId: string;
  pollUrl: string | undefined;
  /** There at once when the answer is that of work already done. */
  result: GenerationResult | OperationResult | undefined;
};

export type Watch = Patience & {
  /** The job's id, as soon as it is known. */
  onJob(jobId: string): void;
};

/**
 * Asks for paid work, once as far as the customer's credit is concerned: whatever happens to an answer, the next
 * attempt carries the same idempotency key, so it joins the work that was accepted or starts it. The API answers at
 * once (`respond-async`), which leaves nothing waiting inside a proxy.
 *
 * @throws {Failure} the API's refusal, or the connection that stayed lost, then with the key to ask again with
 */
export async function ask(connection: Connection, order: Order, watch: Watch): Promise<Accepted> {
  return persist(
    () => askOnce(connection, order, watch),
    watch,
    (failure) => failure.advising(...adviceWithKey(order.idempotencyKey), ...(order.alsoRepeat ?? [])),
  );
}

async function askOnce(connection: Connection, order: Order, watch: Watch): Promise<Accepted> {
  const answer = await request(connection, {
    method: 'POST',
    path: order.path,
    body: order.body,
    headers: { 'idempotency-key': order.idempotencyKey, prefer: 'respond-async' },
    onHeaders(headers) {
      const jobId = headers.get('x-depicta-job-id');
      if (jobId) watch.onJob(jobId);
    },
  });
  const accepted = acceptedFrom(answer);
  watch.onJob(accepted.jobId);
  return accepted;
}

function acceptedFrom({ status, headers, body }: Answer): Accepted {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const jobId = headers.get('x-depicta-job-id') || fields.job_id || fields.id;
  if (typeof jobId !== 'string') {
    throw unexpected('The API accepted the work without naming its job.', headers.get('x-request-id') ?? '');
  }
  return {
    jobId,
    pollUrl: typeof fields.poll_url === 'string' ? fields.poll_url : undefined,
    result: status === 202 ? undefined : (body as GenerationResult | OperationResult),
  };
}

/** How to find out what became of a request whose answer was lost. */
export function adviceWithKey(idempotencyKey: string): string[] {
  return [
    'The request may have been accepted. To get its image without paying twice, repeat the command with:',
    `  --idempotency-key ${idempotencyKey}`,
  ];
}
