import type { NotificationRow } from '../account/state.ts';

/** What waits for one destination. */
export type Lane = {
  /** Due: in the order in which they go. */
  ready: NotificationRow[];
  /** Held or to be tried again, with the time (milliseconds since 1970) in `due_ms`. */
  later: NotificationRow[];
};

/** Puts a notification where it belongs; one that nothing more is sent for is left out. */
export function addToLane(lane: Lane, row: NotificationRow, nowMs: number): void {
  if (row.due_ms === null) return;
  if (row.due_ms > nowMs) {
    lane.later.push(row);
    return;
  }
  const last = lane.ready.at(-1);
  lane.ready.push(row);
  if (last !== undefined && last.order > row.order) lane.ready.sort((a, b) => a.order - b.order);
}

/** Takes the notification that goes next, or undefined while none is due. */
export function takeNext(lane: Lane, nowMs: number): NotificationRow | undefined {
  if (lane.later.some((row) => isDue(row, nowMs))) {
    const due = lane.later.filter((row) => isDue(row, nowMs));
    lane.later = lane.later.filter((row) => !isDue(row, nowMs));
    for (const row of due) addToLane(lane, row, nowMs);
  }
  return lane.ready.shift();
}

/** When the lane has something to send next, in milliseconds since 1970; infinity while it is empty. */
export function nextDueMs(lane: Lane): number {
  if (lane.ready.length > 0) return 0;
  return lane.later.reduce((least, row) => Math.min(least, row.due_ms ?? least), Number.POSITIVE_INFINITY);
}

function isDue(row: NotificationRow, nowMs: number): boolean {
  return row.due_ms !== null && row.due_ms <= nowMs;
}
