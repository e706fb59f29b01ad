import { randomUUID } from 'node:crypto';
import type { Account } from '../account/account.ts';
import type { Destination, EventRow, NotificationLogRow, NotificationRow } from '../account/state.ts';
import type { Spoiling } from './chaos.ts';
import { takeSpoiling } from './chaos.ts';
import { signatureHash, signatureHeader } from './signature.ts';

/** How much of an answer is kept in the log, in characters. */
const KEPT_BODY_CHARS = 2000;

/** The envelope that is sent: the event, and the id of this notification of it. */
export function envelopeOf(event: EventRow, notificationId: string): Record<string, unknown> {
  return {
    event_id: event.event_id,
    event_type: event.event_type,
    occurred_at: event.occurred_at,
    notification_id: notificationId,
    data: event.data,
  };
}

/**
 * Sends one request for a notification and logs its answer. Redirects are not followed; anything but a 2xx answer
 * within the time-out is a failure.
 *
 * @param ended aborts the request when the emulator stops
 * @returns whether the destination accepted it
 */
export async function attemptDelivery(
  account: Account,
  event: EventRow,
  notification: NotificationRow,
  destination: Destination,
  ended: AbortSignal,
): Promise<boolean> {
  const body = Buffer.from(JSON.stringify(envelopeOf(event, notification.id)));
  const spoiling = takeSpoiling(account, notification);
  const log: NotificationLogRow = {
    id: account.newId('ntflog'),
    notification_id: notification.id,
    attempted_at: account.clock.stamp(),
    response_code: 0,
    response_content_type: null,
    response_body: '',
    duration_ms: 0,
  };
  const startedAt = performance.now();
  try {
    const response = await fetch(destination.destination, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Paddle',
        'paddle-signature': sign(account, destination, body, spoiling),
        'paddle-version': '1',
      },
      body: spoiling.truncate ? body.subarray(0, body.length >> 1) : body,
      redirect: 'manual',
      signal: AbortSignal.any([ended, AbortSignal.timeout(account.settings.webhookTimeoutMs)]),
    });
    log.response_code = response.status;
    log.response_content_type = response.headers.get('content-type');
    log.response_body = (await response.text()).slice(0, KEPT_BODY_CHARS);
  } catch (error) {
    // An attempt that the emulator's own stop cut off is not counted: it is made again after the next start.
    if (ended.aborted) throw error;
    log.response_code = 0;
    log.response_body = describe(error);
  }
  log.duration_ms = Math.round(performance.now() - startedAt);
  account.state.notificationLogs.put(log);
  return log.response_code >= 200 && log.response_code < 300;
}

function sign(account: Account, destination: Destination, body: Buffer, spoiling: Spoiling): string {
  const timestamp = Math.floor(account.clock.now().getTime() / 1000) - spoiling.ageSeconds;
  const right = signatureHash(destination.endpoint_secret_key, timestamp, body);
  const wrong = signatureHash(`pdl_ntfset_wrong_${randomUUID()}`, timestamp, body);
  if (spoiling.wrongSecret) return signatureHeader(timestamp, [wrong]);
  if (spoiling.twoSignatures) return signatureHeader(timestamp, [right, wrong]);
  return signatureHeader(timestamp, [right]);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
