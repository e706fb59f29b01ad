/** An event type as `GET /event-types` describes it. */
export type EventType = { name: string; description: string; group: string; available_versions: number[] };

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'transaction.billed': 'Occurs when a transaction is billed. Its status changes to billed.',
  'transaction.canceled': 'Occurs when a transaction is canceled. Its status changes to canceled.',
  'transaction.completed': 'Occurs when a transaction is completed. Its status changes to completed.',
  'transaction.created': 'Occurs when a transaction is created.',
  'transaction.paid': 'Occurs when a transaction is paid. Its status changes to paid.',
  'transaction.past_due': 'Occurs when a transaction becomes past due. Its status changes to past_due.',
  'transaction.payment_failed': 'Occurs when a payment attempt fails for a transaction.',
  'transaction.ready': 'Occurs when a transaction is ready to be billed. Its status changes to ready.',
  'transaction.updated': 'Occurs when a transaction is updated.',
  'product.created': 'Occurs when a product is created.',
  'product.updated': 'Occurs when a product is updated.',
  'price.created': 'Occurs when a price is created.',
  'price.updated': 'Occurs when a price is updated.',
  'customer.created': 'Occurs when a customer is created.',
  'customer.updated': 'Occurs when a customer is updated.',
  'address.created': 'Occurs when an address is created.',
  'address.updated': 'Occurs when an address is updated.',
  'business.created': 'Occurs when a business is created.',
  'business.updated': 'Occurs when a business is updated.',
  'adjustment.created': 'Occurs when an adjustment is created.',
  'adjustment.updated': 'Occurs when the status of an adjustment changes.',
};

/** The event types that this emulator sends. */
export const EVENT_TYPES: readonly EventType[] = Object.entries(DESCRIPTIONS).map(([name, description]) => ({
  name,
  description,
  group: groupOf(name),
  available_versions: [1],
}));

/** The description of an event type, also of one that this emulator does not send by itself. */
export function describeEventType(name: string): EventType {
  return (
    EVENT_TYPES.find((type) => type.name === name) ?? {
      name,
      description: '',
      group: groupOf(name),
      available_versions: [1],
    }
  );
}

function groupOf(name: string): string {
  const entity = name.split('.')[0] ?? '';
  return entity.charAt(0).toUpperCase() + entity.slice(1);
}
