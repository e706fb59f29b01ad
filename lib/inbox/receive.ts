import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { readRawBody } from './raw-body.ts';
import type { Delivery, WebhookSource } from './source.ts';
import { isStorable } from './storable.ts';
import { type InboundStatus, insertEvent } from './store.ts';

/** Larger than any event. */
const LARGEST_BODY_BYTES = 1_048_576;

/** How long the one who stored an event has to handle it before somebody else looks after it. */
const HANDLING_MS = 30_000;

/** What became of a delivery; only a stored one is acknowledged. */
export type Received =
  | { outcome: 'stored'; id: Uuid }
  | { outcome: 'too_large' }
  | { outcome: 'unverified'; reason: string }
  | { outcome: 'malformed'; reason: string };

/**
 * Takes a webhook in: verifies the raw body, stores the event unless it is there, and nothing more, so that the answer
 * can go out at once. Handling follows, from what is stored.
 *
 * @param at the present instant
 * @throws what the database throws: then nothing was acknowledged, and the sender delivers again
 */
export async function receive(
  prisma: Database['prisma'],
  source: WebhookSource,
  request: Request,
  at: Date,
): Promise<Received> {
  const rawBody = await readRawBody(request, LARGEST_BODY_BYTES);
  if (rawBody === undefined) return { outcome: 'too_large' };
  const verdict = source.verify(rawBody, request.headers, at);
  if (!verdict.ok) return { outcome: 'unverified', reason: verdict.reason };
  const opened = source.open(rawBody);
  if (!opened.ok) return { outcome: 'malformed', reason: opened.reason };
  const { delivery } = opened;
  if (!isStorable(delivery.payload)) return { outcome: 'malformed', reason: 'nested too deeply' };
  const { id } = await storeDelivery(prisma, source.name, delivery, { via: 'webhook', at });
  return { outcome: 'stored', id };
}

/**
 * Stores an event that came in any way, unless it is there.
 *
 * @param options.via how it came, in words for its timeline
 */
export function storeDelivery(
  prisma: Database['prisma'],
  source: string,
  delivery: Delivery,
  options: { via: string; at: Date },
): Promise<{ id: Uuid; isNew: boolean; status: InboundStatus }> {
  const retryAt = new Date(options.at.getTime() + HANDLING_MS);
  return insertEvent(prisma, source, delivery, { ...options, retryAt });
}
