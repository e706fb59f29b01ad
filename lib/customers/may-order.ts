import { DepictaError } from '#lib/core/errors.ts';

/** What is asked about whoever wants to spend or pay. */
export type Orderer = { emailVerified: boolean; customerStatus: CustomerStatus };

/** `suspended` by support, `closed` by the customer: neither may order. */
export type CustomerStatus = 'active' | 'suspended' | 'closed';

/**
 * Whether somebody may generate, process or top up at all. Product rules, section 3 (order of checks) and section 7:
 * before verification one may sign in and look.
 *
 * @throws {DepictaError} `account_suspended` or `auth_email_not_verified`
 */
export function mayOrder({ emailVerified, customerStatus }: Orderer): void {
  if (customerStatus !== 'active')
    throw new DepictaError(
      'account_suspended',
      'This account is suspended. Your credit is kept; write to support to have it looked at.',
    );
  if (!emailVerified)
    throw new DepictaError(
      'auth_email_not_verified',
      'Verify your e-mail address first: open the link in the mail we sent you, or ask for a new one in the dashboard.',
    );
}
