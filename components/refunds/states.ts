import type { StatusTone } from '#components/ui/status-pill.tsx';

/** How a purchase stands, as people read it: paid but not yet credited is a state of its own. */
export type PurchaseWord =
  | 'PENDING'
  | 'received'
  | 'PAID'
  | 'FAILED'
  | 'ABANDONED'
  | 'PARKED'
  | 'PARTLY_REFUNDED'
  | 'REFUNDED'
  | 'CHARGED_BACK';

/** How a refund request stands. */
export type RequestWord =
  | 'asked'
  | 'approved'
  | 'sending'
  | 'at_paddle'
  | 'refunded'
  | 'refused'
  | 'rejected'
  | 'superseded';

export const PURCHASE_TONES: Record<PurchaseWord, StatusTone> = {
  PENDING: 'neutral',
  received: 'progress',
  PAID: 'good',
  FAILED: 'bad',
  ABANDONED: 'neutral',
  PARKED: 'warn',
  PARTLY_REFUNDED: 'good',
  REFUNDED: 'neutral',
  CHARGED_BACK: 'bad',
};

export const REQUEST_TONES: Record<RequestWord, StatusTone> = {
  asked: 'progress',
  approved: 'progress',
  sending: 'progress',
  at_paddle: 'progress',
  refunded: 'good',
  refused: 'bad',
  rejected: 'bad',
  superseded: 'neutral',
};
