import { log } from '#lib/core/log.ts';
import type { Database } from '#lib/db/client.ts';
import { processEvent } from '#lib/inbox/process.ts';
import { storeDelivery } from '#lib/inbox/receive.ts';
import type { Delivery } from '#lib/inbox/source.ts';
import { finishedAmong } from '#lib/inbox/store.ts';
import { PaddleCallError, type PaddleClient } from './client.ts';
import { nextRawPage } from './raw-page.ts';
import { storedPaddleEvents } from './source.ts';
import { findBookmark, setBookmark } from './store.ts';
import { eventEnvelope } from './wire.ts';

const BOOKMARK = 'paddle_events';
const PAGE_SIZE = 200;
/** A run reads at most this much; the next one goes on from its bookmark. */
const MOST_PAGES = 25;
/** The list may show an event only after younger ones: the bookmark stays this far behind. */
const SETTLED_MS = 300_000;

/** What a run found. */
export type Backfilled = {
  /** Events read. */
  seen: number;
  /** Events that no webhook had brought. */
  missing: number;
};

/**
 * Reads Paddle's own list of events from where the last run ended and handles what no webhook brought, through the same
 * inbox: a payment whose webhooks were all lost, because the app was down the whole time say, is credited as any other.
 * The list reaches back 90 days.
 *
 * @param at the present instant
 * @throws {PaddleCallError} when Paddle does not answer; the next run goes on from the bookmark
 */
export async function backfillEvents(
  prisma: Database['prisma'],
  paddle: PaddleClient,
  at: Date,
): Promise<Backfilled> {
  const bookmark = await findBookmark(prisma, BOOKMARK);
  try {
    return await readFrom(prisma, paddle, bookmark, at);
  } catch (error) {
    const lost = error instanceof PaddleCallError && error.failure.kind === 'refused' && isBadCursor(error);
    if (bookmark === undefined || !lost) throw error;
    // After months of standing still Paddle may no longer know the bookmark; then from the beginning of its list.
    log.warn({ bookmark }, 'Paddle does not know the bookmark of its events');
    return readFrom(prisma, paddle, undefined, at);
  }
}

function isBadCursor(error: PaddleCallError): boolean {
  return ['bad_request', 'invalid_field', 'not_found'].includes(error.failure.code);
}

async function readFrom(
  prisma: Database['prisma'],
  paddle: PaddleClient,
  bookmark: string | undefined,
  at: Date,
): Promise<Backfilled> {
  const list = paddle.events.list({
    orderBy: 'id[ASC]',
    perPage: PAGE_SIZE,
    ...(bookmark === undefined ? {} : { after: bookmark }),
  });
  const total: Backfilled = { seen: 0, missing: 0 };
  let mayMove = true;
  for (let page = 0; page < MOST_PAGES && list.hasMore; page += 1) {
    const deliveries = (await nextRawPage('list events', list)).flatMap(toDelivery);
    total.seen += deliveries.length;
    total.missing += await takeMissing(prisma, deliveries, at);
    const settled = deliveries.filter(({ occurredAt }) => occurredAt.getTime() <= at.getTime() - SETTLED_MS);
    const last = settled.at(-1);
    if (mayMove && last !== undefined) await setBookmark(prisma, BOOKMARK, last.eventId, at);
    mayMove &&= settled.length === deliveries.length;
  }
  if (total.missing > 0) log.info({ ...total }, 'events found that no webhook had brought');
  return total;
}

function toDelivery(payload: unknown): Delivery[] {
  const envelope = eventEnvelope.safeParse(payload);
  if (!envelope.success) {
    log.error('an entry of the list of events is no event');
    return [];
  }
  const { event_id: eventId, event_type: eventType, occurred_at: occurredAt } = envelope.data;
  return [{ eventId, eventType, occurredAt, payload }];
}

async function takeMissing(
  prisma: Database['prisma'],
  deliveries: readonly Delivery[],
  at: Date,
): Promise<number> {
  const { name } = storedPaddleEvents;
  const finished = await finishedAmong(
    prisma,
    name,
    deliveries.map(({ eventId }) => eventId),
  );
  let missing = 0;
  for (const delivery of deliveries) {
    if (finished.has(delivery.eventId)) continue;
    const { id, isNew } = await storeDelivery(prisma, name, delivery, { via: 'the list of events', at });
    // One that was there already is under way, or has its own time of retry.
    if (!isNew) continue;
    missing += 1;
    await processEvent(prisma, storedPaddleEvents, id, at);
  }
  return missing;
}
