import type { Account } from '../account/account.ts';
import type { NotificationLogRow, NotificationRow } from '../account/state.ts';

/** A notification with where it goes, when it is tried again, and every request made for it. */
export type Delivery = NotificationRow & {
  destination: string | null;
  retry_at: string | null;
  attempts: NotificationLogRow[];
};

/** The id of the transaction that a notification is about, else of its entity. */
export function subjectOf(account: Account, row: NotificationRow): string | null {
  const data = account.state.events.get(row.event_id)?.data as
    | { id?: string; transaction_id?: string }
    | undefined;
  return data?.transaction_id ?? data?.id ?? null;
}

/** Describes what became of notifications. */
export function describeDeliveries(account: Account, rows: readonly NotificationRow[]): Delivery[] {
  const logs = Map.groupBy(account.state.notificationLogs.all(), (log) => log.notification_id);
  return rows.map((row) => ({
    ...row,
    destination: account.state.destinations.get(row.destination_id)?.destination ?? null,
    retry_at: row.due_ms === null ? null : new Date(row.due_ms).toISOString(),
    attempts: logs.get(row.id) ?? [],
  }));
}
