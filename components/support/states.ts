import type { StatusTone } from '#components/ui/status-pill.tsx';

/** How a customer stands. */
export type CustomerWord = 'active' | 'suspended' | 'closed';

/** How a grant stands. */
export type GrantWord = 'asked' | 'given' | 'refused';

export const CUSTOMER_TONES: Record<CustomerWord, StatusTone> = {
  active: 'good',
  suspended: 'bad',
  closed: 'neutral',
};

export const GRANT_TONES: Record<GrantWord, StatusTone> = {
  asked: 'progress',
  given: 'good',
  refused: 'bad',
};
