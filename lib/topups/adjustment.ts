import type { Cents } from '#lib/money/cents.ts';

/** What a PaddleAdjustment does to a payment. Amounts are always positive; the sign follows from the action. */
export const ADJUSTMENT_ACTIONS = [
  'refund',
  'chargeback',
  'chargeback_reverse',
  'chargeback_warning',
  'chargeback_warning_reverse',
] as const;
export type AdjustmentAction = (typeof ADJUSTMENT_ACTIONS)[number];

/** In the order in which it gets there; events arrive in any order, and a status only ever moves forward. */
export const ADJUSTMENT_STATUSES = ['pending_approval', 'approved', 'rejected', 'reversed'] as const;
export type AdjustmentStatus = (typeof ADJUSTMENT_STATUSES)[number];

/** A refund, a chargeback or its like at Paddle: our reading of it. */
export type PaddleAdjustment = {
  id: string;
  paddleTransactionId: string;
  action: AdjustmentAction;
  status: AdjustmentStatus;
  /** Without tax: what concerns the credit. Nothing for one of tax only. */
  netCents: Cents;
  taxCents: Cents;
  totalCents: Cents;
  /** When it was made and last changed, by Paddle. */
  madeAt: Date;
  changedAt: Date;
};

/** Whether a status that was told is news, or an older one that came late. */
export function isFurther(told: AdjustmentStatus, known: AdjustmentStatus): boolean {
  return ADJUSTMENT_STATUSES.indexOf(told) > ADJUSTMENT_STATUSES.indexOf(known);
}
