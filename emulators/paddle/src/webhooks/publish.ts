import type { Account } from '../account/account.ts';
import type { Destination, EventRow, NotificationRow } from '../account/state.ts';
import { planSending, takeExtraEvents } from './chaos.ts';

/**
 * Records an event and makes a notification of it for every active destination that subscribed to its type.
 *
 * @returns the notifications to be sent
 */
export function publishEvent(account: Account, eventType: string, data: unknown): NotificationRow[] {
  const extra = takeExtraEvents(account, eventType, data);
  return [{ eventType, data }, ...extra].flatMap((event) => record(account, event.eventType, event.data));
}

/** Sends an event again to one destination, as a new notification with the origin `replay`. */
export function replayEvent(account: Account, event: EventRow, destination: Destination): NotificationRow {
  return account.state.notifications.put(newNotification(account, event, destination, 'replay'));
}

function record(account: Account, eventType: string, data: unknown): NotificationRow[] {
  const id = account.newId('evt');
  const event = account.state.events.put({
    id,
    event_id: id,
    event_type: eventType,
    occurred_at: account.clock.stamp(),
    data,
  });
  const notifications: NotificationRow[] = [];
  for (const destination of account.state.destinations.all()) {
    if (!destination.active || destination.traffic_source === 'simulation') continue;
    if (destination.subscribed_events !== null && !destination.subscribed_events.includes(eventType))
      continue;
    const notification = newNotification(account, event, destination, 'event');
    const plan = planSending(account, notification);
    if (plan === null) continue;
    notifications.push(account.state.notifications.put({ ...notification, ...plan }));
  }
  return notifications;
}

function newNotification(
  account: Account,
  event: EventRow,
  destination: Destination,
  origin: NotificationRow['origin'],
): NotificationRow {
  return {
    id: account.newId('ntf'),
    event_id: event.event_id,
    event_type: event.event_type,
    destination_id: destination.id,
    status: 'not_attempted',
    origin,
    occurred_at: event.occurred_at,
    times_attempted: 0,
    last_attempt_at: null,
    delivered_at: null,
    replayed_at: null,
    due_ms: account.clock.now().getTime(),
    order: account.state.notifications.size + 1,
    copies: 1,
    parallel: false,
  };
}
