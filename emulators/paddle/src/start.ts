import type { AddressInfo } from 'node:net';
import type { Account } from './account/account.ts';
import { createClock } from './account/clock.ts';
import { createIdMaker } from './account/ids.ts';
import { createScheduler } from './account/jobs.ts';
import { createSnapshot, loadSnapshot, noSnapshot } from './account/snapshot.ts';
import { createState } from './account/state.ts';
import { decideByTimer } from './adjustments/refund.ts';
import { createAreas } from './areas.ts';
import type { Control } from './control/client.ts';
import { createControl } from './control/client.ts';
import { createHttpServer } from './http/server.ts';
import type { Settings } from './settings.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { completeTransaction } from './transactions/payment.ts';
import { addDestination, SETTINGS_DESTINATION } from './webhooks/destinations.ts';
import { createDispatcher } from './webhooks/dispatcher.ts';
import { publishEvent, replayEvent } from './webhooks/publish.ts';

/** A running emulator. */
export type Emulator = {
  /** Scheme, host and port: the SDK's `environment`. */
  url: string;
  /** The control interface as functions. */
  control: Control;
  /** Saves the state and stops; nothing is sent any more afterwards. */
  close(): Promise<void>;
};

/**
 * Starts an emulator in this process.
 *
 * @param options what differs from the defaults: a free port on loopback, a state in memory, any API key accepted
 * @throws Error when the port is taken or the state file holds something else
 */
export async function startEmulator(options: Partial<Settings> = {}): Promise<Emulator> {
  const settings: Settings = { ...DEFAULT_SETTINGS, ...options };
  const clock = createClock(settings.clockFile);
  let changed = (): void => {};
  const state = createState(() => changed());
  const newestMs = settings.stateFile === null ? 0 : loadSnapshot(settings.stateFile, state);
  const snapshot = settings.stateFile === null ? noSnapshot : createSnapshot(settings.stateFile, () => state);
  changed = snapshot.changed;

  const account: Account = {
    settings,
    clock,
    newId: createIdMaker(clock, newestMs + 1),
    state,
    ownUrl: '',
    publish: (eventType, data) => dispatcher.add(publishEvent(account, eventType, data)),
    replay: (event, destination) => {
      const notification = replayEvent(account, event, destination);
      dispatcher.add([notification]);
      return notification;
    },
    deliveriesIdle: () => dispatcher.idle(),
    later: (kind, subjectId, delayMs) => {
      const dueMs = clock.now().getTime() + delayMs;
      state.jobs.put({ id: account.newId('job'), kind, subject_id: subjectId, due_ms: dueMs });
      scheduler.wake();
    },
    changed: snapshot.changed,
  };
  if (settings.webhook !== null) rememberDestination(account, settings.webhook);
  const dispatcher = createDispatcher(account);
  const scheduler = createScheduler(account, {
    complete_transaction: completeTransaction,
    decide_adjustment: decideByTimer,
  });

  const server = createHttpServer(account, createAreas());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  account.ownUrl = `http://${host}:${port}`;
  scheduler.wake();

  return {
    url: account.ownUrl,
    control: createControl(account.ownUrl),
    async close() {
      scheduler.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await dispatcher.stop();
      await closed;
      snapshot.flush();
    },
  };
}

/**
 * The destination from the settings: added once, kept with its id over restarts, its address and secret brought up to
 * date. A receiver that moved to another port gets what the old one missed.
 */
function rememberDestination(account: Account, webhook: { url: string; secret: string }): void {
  const known = account.state.destinations.find((row) => row.description === SETTINGS_DESTINATION);
  if (known === undefined) addDestination(account, { ...webhook, description: SETTINGS_DESTINATION });
  else {
    const { url: destination, secret: endpoint_secret_key } = webhook;
    account.state.destinations.put({ ...known, active: true, destination, endpoint_secret_key });
  }
}
