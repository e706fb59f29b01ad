import * as z from 'zod/mini';
import { fromWire } from '#lib/money/credits.ts';
import { topUpRefusal } from './top-up-amounts.ts';
import { day, euros, instant } from './wire.ts';

/** The net amount: what becomes credit. */
export const topUpAmount = euros.check(
  z.refine((text) => topUpRefusal(fromWire(text)) === undefined, {
    error: 'must be whole cents from 5.00 to 1000.00 euros',
  }),
);

/** A business that buys: its VAT number moves the VAT to it where the law says so. Paddle checks the number. */
export const business = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'must not be empty'), z.maxLength(100)),
  vatNumber: z.string().check(
    z.overwrite((text) => text.toUpperCase().replace(/[\s.-]/g, '')),
    z.regex(/^[A-Z0-9]{4,20}$/, 'must be a VAT number, such as DE123456789'),
  ),
});
export type Business = z.infer<typeof business>;

export const countryCode = z.string().check(z.regex(/^[A-Z]{2}$/, 'must be a country code of two letters'));

/** `GET /api/top-ups/quote`: what a top-up costs in a country, and until when the balance would then be valid. */
export const topUpQuoteQuery = z.strictObject({ amount_eur: topUpAmount, country: countryCode });

const topUpQuote = z.object({
  country: countryCode,
  net_eur: euros,
  tax_eur: euros,
  total_eur: euros,
  /** A decimal share, such as `"0.19"`. */
  tax_rate: z.string(),
});

/**
 * Where a top-up stands: `open` (not paid), `declined` (the last attempt failed; it may be tried again), `received`
 * (Paddle has the payment, credit follows), `paid` (credited), `parked` (support looks at it), `abandoned`.
 */
export const topUpState = z.enum(['open', 'declined', 'received', 'paid', 'parked', 'abandoned']);

/** `GET /api/top-ups/{id}`. */
export const topUp = z.object({
  id: z.string(),
  state: topUpState,
  country: countryCode,
  net_eur: euros,
  /** As Paddle computed them, null before it has. */
  tax_eur: z.nullable(euros),
  total_eur: z.nullable(euros),
  /** What the checkout is opened with. */
  paddle_transaction_id: z.nullable(z.string()),
  /** Paddle's code of why the last attempt failed. */
  decline_code: z.nullable(z.string()),
  receipt_number: z.nullable(z.string()),
  created_at: instant,
  paid_at: z.nullable(instant),
  credited_at: z.nullable(instant),
  /** The customer's books now: what is available, and until when. */
  balance_eur: euros,
  expires_at: z.nullable(instant),
  valid_through: z.nullable(day),
});

export type TopUpQuote = z.infer<typeof topUpQuote>;
export type TopUpState = z.infer<typeof topUpState>;
export type TopUp = z.infer<typeof topUp>;
