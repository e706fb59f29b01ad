import * as z from 'zod/mini';
import { euros, instant } from './wire.ts';

// Everything that is held on a customer and one of their people, as they take it along. docs/export.md explains it, and
// docs/export.schema.json is made from this. Every amount is in euros with six decimals, cash as well.

const id = z.uuid();
const maybe = { instant: z.nullable(instant), text: z.nullable(z.string()), euros: z.nullable(euros) };

const cause = z.strictObject({ type: z.string(), id });

const profile = z.strictObject({
  user_id: id,
  customer_id: id,
  email: z.string(),
  name: z.string(),
  email_verified_at: maybe.instant,
  signed_up_at: instant,
  customer_status: z.string(),
  /** Of the last top-up. */
  country: maybe.text,
  paddle_customer_id: maybe.text,
  /** The newest credit we gave whose notice was seen. */
  credit_notice_seen_at: maybe.instant,
  /** Below this you are warned of a low balance; null where you are not. */
  low_balance_eur: z.nullable(euros),
  /** Which letters you want, of those that one may do without. */
  letters: z.strictObject({ low_balance: z.boolean(), grants: z.boolean(), statements: z.boolean() }),
  theme: maybe.text,
  time_zone: maybe.text,
  locale: maybe.text,
});

const session = z.strictObject({
  id,
  user_agent: z.string(),
  created_at: instant,
  last_seen_at: instant,
  ended_at: maybe.instant,
});

/** A link that was mailed; its secret is not kept. */
const link = z.strictObject({
  id,
  purpose: z.string(),
  created_at: instant,
  expires_at: instant,
  used_at: maybe.instant,
});

const apiKey = z.strictObject({
  id,
  name: z.string(),
  last4: z.string(),
  monthly_cap_eur: maybe.euros,
  created_at: instant,
  last_used_at: maybe.instant,
  revoked_at: maybe.instant,
});

const adjustment = z.strictObject({
  id: z.string(),
  action: z.string(),
  status: z.string(),
  net_eur: euros,
  tax_eur: euros,
  total_eur: euros,
  made_at: instant,
  changed_at: instant,
});

const refundRequest = z.strictObject({
  id,
  asked_by: z.string(),
  asked_at: instant,
  amount_eur: euros,
  in_window: z.boolean(),
  state: z.string(),
  reason: maybe.text,
  refusal: maybe.text,
  approved_at: maybe.instant,
  sent_at: maybe.instant,
  ended_at: maybe.instant,
  paddle_adjustment_id: maybe.text,
});

const purchase = z.strictObject({
  id,
  status: z.string(),
  amount_eur: euros,
  tax_eur: maybe.euros,
  total_eur: maybe.euros,
  country: z.string(),
  vat_number: maybe.text,
  consent: z.strictObject({ version: z.string(), given_at: instant, text: z.string() }),
  paddle_transaction_id: maybe.text,
  paddle_status: maybe.text,
  receipt_number: maybe.text,
  failure_reason: maybe.text,
  created_at: instant,
  payment_seen_at: maybe.instant,
  paid_at: maybe.instant,
  credited_at: maybe.instant,
  /** What went back of the payment, as Paddle told it. */
  adjustments: z.array(adjustment),
  refund_requests: z.array(refundRequest),
});

/** What Paddle told us of a payment, as it came. */
const paymentEvent = z.strictObject({
  event_id: z.string(),
  event_type: z.string(),
  occurred_at: instant,
  received_at: instant,
  status: z.string(),
  payload: z.unknown(),
  steps: z.array(z.strictObject({ at: instant, status: z.string() })),
});

const grant = z.strictObject({ id, amount_eur: euros, reason: z.string(), created_at: instant });

const balance = z.strictObject({
  as_of: instant,
  version: z.string(),
  credit_eur: euros,
  held_eur: euros,
  refund_reserved_eur: euros,
  available_eur: euros,
  owed_eur: euros,
  expires_at: maybe.instant,
});

const lot = z.strictObject({
  id,
  source: z.string(),
  cause,
  effective_at: instant,
  recorded_at: instant,
  original_eur: euros,
  remaining_eur: euros,
  reserved_eur: euros,
  spent_eur: euros,
  refunded_eur: euros,
  clawed_back_eur: euros,
  expired_eur: euros,
  debt_paid_eur: euros,
});

const clockChange = z.strictObject({
  recorded_at: instant,
  previous: maybe.instant,
  expires_at: instant,
  key: z.string(),
});

/** One fact of the books: a posting, or the beginning or the end of a hold or a refund request. */
const entry = z.strictObject({
  number: z.string(),
  kind: z.string(),
  key: maybe.text,
  amount_eur: euros,
  change_eur: euros,
  available_before_eur: euros,
  available_after_eur: euros,
  credit_after_eur: euros,
  held_after_eur: euros,
  lot_id: z.nullable(id),
  cause,
  /** Who moved it: `customer`, `paddle`, `system` or `staff`. */
  actor: z.string(),
  effective_at: instant,
  recorded_at: instant,
});

const job = z.strictObject({
  id,
  kind: z.string(),
  subject: z.string(),
  api_key_id: z.nullable(id),
  /** The prompt with its references, or the parameters of an operation. */
  request: z.unknown(),
  status: z.string(),
  hold_eur: euros,
  cost_eur: maybe.euros,
  price_version: z.string(),
  /** What a thousand units of work cost when it was ordered; null for an operation, which has one price. */
  thousand_units_eur: maybe.euros,
  idempotency_key: maybe.text,
  created_at: instant,
  started_at: maybe.instant,
  completed_at: maybe.instant,
  attempts: z.number(),
  error: z.nullable(z.strictObject({ code: z.string(), message: maybe.text })),
  result: z.unknown(),
  files_expire_at: maybe.instant,
  files_deleted_at: maybe.instant,
});

const upload = z.strictObject({
  id,
  format: z.string(),
  width: z.number(),
  height: z.number(),
  size_bytes: z.number(),
  sha256: z.string(),
  idempotency_key: maybe.text,
  created_at: instant,
  expires_at: instant,
  deleted_at: maybe.instant,
});

/** The whole export. */
export const customerExport = z.strictObject({
  format: z.literal('depicta.export'),
  version: z.literal(1),
  exported_at: instant,
  profile,
  sessions: z.array(session),
  mailed_links: z.array(link),
  api_keys: z.array(apiKey),
  /** When the trial was credited, and how much; null where it never was. */
  trial: z.nullable(z.strictObject({ amount_eur: euros, credited_at: instant })),
  purchases: z.array(purchase),
  payment_events: z.array(paymentEvent),
  grants: z.array(grant),
  /** What staff did for this account. Their own notes are theirs. */
  staff_actions: z.array(z.strictObject({ at: instant, action: z.string() })),
  expiry_warnings: z.array(
    z.strictObject({ expires_at: instant, days_before: z.number(), warned_at: instant }),
  ),
  statements_sent: z.array(z.strictObject({ month: z.string(), queued_at: instant })),
  low_balance_letters: z.array(z.strictObject({ threshold_eur: euros, queued_at: instant })),
  /** Every mail that left for you; their text is not kept. */
  mails_sent: z.array(z.strictObject({ subject: z.string(), sent_at: instant, refused: z.boolean() })),
  /** When each browser or network that you signed in with was seen last; which it was is kept as a hash only. */
  known_sign_ins: z.array(z.strictObject({ last_seen_at: instant })),
  balance,
  lots: z.array(lot),
  clock: z.array(clockChange),
  /** Newest first. */
  ledger: z.array(entry),
  uploads: z.array(upload),
  /** Newest first. */
  jobs: z.array(job),
});

export type CustomerExport = z.infer<typeof customerExport>;
