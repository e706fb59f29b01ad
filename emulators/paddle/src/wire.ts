/** The entities as they travel: Paddle's field names, amounts as strings of minor units, times as RFC 3339. */

export type CustomData = Record<string, unknown> | null;
export type EntityStatus = 'active' | 'archived';
type TaxMode = 'account_setting' | 'external' | 'internal' | 'location';
export type CatalogType = 'standard' | 'custom';
export type CollectionMode = 'automatic' | 'manual';
type Money = { amount: string; currency_code: string };
export type TimePeriod = { interval: 'day' | 'week' | 'month' | 'year'; frequency: number };
export type TrialPeriod = TimePeriod & { requires_payment_method: boolean };
export type QuantityRange = { minimum: number; maximum: number };

export type Customer = {
  id: string;
  name: string | null;
  email: string;
  marketing_consent: boolean;
  status: EntityStatus;
  custom_data: CustomData;
  locale: string;
  created_at: string;
  updated_at: string;
  import_meta: null;
};

export type Address = {
  id: string;
  customer_id: string;
  description: string | null;
  first_line: string | null;
  second_line: string | null;
  city: string | null;
  postal_code: string | null;
  region: string | null;
  country_code: string;
  custom_data: CustomData;
  status: EntityStatus;
  created_at: string;
  updated_at: string;
  import_meta: null;
};

export type Business = {
  id: string;
  customer_id: string;
  name: string;
  company_number: string | null;
  tax_identifier: string | null;
  status: EntityStatus;
  contacts: { name: string | null; email: string }[];
  custom_data: CustomData;
  created_at: string;
  updated_at: string;
  import_meta: null;
};

export type Product = {
  id: string;
  name: string;
  type: CatalogType;
  description: string | null;
  tax_category: string;
  image_url: string | null;
  custom_data: CustomData;
  status: EntityStatus;
  created_at: string;
  updated_at: string;
  import_meta: null;
};

export type Price = {
  id: string;
  product_id: string;
  type: CatalogType;
  description: string;
  name: string | null;
  billing_cycle: TimePeriod | null;
  trial_period: TrialPeriod | null;
  tax_mode: TaxMode;
  unit_price: Money;
  unit_price_overrides: { country_codes: string[]; unit_price: Money }[];
  quantity: QuantityRange;
  status: EntityStatus;
  custom_data: CustomData;
  created_at: string;
  updated_at: string;
  import_meta: null;
};

export type Totals = { subtotal: string; discount: string; tax: string; total: string };
export type TaxRateUsed = { tax_rate: string; totals: Totals };

export type TransactionTotals = Totals & {
  credit: string;
  credit_to_balance: string;
  balance: string;
  grand_total: string;
  grand_total_tax: string;
  fee: string | null;
  earnings: string | null;
  currency_code: string;
};

export type AdjustedTotals = {
  subtotal: string;
  tax: string;
  total: string;
  grand_total: string;
  grand_total_tax: string;
  fee: string | null;
  earnings: string | null;
  currency_code: string;
  retained_fee: string;
};

export type PayoutTotals = TransactionTotals & {
  fee: string;
  earnings: string;
  exchange_rate: string;
  fee_rate: string;
};

export type AdjustedPayoutTotals = {
  subtotal: string;
  tax: string;
  total: string;
  fee: string;
  chargeback_fee: { amount: string; original: null };
  earnings: string;
  currency_code: string;
  exchange_rate: string;
  retained_fee: string;
};

export type LineItem = {
  id: string;
  price_id: string;
  quantity: number;
  proration: null;
  tax_rate: string;
  unit_totals: Totals;
  totals: Totals;
  product: Product;
};

export type TransactionDetails = {
  tax_rates_used: TaxRateUsed[];
  totals: TransactionTotals;
  adjusted_totals: AdjustedTotals;
  payout_totals: PayoutTotals | null;
  adjusted_payout_totals: AdjustedPayoutTotals | null;
  line_items: LineItem[];
};

type PaymentAttemptStatus = 'action_required' | 'canceled' | 'captured' | 'error';
export type PaymentErrorCode =
  | 'authentication_failed'
  | 'blocked_card'
  | 'declined'
  | 'declined_not_retryable'
  | 'expired_card'
  | 'fraud'
  | 'invalid_payment_details'
  | 'issuer_unavailable'
  | 'not_enough_balance'
  | 'psp_error'
  | 'transaction_not_permitted'
  | 'unknown';

export type PaymentCard = {
  type: string;
  last4: string;
  expiry_month: number;
  expiry_year: number;
  cardholder_name: string;
};

export type PaymentAttempt = {
  payment_attempt_id: string;
  payment_method_id: string;
  stored_payment_method_id: string;
  amount: string;
  status: PaymentAttemptStatus;
  error_code: PaymentErrorCode | null;
  method_details: { type: 'card'; card: PaymentCard; underlying_details: null };
  created_at: string;
  captured_at: string | null;
};

export type TransactionStatus = 'draft' | 'ready' | 'billed' | 'paid' | 'completed' | 'canceled' | 'past_due';

export type BillingDetails = {
  enable_checkout: boolean;
  purchase_order_number: string | null;
  additional_information: string | null;
  payment_terms: TimePeriod;
};

export type TransactionItem = { price: Price; quantity: number; proration: null };

export type Transaction = {
  id: string;
  status: TransactionStatus;
  customer_id: string | null;
  address_id: string | null;
  business_id: string | null;
  custom_data: CustomData;
  currency_code: string;
  origin: 'api' | 'web';
  subscription_id: null;
  invoice_id: string | null;
  invoice_number: string | null;
  collection_mode: CollectionMode;
  discount_id: null;
  billing_details: BillingDetails | null;
  billing_period: { starts_at: string; ends_at: string } | null;
  items: TransactionItem[];
  details: TransactionDetails;
  payments: PaymentAttempt[];
  checkout: { url: string | null } | null;
  created_at: string;
  updated_at: string;
  billed_at: string | null;
  revised_at: string | null;
};

type AdjustmentAction =
  | 'credit'
  | 'credit_reverse'
  | 'refund'
  | 'chargeback'
  | 'chargeback_reverse'
  | 'chargeback_warning'
  | 'chargeback_warning_reverse';
type AdjustmentStatus = 'pending_approval' | 'approved' | 'rejected' | 'reversed';
export type AdjustmentItemType = 'full' | 'partial' | 'tax';
export type AdjustmentAmounts = { subtotal: string; tax: string; total: string };

export type Adjustment = {
  id: string;
  action: AdjustmentAction;
  type: 'full' | 'partial';
  transaction_id: string;
  subscription_id: null;
  customer_id: string;
  reason: string;
  credit_applied_to_balance: boolean | null;
  currency_code: string;
  status: AdjustmentStatus;
  items: {
    id: string;
    item_id: string;
    type: AdjustmentItemType;
    amount: string | null;
    proration: null;
    totals: AdjustmentAmounts;
  }[];
  totals: AdjustmentAmounts & { fee: string; earnings: string; currency_code: string; retained_fee: string };
  payout_totals: AdjustmentAmounts & {
    fee: string;
    chargeback_fee: { amount: string; original: null };
    earnings: string;
    currency_code: string;
    retained_fee: string;
  };
  tax_rates_used: { tax_rate: string; totals: AdjustmentAmounts }[];
  created_at: string;
  updated_at: string;
};

export type EventEnvelope = {
  event_id: string;
  event_type: string;
  occurred_at: string;
  data: unknown;
};
