import type { Closed } from '#components/generate/quote.tsx';
import type { requireCustomer } from '#lib/auth/viewer.ts';

/** Why a customer can order nothing, if so, for a page to say. The action decides it again. */
export function closedFor({
  emailVerified,
  customerStatus,
}: Awaited<ReturnType<typeof requireCustomer>>): Closed | undefined {
  if (customerStatus !== 'active') return 'suspended';
  return emailVerified ? undefined : 'unverified';
}
