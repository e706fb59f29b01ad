import type { Account } from '../account/account.ts';
import type { NotificationRow } from '../account/state.ts';
import { attemptDelivery } from './attempt.ts';
import type { Lane } from './lanes.ts';
import { addToLane, nextDueMs, takeNext } from './lanes.ts';

/** How long the dispatcher sleeps at most, in milliseconds: it then notices a clock that was moved. */
const LONGEST_SLEEP_MS = 5000;
const LONGEST_RETRY_MS = 3_600_000;
const RETRY_GROWTH = 1.5;

/** Sends what is due, destination by destination. */
export type Dispatcher = {
  /** Takes charge of notifications that were just made. */
  add(notifications: readonly NotificationRow[]): void;
  /** Whether nothing is being sent and nothing is due. */
  idle(): boolean;
  /** Stops; requests under way are cut off and made again after the next start. */
  stop(): Promise<void>;
};

/**
 * The wait before the next try, in milliseconds. The growth gives Paddle's live schedule in outline: about twenty
 * tries in the first hour and sixty within three days.
 *
 * @param timesAttempted how many tries there were
 * @param baseMs the wait after the first
 */
export function retryDelayMs(timesAttempted: number, baseMs: number): number {
  return Math.min(Math.round(baseMs * RETRY_GROWTH ** (timesAttempted - 1)), LONGEST_RETRY_MS);
}

/**
 * Makes the dispatcher of an account. Each destination is served in order, one notification at a time, and no
 * destination waits for another; a notification that failed waits for its retry without holding up those behind it.
 */
export function createDispatcher(account: Account): Dispatcher {
  const lanes = new Map<string, Lane>();
  const busy = new Map<string, Promise<void>>();
  const ended = new AbortController();
  let timer: NodeJS.Timeout | null = null;

  function nowMs(): number {
    return account.clock.now().getTime();
  }

  function laneOf(destinationId: string): Lane {
    const lane = lanes.get(destinationId) ?? { ready: [], later: [] };
    lanes.set(destinationId, lane);
    return lane;
  }

  function add(notifications: readonly NotificationRow[]): void {
    for (const row of notifications) addToLane(laneOf(row.destination_id), row, nowMs());
    wake();
  }

  function wake(): void {
    if (ended.signal.aborted) return;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const now = nowMs();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const [destinationId, lane] of lanes) {
      if (busy.has(destinationId)) continue;
      const dueMs = nextDueMs(lane);
      if (dueMs <= now) serve(destinationId, lane);
      else nextMs = Math.min(nextMs, dueMs);
    }
    if (nextMs === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(wake, Math.min(nextMs - now, LONGEST_SLEEP_MS));
    timer.unref();
  }

  function serve(destinationId: string, lane: Lane): void {
    const draining = drain(lane).finally(() => {
      busy.delete(destinationId);
      wake();
    });
    busy.set(destinationId, draining);
  }

  async function drain(lane: Lane): Promise<void> {
    // Leaves the caller's turn first: events published together are then all there before the first is sent.
    await Promise.resolve();
    while (!ended.signal.aborted) {
      const next = takeNext(lane, nowMs());
      if (next === undefined) return;
      await deliver(next);
    }
  }

  async function deliver(notification: NotificationRow): Promise<void> {
    // A reset may have removed it while it waited.
    if (account.state.notifications.get(notification.id) === undefined) return;
    const event = account.state.events.get(notification.event_id);
    const destination = account.state.destinations.get(notification.destination_id);
    if (event === undefined || destination === undefined || !destination.active) {
      account.state.notifications.put({ ...notification, status: 'failed', due_ms: null });
      return;
    }
    const attempt = (): Promise<boolean> =>
      attemptDelivery(account, event, notification, destination, ended.signal);
    let accepted: boolean;
    try {
      accepted = notification.parallel
        ? (await Promise.all(Array.from({ length: notification.copies }, attempt))).every(Boolean)
        : await inTurn(notification.copies, attempt);
    } catch (error) {
      if (ended.signal.aborted) return;
      throw error;
    }
    settle(notification, accepted);
  }

  function settle(notification: NotificationRow, accepted: boolean): void {
    const current = account.state.notifications.get(notification.id);
    // A reset may have removed it meanwhile.
    if (current === undefined) return;
    const at = account.clock.stamp();
    const attempts = current.times_attempted + 1;
    const exhausted = attempts >= account.settings.maxAttempts;
    const settled = account.state.notifications.put({
      ...current,
      times_attempted: attempts,
      last_attempt_at: at,
      status: accepted ? 'delivered' : exhausted ? 'failed' : 'needs_retry',
      delivered_at: accepted ? at : null,
      due_ms: accepted || exhausted ? null : nowMs() + retryDelayMs(attempts, account.settings.retryBaseMs),
    });
    addToLane(laneOf(settled.destination_id), settled, nowMs());
  }

  function idle(): boolean {
    const now = nowMs();
    return busy.size === 0 && [...lanes.values()].every((lane) => nextDueMs(lane) > now);
  }

  async function stop(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    ended.abort();
    await Promise.allSettled(busy.values());
  }

  add(account.state.notifications.filter((row) => row.due_ms !== null));
  return { add, idle, stop };
}

async function inTurn(times: number, attempt: () => Promise<boolean>): Promise<boolean> {
  let accepted = true;
  for (let i = 0; i < times; i += 1) accepted = (await attempt()) && accepted;
  return accepted;
}
