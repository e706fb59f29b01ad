import type { ChaosRule, FaultRule } from '../account/state.ts';
import { CHAOS_EFFECTS, defaultSwitches, FAULTS } from '../account/state.ts';
import { Fields } from '../http/fields.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/router.ts';
import { answer, created } from '../http/router.ts';
import { getDestination } from '../rest/notification-settings.ts';
import { addDestination } from '../webhooks/destinations.ts';
import { describeDeliveries, subjectOf } from './deliveries.ts';

const LONGEST_MS = 86_400_000;

/** Destinations, misbehaviours and deliveries. */
export const controlWebhookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/_control/destinations',
    handler: (call) => answer(call.account.state.destinations.all()),
  },
  {
    method: 'POST',
    path: '/_control/destinations',
    handler: (call) => {
      const fields = new Fields(call.body);
      const wanted = readDestination(fields);
      fields.check();
      return created(addDestination(call.account, wanted));
    },
  },
  {
    method: 'PUT',
    path: '/_control/destinations',
    handler: (call) => {
      const fields = new Fields(call.body);
      const wanted = (fields.required('destinations', fields.list('destinations')) ?? []).map(
        readDestination,
      );
      fields.check();
      call.account.state.destinations.replaceAll([]);
      return answer(wanted.map((destination) => addDestination(call.account, destination)));
    },
  },
  {
    method: 'DELETE',
    path: '/_control/destinations/:id',
    handler: (call) => {
      call.account.state.destinations.delete(getDestination(call.account, call.params.id!).id);
      return { kind: 'empty', status: 204 };
    },
  },
  { method: 'GET', path: '/_control/chaos', handler: (call) => answer(call.account.state.switches.chaos) },
  {
    method: 'PUT',
    path: '/_control/chaos',
    handler: (call) => {
      const fields = new Fields(call.body);
      const rules = (fields.required('rules', fields.list('rules')) ?? []).map(readChaos);
      fields.check();
      call.account.state.switches.chaos = rules;
      call.account.changed();
      return answer(rules);
    },
  },
  { method: 'GET', path: '/_control/faults', handler: (call) => answer(call.account.state.switches.faults) },
  {
    method: 'PUT',
    path: '/_control/faults',
    handler: (call) => {
      const fields = new Fields(call.body);
      const rules = (fields.required('rules', fields.list('rules')) ?? []).map(readFault);
      fields.check();
      call.account.state.switches.faults = rules;
      call.account.changed();
      return answer(rules);
    },
  },
  {
    method: 'DELETE',
    path: '/_control/switches',
    handler: (call) => {
      call.account.state.switches = defaultSwitches();
      call.account.changed();
      return { kind: 'empty', status: 204 };
    },
  },
  {
    method: 'GET',
    path: '/_control/deliveries',
    handler: (call) => {
      const type = call.query.get('eventType');
      const transaction = call.query.get('transactionId');
      const rows = call.account.state.notifications.filter(
        (row) =>
          (type === null || row.event_type === type) &&
          (transaction === null || subjectOf(call.account, row) === transaction),
      );
      return answer(describeDeliveries(call.account, rows));
    },
  },
  {
    method: 'POST',
    path: '/_control/events',
    handler: (call) => {
      const fields = new Fields(call.body);
      const type = fields.required('eventType', fields.text('eventType', 100));
      const data = fields.required('data', fields.customData('data'));
      fields.check();
      call.account.publish(type, data);
      return created(call.account.state.events.all().at(-1));
    },
  },
  {
    method: 'POST',
    path: '/_control/events/:id/replay',
    handler: (call) => {
      const event = call.account.state.events.get(call.params.id!);
      if (event === undefined) throw notFound(call.params.id!);
      const fields = new Fields(call.body ?? {});
      const destinationId = fields.text('destinationId') ?? null;
      fields.check();
      const destinations =
        destinationId === null
          ? call.account.state.destinations.filter((row) => row.active)
          : [getDestination(call.account, destinationId)];
      return created(destinations.map((destination) => call.account.replay(event, destination)));
    },
  },
];

function readDestination(fields: Fields): {
  url: string;
  secret: string | null;
  subscribedEvents: string[] | null;
} {
  return {
    url: fields.required('url', fields.url('url')),
    secret: fields.text('secret') ?? null,
    subscribedEvents: fields.texts('subscribedEvents') ?? null,
  };
}

function readChaos(fields: Fields): ChaosRule {
  return {
    effect: fields.required('effect', fields.oneOf('effect', CHAOS_EFFECTS)),
    eventTypes: fields.texts('eventTypes') ?? null,
    destinationId: fields.text('destinationId') ?? null,
    times: fields.integer('times', 0, 1_000_000) ?? null,
    copies: fields.integer('copies', 1, 100) ?? 2,
    delayMs: fields.integer('delayMs', 0, LONGEST_MS) ?? 2000,
    windowEndsMs: null,
  };
}

function readFault(fields: Fields): FaultRule {
  return {
    fault: fields.required('fault', fields.oneOf('fault', FAULTS)),
    method: fields.text('method', 10)?.toUpperCase() ?? null,
    pathPrefix: fields.text('pathPrefix', 200) ?? null,
    times: fields.integer('times', 0, 1_000_000) ?? null,
    delayMs: fields.integer('delayMs', 0, LONGEST_MS) ?? 2000,
    retryAfterSeconds: fields.integer('retryAfterSeconds', 0, 86_400) ?? 1,
  };
}
