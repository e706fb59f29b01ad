import type {
  Address,
  Adjustment,
  Business,
  Customer,
  EventEnvelope,
  Price,
  Product,
  Transaction,
} from '../wire.ts';
import { Table } from './table.ts';

/** An event as kept for `GET /events`. */
export type EventRow = EventEnvelope & { id: string };

/** A notification destination: where webhooks go, and the secret that signs them. */
export type Destination = {
  id: string;
  description: string;
  type: 'url';
  destination: string;
  active: boolean;
  api_version: 1;
  include_sensitive_fields: boolean;
  traffic_source: 'platform' | 'simulation' | 'all';
  /** Names of subscribed event types; null subscribes to all, also to those that do not exist yet. */
  subscribed_events: string[] | null;
  endpoint_secret_key: string;
};

type NotificationStatus = 'not_attempted' | 'needs_retry' | 'delivered' | 'failed';

/** One event on its way to one destination. */
export type NotificationRow = {
  id: string;
  event_id: string;
  event_type: string;
  destination_id: string;
  status: NotificationStatus;
  origin: 'event' | 'replay';
  occurred_at: string;
  times_attempted: number;
  last_attempt_at: string | null;
  delivered_at: string | null;
  replayed_at: string | null;
  /** Not sent before this time (milliseconds since 1970); null once nothing more will be sent. */
  due_ms: number | null;
  /** Among those that are due at once, lower goes first. */
  order: number;
  /** How many requests one attempt makes, and whether they run at the same time. */
  copies: number;
  parallel: boolean;
};

/** One request to a destination, and its answer. */
export type NotificationLogRow = {
  id: string;
  notification_id: string;
  attempted_at: string;
  /** 0 when no answer came. */
  response_code: number;
  response_content_type: string | null;
  response_body: string;
  duration_ms: number;
};

/** Something to do later that must survive a restart. */
export type JobRow = {
  id: string;
  kind: 'complete_transaction' | 'decide_adjustment';
  subject_id: string;
  due_ms: number;
};

/** An open checkout: what the overlay in the browser works on. */
export type CheckoutRow = {
  id: string;
  transaction_id: string;
  created_at: string;
};

/** One switched-on misbehaviour of webhook delivery. `webhooks/chaos.ts` says what each effect does. */
export type ChaosRule = {
  effect: ChaosEffect;
  /** Event types it applies to; null for all. */
  eventTypes: string[] | null;
  destinationId: string | null;
  /** How often it still applies; null for always. */
  times: number | null;
  /** How many requests, for the duplicating effects. */
  copies: number;
  /** How long, for `delay`, `reorder` and `stale_signature`. */
  delayMs: number;
  /** End of the window that a `reorder` rule has open (milliseconds since 1970). */
  windowEndsMs: number | null;
};

export const CHAOS_EFFECTS = [
  'drop',
  'duplicate',
  'duplicate_parallel',
  'reorder',
  'delay',
  'wrong_secret',
  'two_signatures',
  'stale_signature',
  'truncate',
  'unknown_type',
  'unknown_action',
] as const;
export type ChaosEffect = (typeof CHAOS_EFFECTS)[number];

/** One switched-on fault of the REST interface. `http/faults.ts` says what each does. */
export type FaultRule = {
  fault: Fault;
  method: string | null;
  pathPrefix: string | null;
  times: number | null;
  delayMs: number;
  retryAfterSeconds: number;
};

export const FAULTS = [
  'rate_limited',
  'internal_error',
  'bad_gateway_html',
  'slow',
  'apply_then_drop',
] as const;
type Fault = (typeof FAULTS)[number];

/** How refund requests are decided: at once, after a time, or by hand over the control interface. */
export type ApprovalMode = {
  mode: 'immediate' | 'timer' | 'manual';
  delayMs: number;
  outcome: 'approved' | 'rejected';
};

export type Switches = { chaos: ChaosRule[]; faults: FaultRule[]; approval: ApprovalMode };

export type State = {
  customers: Table<Customer>;
  addresses: Table<Address>;
  businesses: Table<Business>;
  products: Table<Product>;
  prices: Table<Price>;
  transactions: Table<Transaction>;
  adjustments: Table<Adjustment>;
  events: Table<EventRow>;
  destinations: Table<Destination>;
  notifications: Table<NotificationRow>;
  notificationLogs: Table<NotificationLogRow>;
  jobs: Table<JobRow>;
  checkouts: Table<CheckoutRow>;
  switches: Switches;
  /** Number of the last invoice that was issued. */
  invoiceCount: number;
};

/** The switches of an emulator that behaves like Paddle on a good day. */
export function defaultSwitches(): Switches {
  return { chaos: [], faults: [], approval: { mode: 'timer', delayMs: 2000, outcome: 'approved' } };
}

/**
 * An empty state.
 *
 * @param onChange called after every change, so that it can be saved
 */
export function createState(onChange: () => void): State {
  return {
    customers: new Table(onChange),
    addresses: new Table(onChange),
    businesses: new Table(onChange),
    products: new Table(onChange),
    prices: new Table(onChange),
    transactions: new Table(onChange),
    adjustments: new Table(onChange),
    events: new Table(onChange),
    destinations: new Table(onChange),
    notifications: new Table(onChange),
    notificationLogs: new Table(onChange),
    jobs: new Table(onChange),
    checkouts: new Table(onChange),
    switches: defaultSwitches(),
    invoiceCount: 0,
  };
}

/** The names of the state's tables, for saving, loading and resetting. */
export const TABLE_NAMES = [
  'customers',
  'addresses',
  'businesses',
  'products',
  'prices',
  'transactions',
  'adjustments',
  'events',
  'destinations',
  'notifications',
  'notificationLogs',
  'jobs',
  'checkouts',
] as const satisfies readonly (keyof State)[];
