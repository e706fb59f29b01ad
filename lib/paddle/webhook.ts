import { atMost } from '#lib/core/at-most.ts';
import { requestId, type Uuid } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import type { Database } from '#lib/db/client.ts';
import { processEvent } from '#lib/inbox/process.ts';
import { type Received, receive } from '#lib/inbox/receive.ts';
import type { WebhookSource } from '#lib/inbox/source.ts';

/** What a sender is told. Nothing about why: who may deliver knows, and nobody else should. */
const STATUS: Record<Received['outcome'], number> = {
  stored: 200,
  unverified: 401,
  malformed: 400,
  too_large: 413,
};

/**
 * So few are handled at a time that answering the next ones comes first, however many are delivered at once. What waits is
 * stored; what waits too long is taken up by the task that looks after stored events.
 */
const inTurn = atMost(4, 10_000);

/**
 * Answers a webhook of Paddle: 200 as soon as the event is stored, and it is handled after the answer. Paddle waits 5
 * seconds and takes any other answer as a reason to deliver again.
 *
 * @param options.now the clock
 * @param options.later does something once the answer is out
 */
export async function answerWebhook(
  prisma: Database['prisma'],
  source: WebhookSource,
  request: Request,
  options: { now: () => Date; later: (work: () => Promise<void>) => void },
): Promise<Response> {
  const id = requestId();
  const headers = { 'x-request-id': id, 'cache-control': 'no-store' };
  let received: Received;
  try {
    received = await receive(prisma, source, request, options.now());
  } catch (error) {
    log.error({ err: error, requestId: id }, 'a webhook could not be stored');
    return new Response(null, { status: 503, headers });
  }
  if (received.outcome === 'stored') {
    const { id: eventRow } = received;
    options.later(() => inTurn(() => handle(prisma, source, eventRow, options.now)));
  } else log.warn({ ...received, requestId: id }, 'webhook refused');
  return new Response(null, { status: STATUS[received.outcome], headers });
}

async function handle(
  prisma: Database['prisma'],
  source: WebhookSource,
  eventRow: Uuid,
  now: () => Date,
): Promise<void> {
  await processEvent(prisma, source, eventRow, now());
}
