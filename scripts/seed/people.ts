import { randomBytes } from 'node:crypto';
import { createCustomerAccount, createStaffAccount } from '#lib/auth/accounts.ts';
import { createApiKey } from '#lib/auth/keys.ts';
import { hashPassword } from '#lib/auth/password.ts';
import { giveFactor } from '#lib/auth/second-factor.ts';
import { findCredentials, updatePassword } from '#lib/auth/store.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';

/** Somebody who can sign in to the demo. */
export type Person = {
  userId: Uuid;
  customerId: Uuid | null;
  email: string;
  name: string;
  password: string;
  role: 'customer' | 'support' | 'admin';
  apiKey?: string;
  /** Of staff: what they get in with when no code of their second factor is at hand, each once. */
  recoveryCodes?: string[];
  isNew: boolean;
};

/**
 * Makes a person of the demo; one who is there already gets a new password (a customer a new API key too, staff a new second
 * factor), since none is kept anywhere in clear.
 */
export async function person(who: Pick<Person, 'email' | 'name' | 'role'>): Promise<Person> {
  const { prisma } = database();
  const { email, name, role } = who;
  const password = randomBytes(12).toString('base64url');
  const passwordHash = await hashPassword(password);
  const known = await findCredentials(prisma, { email });
  const account = { email, name, passwordHash, at: now() };
  const made = await transaction(prisma, async (tx) => {
    if (known !== null) {
      await updatePassword(tx, known.userId, passwordHash, account.at);
      return { userId: known.userId, customerId: known.customerId };
    }
    if (role === 'customer') return createCustomerAccount(tx, account);
    return { ...(await createStaffAccount(tx, { ...account, role })), customerId: null };
  });
  const base = { ...who, ...made, password, isNew: known === null };
  if (made.customerId === null) {
    const factor = { userId: made.userId, key: env().SECOND_FACTOR_SECRET, at: now() };
    const { recoveryCodes } = await transaction(prisma, (tx) => giveFactor(tx, factor));
    return { ...base, recoveryCodes };
  }
  const { text } = await createApiKey(prisma, {
    customerId: made.customerId,
    name: 'Demo key',
    monthlyCapMicros: null,
    at: now(),
  });
  return { ...base, apiKey: text };
}
