import type { WebhookSource } from '#lib/inbox/source.ts';
import { readPaddleEvent } from './events.ts';
import { verifyPaddleSignature } from './signature.ts';
import { eventEnvelope } from './wire.ts';
import { withoutPeople } from './without-people.ts';

/** Real deliveries are retried for days, each time signed anew; this is only the way there and clocks that differ. */
const TOLERANCE_SECONDS = 300;

/** Events of Paddle's simulator: signed with the same secret, made up by whoever may use the dashboard. */
const SIMULATED = /^ntfsimevt_/;

/** Paddle as a source of stored events: enough to handle them again. */
export const storedPaddleEvents = { name: 'paddle', read: readPaddleEvent, withoutPeople };

/**
 * Paddle as a source of webhooks.
 *
 * @param options.secrets the destinations' secrets, several while one is being replaced
 * @param options.acceptSimulated whether events of Paddle's simulator are taken; never in production
 */
export function paddleWebhooks(options: {
  secrets: readonly string[];
  acceptSimulated: boolean;
}): WebhookSource {
  return {
    ...storedPaddleEvents,
    verify: (rawBody, headers, at) =>
      verifyPaddleSignature({
        rawBody,
        header: headers.get('paddle-signature'),
        secrets: options.secrets,
        now: at,
        toleranceSeconds: TOLERANCE_SECONDS,
      }),
    open(rawBody) {
      const payload = parseJson(rawBody);
      const envelope = eventEnvelope.safeParse(payload);
      if (!envelope.success) return { ok: false, reason: 'not an event of Paddle' };
      const { event_id: eventId, event_type: eventType, occurred_at: occurredAt } = envelope.data;
      if (SIMULATED.test(eventId) && !options.acceptSimulated)
        return { ok: false, reason: 'a simulated event' };
      return { ok: true, delivery: { eventId, eventType, occurredAt, payload } };
    },
  };
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    return undefined;
  }
}
