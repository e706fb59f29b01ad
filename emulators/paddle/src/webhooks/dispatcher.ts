import type { Account } from '../account/account.ts';
import type { NotificationRow } from '../account/state.ts';
import { attemptDelivery } from './attempt.ts';

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
  const waiting = new Set(
    account.state.notifications.filter((row) => row.due_ms !== null).map((row) => row.id),
  );
  const busy = new Map<string, Promise<void>>();
  const ended = new AbortController();
  let timer: NodeJS.Timeout | null = null;

  function add(notifications: readonly NotificationRow[]): void {
    for (const row of notifications) waiting.add(row.id);
    wake();
  }

  function pending(): (NotificationRow & { due_ms: number })[] {
    const rows: (NotificationRow & { due_ms: number })[] = [];
    for (const id of waiting) {
      const row = account.state.notifications.get(id);
      if (row?.due_ms == null) waiting.delete(id);
      else rows.push({ ...row, due_ms: row.due_ms });
    }
    return rows;
  }

  function wake(): void {
    if (ended.signal.aborted) return;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const nowMs = account.clock.now().getTime();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const row of pending()) {
      if (busy.has(row.destination_id)) continue;
      if (row.due_ms <= nowMs) serve(row.destination_id);
      else nextMs = Math.min(nextMs, row.due_ms);
    }
    if (nextMs === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(wake, Math.min(nextMs - nowMs, LONGEST_SLEEP_MS));
    timer.unref();
  }

  function serve(destinationId: string): void {
    const lane = drain(destinationId).finally(() => {
      busy.delete(destinationId);
      wake();
    });
    busy.set(destinationId, lane);
  }

  async function drain(destinationId: string): Promise<void> {
    // Leaves the caller's turn first: events published together are then all there before the first is sent.
    await Promise.resolve();
    for (;;) {
      const nowMs = account.clock.now().getTime();
      const due = pending().filter((row) => row.destination_id === destinationId && row.due_ms <= nowMs);
      const next = due.sort((a, b) => a.order - b.order)[0];
      if (next === undefined || ended.signal.aborted) return;
      await deliver(next);
    }
  }

  async function deliver(notification: NotificationRow): Promise<void> {
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
    // A reset may have removed it meanwhile.
    if (account.state.notifications.get(notification.id) === undefined) return;
    const at = account.clock.stamp();
    const attempts = notification.times_attempted + 1;
    const exhausted = attempts >= account.settings.maxAttempts;
    account.state.notifications.put({
      ...notification,
      times_attempted: attempts,
      last_attempt_at: at,
      status: accepted ? 'delivered' : exhausted ? 'failed' : 'needs_retry',
      delivered_at: accepted ? at : null,
      due_ms:
        accepted || exhausted
          ? null
          : account.clock.now().getTime() + retryDelayMs(attempts, account.settings.retryBaseMs),
    });
  }

  function idle(): boolean {
    const nowMs = account.clock.now().getTime();
    return busy.size === 0 && !pending().some((row) => row.due_ms <= nowMs);
  }

  async function stop(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    ended.abort();
    await Promise.allSettled(busy.values());
  }

  wake();
  return { add, idle, stop };
}

async function inTurn(times: number, attempt: () => Promise<boolean>): Promise<boolean> {
  let accepted = true;
  for (let i = 0; i < times; i += 1) accepted = (await attempt()) && accepted;
  return accepted;
}
