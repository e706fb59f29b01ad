import { filterValues, listPage } from '../http/list.ts';
import type { Route } from '../http/router.ts';
import { answer } from '../http/router.ts';
import { EVENT_TYPES } from '../webhooks/event-types.ts';

const PER_PAGE = { standard: 50, maximum: 200 };

/** How far back events are listed. */
const RETENTION_MS = 90 * 24 * 60 * 60 * 1000;

export const eventRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/events',
    handler: (call) => {
      const types = filterValues(call.query, 'event_type');
      const oldest = new Date(call.account.clock.now().getTime() - RETENTION_MS).toISOString();
      const rows = call.account.state.events.filter(
        (row) => (types === null || types.has(row.event_type)) && row.occurred_at >= oldest,
      );
      return listPage(call, rows, { perPage: PER_PAGE, view: ({ id: _id, ...envelope }) => envelope });
    },
  },
  { method: 'GET', path: '/event-types', handler: () => answer(EVENT_TYPES) },
];
