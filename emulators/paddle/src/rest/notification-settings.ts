import type { Account } from '../account/account.ts';
import type { Destination } from '../account/state.ts';
import { Fields } from '../http/fields.ts';
import { listPage } from '../http/list.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { Route } from '../http/router.ts';
import { answer, created } from '../http/router.ts';
import { addDestination } from '../webhooks/destinations.ts';
import { describeEventType, EVENT_TYPES } from '../webhooks/event-types.ts';
import { present } from './catalogue.ts';

const PER_PAGE = { standard: 200, maximum: 200 };
const MOST_ACTIVE = 10;
const TRAFFIC = ['platform', 'simulation', 'all'] as const;

export const notificationSettingRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/notification-settings',
    handler: (call) => {
      const active = call.query.get('active');
      const traffic = call.query.get('traffic_source');
      const rows = call.account.state.destinations.filter(
        (row) =>
          (active === null || String(row.active) === active) &&
          (traffic === null || row.traffic_source === traffic),
      );
      return listPage(call, rows, { perPage: PER_PAGE, view });
    },
  },
  {
    method: 'POST',
    path: '/notification-settings',
    handler: (call) => {
      const fields = new Fields(call.body);
      const type = fields.required('type', fields.oneOf('type', ['email', 'url']));
      const url = fields.required('destination', fields.text('destination', 2048));
      const description = fields.required('description', fields.text('description', 500));
      const subscribed = fields.required('subscribed_events', fields.texts('subscribed_events', 1));
      const traffic = fields.oneOf('traffic_source', TRAFFIC) ?? 'platform';
      const sensitive = fields.flag('include_sensitive_fields') ?? false;
      if (type === 'email') fields.fail('type', 'this emulator sends no e-mail: use url');
      fields.check();
      requireUrl(url);
      requireRoom(call.account);
      const made = addDestination(call.account, {
        url,
        secret: null,
        description,
        subscribedEvents: subscribed,
      });
      const destination = { ...made, traffic_source: traffic, include_sensitive_fields: sensitive };
      return created(view(call.account.state.destinations.put(destination)));
    },
  },
  {
    method: 'GET',
    path: '/notification-settings/:id',
    handler: (call) => answer(view(getDestination(call.account, call.params.id!))),
  },
  {
    method: 'PATCH',
    path: '/notification-settings/:id',
    handler: (call) => {
      const destination = getDestination(call.account, call.params.id!);
      const fields = new Fields(call.body);
      const changes = present(fields, {
        description: () => fields.required('description', fields.text('description', 500)),
        destination: () => fields.required('destination', fields.text('destination', 2048)),
        active: () => fields.required('active', fields.flag('active')),
        include_sensitive_fields: () => fields.flag('include_sensitive_fields') ?? false,
        subscribed_events: () => fields.required('subscribed_events', fields.texts('subscribed_events', 1)),
        traffic_source: () => fields.required('traffic_source', fields.oneOf('traffic_source', TRAFFIC)),
      });
      fields.check();
      if (changes.destination !== undefined) requireUrl(changes.destination);
      if (changes.active === true && !destination.active) requireRoom(call.account);
      return answer(view(call.account.state.destinations.put({ ...destination, ...changes })));
    },
  },
  {
    method: 'DELETE',
    path: '/notification-settings/:id',
    handler: (call) => {
      call.account.state.destinations.delete(getDestination(call.account, call.params.id!).id);
      return { kind: 'empty', status: 204 };
    },
  },
];

/** The destination with this id. @throws Problem `not_found` */
export function getDestination(account: Account, id: string): Destination {
  const destination = account.state.destinations.get(id);
  if (destination === undefined) throw notFound(id);
  return destination;
}

function view(destination: Destination): unknown {
  return {
    ...destination,
    subscribed_events: destination.subscribed_events?.map(describeEventType) ?? EVENT_TYPES,
  };
}

function requireUrl(text: string): void {
  if (!URL.canParse(text) || !/^https?:/i.test(text)) throw new Problem('url_notification_setting_incorrect');
}

function requireRoom(account: Account): void {
  if (account.state.destinations.filter((row) => row.active).length >= MOST_ACTIVE) {
    throw new Problem('notification_maximum_active_settings_reached');
  }
}
