import type { Database } from '#lib/db/client.ts';
import { type Processed, processEvent } from '#lib/inbox/process.ts';
import { storeDelivery } from '#lib/inbox/receive.ts';
import { dismissedAmong } from '#lib/inbox/store.ts';
import { storedPaddleEvents } from './source.ts';

/**
 * Handles what was read at Paddle like a webhook that says the same: as an event of our own making, once for each state of
 * its subject, through the same inbox.
 *
 * @param told.subject Paddle's id of what it is about
 * @param told.data as it travels
 * @param options.via how it was read, in words for its timeline
 * @returns what became of it
 */
export async function handleAsEvent(
  prisma: Database['prisma'],
  told: { eventType: string; subject: string; status: string; data: unknown },
  options: { via: string; at: Date },
): Promise<Processed> {
  const { eventType, subject, status, data } = told;
  const { at } = options;
  const eventId = `look_${subject}_${status}`;
  const payload = { event_id: eventId, event_type: eventType, occurred_at: at.toISOString(), data };
  const delivery = { eventId, eventType, occurredAt: at, payload };
  // Somebody has settled it, at Paddle say: a look must not bring it back.
  if ((await dismissedAmong(prisma, storedPaddleEvents.name, [subject])).size > 0) return 'duplicate';
  const { id } = await storeDelivery(prisma, storedPaddleEvents.name, delivery, options);
  return processEvent(prisma, storedPaddleEvents, id, at);
}
