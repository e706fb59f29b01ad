import type { Account } from '../account/account.ts';
import type { NotificationRow } from '../account/state.ts';
import { filterValues, listPage } from '../http/list.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { Route } from '../http/router.ts';
import { answer, created } from '../http/router.ts';
import { envelopeOf } from '../webhooks/attempt.ts';
import { getDestination } from './notification-settings.ts';

const PER_PAGE = { standard: 50, maximum: 200 };

/** Addresses that live webhooks come from at Paddle; here they come from this machine. */
const IPV4_CIDRS = ['127.0.0.1/32'];

export const notificationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/notifications',
    handler: (call) => {
      const { query, account } = call;
      const settings = filterValues(query, 'notification_setting_id');
      const statuses = filterValues(query, 'status');
      const subject = query.get('filter');
      const search = query.get('search')?.toLowerCase() ?? null;
      const fromMs = timeOf(query, 'from') ?? Number.NEGATIVE_INFINITY;
      const toMs = timeOf(query, 'to') ?? Number.POSITIVE_INFINITY;
      const rows = account.state.notifications.filter((row) => {
        const at = Date.parse(row.occurred_at);
        return (
          (settings === null || settings.has(row.destination_id)) &&
          (statuses === null || statuses.has(row.status)) &&
          (subject === null || subjectId(account, row) === subject) &&
          (search === null || `${row.id} ${row.event_type}`.toLowerCase().includes(search)) &&
          at >= fromMs &&
          at <= toMs
        );
      });
      return listPage(call, rows, { perPage: PER_PAGE, view: (row) => view(account, row) });
    },
  },
  {
    method: 'GET',
    path: '/notifications/:id',
    handler: (call) => answer(view(call.account, getNotification(call.account, call.params.id!))),
  },
  {
    method: 'GET',
    path: '/notifications/:id/logs',
    handler: (call) => {
      const notification = getNotification(call.account, call.params.id!);
      const rows = call.account.state.notificationLogs.filter(
        (row) => row.notification_id === notification.id,
      );
      return listPage(call, rows, {
        perPage: PER_PAGE,
        view: ({ notification_id: _notification, duration_ms: _duration, ...log }) => log,
      });
    },
  },
  {
    method: 'POST',
    path: '/notifications/:id/replay',
    handler: (call) => {
      const { account } = call;
      const notification = getNotification(account, call.params.id!);
      if (notification.origin !== 'event') throw new Problem('notification_replay_invalid_origin_type');
      if (notification.status === 'not_attempted' || notification.status === 'needs_retry') {
        throw new Problem('notification_cannot_replay', 'The notification is still being sent.');
      }
      const event = account.state.events.get(notification.event_id);
      if (event === undefined) throw new Problem('notification_cannot_replay');
      const replay = account.replay(event, getDestination(account, notification.destination_id));
      account.state.notifications.put({ ...notification, replayed_at: account.clock.stamp() });
      return created({ notification_id: replay.id });
    },
  },
  { method: 'GET', path: '/ips', handler: () => answer({ ipv4_cidrs: IPV4_CIDRS }) },
];

function getNotification(account: Account, id: string): NotificationRow {
  const notification = account.state.notifications.get(id);
  if (notification === undefined) throw notFound(id);
  return notification;
}

function view(account: Account, row: NotificationRow): unknown {
  const event = account.state.events.get(row.event_id);
  return {
    id: row.id,
    type: row.event_type,
    status: row.status,
    payload: event === undefined ? null : envelopeOf(event, row.id),
    occurred_at: row.occurred_at,
    delivered_at: row.delivered_at,
    replayed_at: row.replayed_at,
    origin: row.origin,
    last_attempt_at: row.last_attempt_at,
    retry_at: row.status === 'needs_retry' && row.due_ms !== null ? new Date(row.due_ms).toISOString() : null,
    times_attempted: row.times_attempted,
    notification_setting_id: row.destination_id,
  };
}

function subjectId(account: Account, row: NotificationRow): string | null {
  const data = account.state.events.get(row.event_id)?.data as { id?: string } | undefined;
  return data?.id ?? null;
}

function timeOf(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Problem('invalid_time_query_parameter', `Unable to parse ${name}: ${text}`);
  return ms;
}
