import type { Account } from '../account/account.ts';
import { defaultSwitches, TABLE_NAMES } from '../account/state.ts';
import { Fields } from '../http/fields.ts';
import type { Route } from '../http/router.ts';
import { answer } from '../http/router.ts';
import { addDestination, SETTINGS_DESTINATION } from '../webhooks/destinations.ts';
import { describeDeliveries } from './deliveries.ts';

const IDLE_CHECK_MS = 10;
/** How many of the newest rows of each kind the control page shows. */
const OVERVIEW_ROWS = 50;
const LONGEST_WAIT_MS = 60_000;

/** The emulator as a whole. */
export const controlStateRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/_control/state',
    handler: (call) => {
      const { state, clock } = call.account;
      const counts = Object.fromEntries(TABLE_NAMES.map((name) => [name, state[name].size]));
      return answer({
        now: clock.now().toISOString(),
        url: call.account.ownUrl,
        counts,
        switches: state.switches,
      });
    },
  },
  {
    method: 'GET',
    path: '/_control/overview',
    handler: (call) => {
      const { state, clock } = call.account;
      return answer({
        now: clock.now().toISOString(),
        transactions: newest(state.transactions.all()).map((row) => ({
          ...row,
          customer: state.customers.get(row.customer_id ?? '') ?? null,
          address: state.addresses.get(row.address_id ?? '') ?? null,
        })),
        adjustments: newest(state.adjustments.all()),
        events: newest(state.events.all()),
        deliveries: describeDeliveries(call.account, newest(state.notifications.all())),
        destinations: state.destinations.all(),
        switches: state.switches,
      });
    },
  },
  {
    method: 'POST',
    path: '/_control/reset',
    handler: (call) => {
      const fields = new Fields(call.body ?? {});
      const keepDestinations = fields.flag('keepDestinations') ?? true;
      fields.check();
      resetAccount(call.account, keepDestinations);
      return { kind: 'empty', status: 204 };
    },
  },
  {
    method: 'POST',
    path: '/_control/idle',
    handler: async (call) => {
      const fields = new Fields(call.body ?? {});
      const timeoutMs = fields.integer('timeoutMs', 0, LONGEST_WAIT_MS) ?? 5000;
      fields.check();
      const deadline = performance.now() + timeoutMs;
      while (!isIdle(call.account) && performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, IDLE_CHECK_MS));
      }
      return answer({ idle: isIdle(call.account) });
    },
  },
];

function newest<Row>(rows: readonly Row[]): Row[] {
  return rows.slice(-OVERVIEW_ROWS).reverse();
}

/** Forgets everything that happened and switches every misbehaviour off. */
function resetAccount(account: Account, keepDestinations: boolean): void {
  const { state, settings } = account;
  for (const name of TABLE_NAMES) if (name !== 'destinations') state[name].replaceAll([]);
  state.switches = defaultSwitches();
  state.invoiceCount = 0;
  if (!keepDestinations) {
    state.destinations.replaceAll([]);
    if (settings.webhook !== null) {
      addDestination(account, { ...settings.webhook, description: SETTINGS_DESTINATION });
    }
  }
  account.changed();
}

/** Whether nothing is under way: no job waits, no webhook is due. Retries that wait for later do not count. */
function isIdle(account: Account): boolean {
  return account.state.jobs.size === 0 && account.deliveriesIdle();
}
