import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { openCustomer } from '#lib/customers/open.ts';
import { claimTrial } from '#lib/customers/trial.ts';
import type { Tx } from '#lib/db/transaction.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { type Credits, ZERO } from '#lib/money/credits.ts';
import { findCredentials, insertUser, markVerified } from './store.ts';

/**
 * Who a new account is for. `passwordHash` from `hashPassword`; `email` in lower case; `locale` is the language that our
 * letters are in, left out where none is known.
 */
export type NewAccount = { email: string; name: string; passwordHash: string; at: Date; locale?: Locale };

/**
 * Makes a customer with their books and the user who signs in for them, all or nothing.
 *
 * @throws {DepictaError} `conflict` when the address is taken
 */
export async function createCustomerAccount(
  tx: Tx,
  account: NewAccount,
): Promise<{ customerId: Uuid; userId: Uuid }> {
  const customerId = uuidv7(account.at);
  await openCustomer(tx, { customerId, at: account.at });
  return { customerId, userId: await addUser(tx, account, { role: 'customer', customerId }) };
}

/**
 * Makes a user of the support desk, who belongs to no customer. The address counts as verified: an operator gave it.
 *
 * @throws {DepictaError} `conflict` when the address is taken
 */
export async function createStaffAccount(
  tx: Tx,
  account: NewAccount & { role: 'support' | 'admin' },
): Promise<{ userId: Uuid }> {
  const userId = await addUser(tx, account, { role: account.role, customerId: null });
  await markVerified(tx, userId, account.at);
  return { userId };
}

/**
 * Marks a user's address as verified and, the first time, gives the trial credit, unless the mailbox has had it.
 *
 * @param options.trialMicros from `trialCredit()`; zero: no trial is given
 * @returns what was credited
 */
export async function confirmAddress(
  tx: Tx,
  options: { userId: Uuid; trialMicros: Credits; secret: string; at: Date },
): Promise<Credits> {
  const { userId, trialMicros, secret, at } = options;
  if (!(await markVerified(tx, userId, at))) return ZERO;
  const user = await findCredentials(tx, { id: userId });
  if (user === null || user.customerId === null) return ZERO;
  const { customerId, email } = user;
  return claimTrial(tx, { customerId, email, secret, amountMicros: trialMicros, at });
}

async function addUser(
  tx: Tx,
  account: NewAccount,
  place: { role: 'customer' | 'support' | 'admin'; customerId: Uuid | null },
): Promise<Uuid> {
  const { email, name, passwordHash, at, locale = null } = account;
  const id = uuidv7(at);
  await insertUser(tx, { id, ...place, email, name, passwordHash, locale, createdAt: at });
  return id;
}
