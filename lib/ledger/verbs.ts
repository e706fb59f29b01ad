import type { Uuid } from '#lib/core/ids.ts';
import type { Cents } from '#lib/money/cents.ts';
import { type Credits, fromCents, parseEuros } from '#lib/money/credits.ts';
import { expiryOf, soonestExpiry } from './expiry.ts';
import type { ClawBackItem, CreditItem, RefundItem, ReverseItem, WriteOffItem } from './post.ts';

// The verbs build the input of `post`; they decide nothing that depends on a balance.

/** What a lot may be of at most, as the ledger's own constraint has it. */
export const LOT_AT_MOST_MICROS: Credits = parseEuros('1000000000')!;

/** The business key of a top-up: one Paddle transaction, one credit. */
export function topUpKey(paddleTransactionId: string): string {
  return `topup:${paddleTransactionId}`;
}

/**
 * A paid top-up: pays a debt first, makes a lot of the whole amount, moves the clock forward.
 *
 * @param options.paddleTransactionId makes the entry unique for ever: one Paddle transaction, one credit
 * @param options.paidAt the time of payment, which drives the clock and the refund window
 */
export function topUp(options: {
  customerId: Uuid;
  purchaseId: Uuid;
  paddleTransactionId: string;
  netCents: Cents;
  paidAt: Date;
}): CreditItem {
  return {
    op: 'credit',
    kind: 'top_up',
    customerId: options.customerId,
    key: topUpKey(options.paddleTransactionId),
    lotId: options.purchaseId,
    amountMicros: fromCents(options.netCents),
    effectiveAt: options.paidAt,
    expiresAt: expiryOf(options.paidAt),
    cause: { type: 'purchase', id: options.purchaseId },
    actor: 'paddle',
  };
}

/** The free trial credit of a new customer: once, never pays a debt, starts a clock only where none runs. */
export function trial(options: { customerId: Uuid; amountMicros: Credits; at: Date }): CreditItem {
  return {
    op: 'credit',
    kind: 'trial',
    customerId: options.customerId,
    key: `trial:${options.customerId}`,
    lotId: options.customerId,
    amountMicros: options.amountMicros,
    effectiveAt: options.at,
    expiresAt: expiryOf(options.at),
    cause: { type: 'trial', id: options.customerId },
    actor: 'system',
  };
}

/**
 * Credit that staff give: like a trial, once a grant.
 *
 * @param options.author who gave it, as an opaque reference
 * @param options.detailDigest SHA-256 of the grant's own row, which holds the words
 */
export function grant(options: {
  customerId: Uuid;
  grantId: Uuid;
  amountMicros: Credits;
  at: Date;
  author: string;
  detailDigest: Uint8Array;
}): CreditItem {
  return {
    op: 'credit',
    kind: 'grant',
    customerId: options.customerId,
    key: `grant:${options.grantId}`,
    lotId: options.grantId,
    amountMicros: options.amountMicros,
    effectiveAt: options.at,
    expiresAt: expiryOf(options.at),
    cause: { type: 'grant', id: options.grantId },
    actor: options.author,
    detailDigest: options.detailDigest,
  };
}

/**
 * A refund request completes: Paddle has paid out. A top-up that went back whole gives back its reset of the clock.
 *
 * @param options.refundedAt when Paddle approved it
 * @param options.at the present instant
 */
export function refund(options: {
  customerId: Uuid;
  requestId: Uuid;
  refundedAt: Date;
  at: Date;
}): RefundItem {
  return {
    op: 'refund',
    customerId: options.customerId,
    requestId: options.requestId,
    effectiveAt: options.refundedAt,
    actor: 'paddle',
    soonestExpiresAt: soonestExpiry(options.at),
  };
}

/**
 * Money of a purchase went back outside of a request of ours: a chargeback, or a refund made at Paddle.
 *
 * @param options.adjustment the PaddleAdjustment and the status that made it count: unique for ever
 * @param options.at the present instant
 */
export function clawBack(options: {
  customerId: Uuid;
  purchaseId: Uuid;
  adjustment: { id: string; status: string };
  netCents: Cents;
  tookEffectAt: Date;
  at: Date;
}): ClawBackItem {
  const { id, status } = options.adjustment;
  return {
    op: 'claw_back',
    customerId: options.customerId,
    key: `claw_back:${id}:${status}`,
    lotId: options.purchaseId,
    amountMicros: fromCents(options.netCents),
    effectiveAt: options.tookEffectAt,
    actor: 'paddle',
    soonestExpiresAt: soonestExpiry(options.at),
  };
}

/** So much of what was clawed back of a purchase is undone, the newest first: it goes back where it was taken. */
export function reverse(options: {
  customerId: Uuid;
  purchaseId: Uuid;
  adjustment: { id: string; status: string };
  netCents: Cents;
}): ReverseItem {
  const { id, status } = options.adjustment;
  return {
    op: 'reverse',
    customerId: options.customerId,
    key: `claw_back_reversed:${id}:${status}`,
    lotId: options.purchaseId,
    amountMicros: fromCents(options.netCents),
    actor: 'paddle',
  };
}

/**
 * Gives up what a customer owes, or part of it. Never more than is owed.
 *
 * @param options.writeOffId makes the entry unique for ever
 * @param options.author who decided it, as an opaque reference
 * @param options.detailDigest SHA-256 of the words, which stand beside the journal
 */
export function writeOff(options: {
  customerId: Uuid;
  writeOffId: Uuid;
  amountMicros: Credits;
  author: string;
  detailDigest: Uint8Array;
}): WriteOffItem {
  return {
    op: 'write_off',
    customerId: options.customerId,
    key: `write_off:${options.writeOffId}`,
    amountMicros: options.amountMicros,
    cause: { type: 'write_off', id: options.writeOffId },
    actor: options.author,
    detailDigest: options.detailDigest,
  };
}
