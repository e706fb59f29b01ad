import type {
  ApprovalMode,
  ChaosRule,
  Destination,
  EventRow,
  FaultRule,
  NotificationRow,
} from '../account/state.ts';
import type { Adjustment, Transaction } from '../wire.ts';
import type { Delivery } from './deliveries.ts';

/** How a transaction is paid without a browser. Fields that are absent are taken from the transaction. */
type PayOptions = {
  /** A test card's number; absent: the one that pays. */
  card?: string;
  country?: string;
  postalCode?: string;
  email?: string;
  taxIdentifier?: string;
  /** For a card that asks for 3DS: whether the cardholder confirms. Absent: yes. */
  confirm?: boolean;
};

/** The control interface (`/_control`) as functions. */
export type Control = {
  pay(transactionId: string, options?: PayOptions): Promise<Transaction>;
  decline(transactionId: string, errorCode?: string): Promise<Transaction>;
  complete(transactionId: string): Promise<Transaction>;
  cancel(transactionId: string): Promise<Transaction>;
  pastDue(transactionId: string): Promise<Transaction>;
  /** The bank takes a payment back. `amount` with tax in minor units; absent: all of it. */
  chargeback(transactionId: string, amount?: string): Promise<Adjustment>;
  chargebackWarning(transactionId: string, amount?: string): Promise<Adjustment>;
  approve(adjustmentId: string): Promise<Adjustment>;
  reject(adjustmentId: string): Promise<Adjustment>;
  /** Reverses a chargeback, a warning or a credit. Gives the reversal. */
  reverse(adjustmentId: string): Promise<Adjustment>;
  /** How refund requests are decided from now on. */
  setApproval(approval: Pick<ApprovalMode, 'mode'> & Partial<ApprovalMode>): Promise<ApprovalMode>;
  addDestination(url: string, secret?: string): Promise<Destination>;
  setDestinations(destinations: { url: string; secret?: string }[]): Promise<Destination[]>;
  setChaos(rules: (Pick<ChaosRule, 'effect'> & Partial<ChaosRule>)[]): Promise<ChaosRule[]>;
  setFaults(rules: (Pick<FaultRule, 'fault'> & Partial<FaultRule>)[]): Promise<FaultRule[]>;
  /** Switches every misbehaviour off. */
  clearSwitches(): Promise<void>;
  deliveries(filter?: { eventType?: string; transactionId?: string }): Promise<Delivery[]>;
  replay(eventId: string, destinationId?: string): Promise<NotificationRow[]>;
  publish(eventType: string, data: object): Promise<EventRow>;
  /** Waits until no job waits and no webhook is due. Rejects when that takes longer. */
  idle(timeoutMs?: number): Promise<void>;
  reset(options?: { keepDestinations?: boolean }): Promise<void>;
};

/** Makes a client for the control interface of the emulator at this address. */
export function createControl(url: string): Control {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}/_control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_control${path} answered ${response.status}: ${text}`);
    return text === '' ? (undefined as T) : (JSON.parse(text) as { data: T }).data;
  }
  const post = <T>(path: string, body: unknown = {}): Promise<T> => call<T>('POST', path, body);

  return {
    pay: (id, options = {}) => post(`/transactions/${id}/pay`, options),
    decline: (id, errorCode = 'declined') => post(`/transactions/${id}/decline`, { errorCode }),
    complete: (id) => post(`/transactions/${id}/complete`),
    cancel: (id) => post(`/transactions/${id}/cancel`),
    pastDue: (id) => post(`/transactions/${id}/past-due`),
    chargeback: (id, amount) => post(`/transactions/${id}/chargeback`, { amount }),
    chargebackWarning: (id, amount) => post(`/transactions/${id}/chargeback-warning`, { amount }),
    approve: (id) => post(`/adjustments/${id}/approve`),
    reject: (id) => post(`/adjustments/${id}/reject`),
    reverse: (id) => post(`/adjustments/${id}/reverse`),
    setApproval: (approval) => call('PUT', '/approval', approval),
    addDestination: (destination, secret) => post('/destinations', { url: destination, secret }),
    setDestinations: (destinations) => call('PUT', '/destinations', { destinations }),
    setChaos: (rules) => call('PUT', '/chaos', { rules }),
    setFaults: (rules) => call('PUT', '/faults', { rules }),
    clearSwitches: () => call('DELETE', '/switches'),
    deliveries: (filter = {}) => call('GET', `/deliveries?${new URLSearchParams(filter)}`),
    replay: (eventId, destinationId) => post(`/events/${eventId}/replay`, { destinationId }),
    publish: (eventType, data) => post('/events', { eventType, data }),
    async idle(timeoutMs = 5000) {
      const { idle } = await post<{ idle: boolean }>('/idle', { timeoutMs });
      if (!idle) throw new Error(`the emulator was still busy after ${timeoutMs} ms`);
    },
    reset: (options = {}) => post('/reset', options),
  };
}
