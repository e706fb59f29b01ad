import * as z from 'zod/mini';
import { day, euros, instant, instantParameter } from './wire.ts';

const LOT_SOURCES = ['top_up', 'trial', 'grant'] as const;

/** What the available balance lets one generate: everything, budget models up to 2K, or nothing. */
const balanceTier = z.enum(['full', 'budget', 'none']);

/** One lot, with what has become of it: `original_eur` is the sum of the others. */
const lot = z.object({
  id: z.string(),
  source: z.enum(LOT_SOURCES),
  created_at: instant,
  original_eur: euros,
  remaining_eur: euros,
  refund_reserved_eur: euros,
  spent_eur: euros,
  refunded_eur: euros,
  expired_eur: euros,
  clawed_back_eur: euros,
  debt_paid_eur: euros,
  /** The first instant at which a refund can no longer be asked for; null for what is not refundable. */
  refundable_until: z.nullable(instant),
});

/** `GET /v1/balance`. `balance_eur` is what is available. */
export const balance = z.object({
  as_of: instant,
  balance_eur: euros,
  held_eur: euros,
  refund_reserved_eur: euros,
  owed_eur: euros,
  /** The first instant at which the credit is no longer valid; null when there never was any. */
  expires_at: z.nullable(instant),
  /** The last day on which it is, in UTC. */
  valid_through: z.nullable(day),
  tier: balanceTier,
  lots: z.array(lot),
});

export const balanceQuery = z.strictObject({
  /** Any instant, past or future; now when left out. */
  as_of: z.optional(instantParameter),
});

export type Balance = z.infer<typeof balance>;
export type BalanceTier = z.infer<typeof balanceTier>;
export type BalanceLot = z.infer<typeof lot>;
