import type { Account } from '../account/account.ts';
import type { Fields } from '../http/fields.ts';
import type {
  CatalogType,
  EntityStatus,
  Price,
  Product,
  QuantityRange,
  TimePeriod,
  TrialPeriod,
} from '../wire.ts';

const TAX_CATEGORIES = [
  'digital-goods',
  'ebooks',
  'implementation-services',
  'professional-services',
  'saas',
  'software-programming-services',
  'standard',
  'training-services',
  'website-hosting',
] as const;
const INTERVALS = ['day', 'week', 'month', 'year'] as const;
const TAX_MODES = ['account_setting', 'external', 'internal', 'location'] as const;

/** Paddle's range when a price says nothing about it. */
const STANDARD_QUANTITY: QuantityRange = { minimum: 1, maximum: 100 };

type Stored = 'id' | 'type' | 'status' | 'created_at' | 'updated_at' | 'import_meta';
export type ProductContent = Omit<Product, Stored>;
export type PriceContent = Omit<Price, Stored>;

/** Reads the fields of a new product. */
export function readProduct(fields: Fields): ProductContent {
  return {
    name: fields.required('name', fields.text('name', 200)),
    tax_category: fields.required('tax_category', fields.oneOf('tax_category', TAX_CATEGORIES)),
    description: fields.text('description', 2048) ?? null,
    image_url: fields.text('image_url', 2048) ?? null,
    custom_data: fields.customData() ?? null,
  };
}

/** Reads the fields of a changed product; what is absent stays away. */
export function readProductChanges(fields: Fields): Partial<Product> {
  return present(fields, {
    name: () => fields.required('name', fields.text('name', 200)),
    tax_category: () => fields.required('tax_category', fields.oneOf('tax_category', TAX_CATEGORIES)),
    description: () => fields.text('description', 2048) ?? null,
    image_url: () => fields.text('image_url', 2048) ?? null,
    custom_data: () => fields.customData() ?? null,
    status: () => readStatus(fields),
  });
}

/** Makes the product that the content describes; it is not stored yet. */
export function newProduct(account: Account, content: ProductContent, type: CatalogType): Product {
  const at = account.clock.stamp();
  return {
    id: account.newId('pro'),
    type,
    ...content,
    status: 'active',
    created_at: at,
    updated_at: at,
    import_meta: null,
  };
}

/** Reads the fields of a new price except its product. */
export function readPrice(fields: Fields): Omit<PriceContent, 'product_id'> {
  return {
    description: fields.required('description', fields.text('description', 500)),
    name: fields.text('name', 150) ?? null,
    billing_cycle: readPeriod(fields, 'billing_cycle'),
    trial_period: readTrial(fields),
    tax_mode: fields.oneOf('tax_mode', TAX_MODES) ?? 'account_setting',
    unit_price: readMoney(fields, 'unit_price'),
    unit_price_overrides: readOverrides(fields),
    quantity: readQuantity(fields),
    custom_data: fields.customData() ?? null,
  };
}

/** Reads the fields of a changed price; what is absent stays away. */
export function readPriceChanges(fields: Fields): Partial<Price> {
  return present(fields, {
    description: () => fields.required('description', fields.text('description', 500)),
    name: () => fields.text('name', 150) ?? null,
    billing_cycle: () => readPeriod(fields, 'billing_cycle'),
    trial_period: () => readTrial(fields),
    tax_mode: () => fields.required('tax_mode', fields.oneOf('tax_mode', TAX_MODES)),
    unit_price: () => readMoney(fields, 'unit_price'),
    unit_price_overrides: () => readOverrides(fields),
    quantity: () => readQuantity(fields),
    custom_data: () => fields.customData() ?? null,
    status: () => readStatus(fields),
  });
}

/** Makes the price that the content describes; it is not stored yet. */
export function newPrice(account: Account, content: PriceContent, type: CatalogType): Price {
  const at = account.clock.stamp();
  return {
    id: account.newId('pri'),
    type,
    ...content,
    status: 'active',
    created_at: at,
    updated_at: at,
    import_meta: null,
  };
}

/** Reads whether an entity is in use. */
export function readStatus(fields: Fields): EntityStatus {
  return fields.required('status', fields.oneOf<EntityStatus>('status', ['active', 'archived']));
}

/**
 * The values of those fields that a request names: how every partial update is read.
 *
 * @param readers one reader for each field that may change
 */
export function present<T extends Record<string, () => unknown>>(
  fields: Fields,
  readers: T,
): { [K in keyof T]?: ReturnType<T[K]> } {
  const changes: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(readers)) if (fields.has(name)) changes[name] = read();
  return changes as { [K in keyof T]?: ReturnType<T[K]> };
}

/** Reads a duration such as a billing cycle. */
export function readPeriod(fields: Fields, name: string): TimePeriod | null {
  const period = fields.object(name) ?? null;
  if (period === null) return null;
  return {
    interval: period.required('interval', period.oneOf('interval', INTERVALS)),
    frequency: period.required('frequency', period.integer('frequency', 1, 999)),
  };
}

function readTrial(fields: Fields): TrialPeriod | null {
  const period = readPeriod(fields, 'trial_period');
  if (period === null) return null;
  const requires = fields.object('trial_period')?.flag('requires_payment_method') ?? true;
  return { ...period, requires_payment_method: requires };
}

function readMoney(fields: Fields, name: string): Price['unit_price'] {
  const money = fields.required(name, fields.object(name));
  if (money === undefined) return { amount: '0', currency_code: 'USD' };
  return {
    amount: money.required('amount', money.amount('amount')),
    currency_code: money.required('currency_code', money.currencyCode('currency_code')),
  };
}

function readOverrides(fields: Fields): Price['unit_price_overrides'] {
  return (fields.list('unit_price_overrides', 0, 250) ?? []).map((override) => ({
    country_codes: override.required('country_codes', override.texts('country_codes', 1)),
    unit_price: readMoney(override, 'unit_price'),
  }));
}

function readQuantity(fields: Fields): QuantityRange {
  const range = fields.object('quantity') ?? null;
  if (range === null) return STANDARD_QUANTITY;
  const minimum = range.required('minimum', range.integer('minimum', 1, 999_999_999));
  const maximum = range.required('maximum', range.integer('maximum', 1, 999_999_999));
  if (maximum < minimum) range.fail('maximum', 'must not be below the minimum');
  return { minimum, maximum };
}
