import * as z from 'zod/mini';
import { type Credits, credits, fromWire } from '#lib/money/credits.ts';
import { day, euros, instant } from './wire.ts';

/** What a top-up may be: whole cents between these, net of VAT. */
export const TOP_UP_MINIMUM: Credits = credits(5_000_000n);
export const TOP_UP_MAXIMUM: Credits = credits(1_000_000_000n);

/** The amounts offered first. */
export const TOP_UP_PRESETS: readonly Credits[] = [5n, 10n, 25n, 50n, 100n].map((whole) =>
  credits(whole * 1_000_000n),
);

const MICROS_PER_CENT = 10_000n;

/** Why an amount cannot be topped up, or undefined when it can. */
export function topUpRefusal(amount: Credits): 'too_small' | 'too_large' | 'not_whole_cents' | undefined {
  if (amount % MICROS_PER_CENT !== 0n) return 'not_whole_cents';
  if (amount < TOP_UP_MINIMUM) return 'too_small';
  return amount > TOP_UP_MAXIMUM ? 'too_large' : undefined;
}

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
