'use server';

import { refresh } from 'next/cache';
import { AccountError } from '#lib/auth/account-error.ts';
import { customerAction } from '#lib/auth/action.ts';
import { keyForm, newKeyForm } from '#lib/auth/forms.ts';
import { createApiKey, revokeApiKey } from '#lib/auth/keys.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';

/** Makes a key, once the address is verified. Its text is in this answer and nowhere else. */
export const createKey = customerAction(newKeyForm, async (viewer, { name, monthlyCap }) => {
  const { customerId } = viewer;
  // A key outlives a password: nobody makes one with an address that is not shown to be theirs.
  if (!viewer.emailVerified) throw new AccountError('verify_first');
  const { text } = await createApiKey(database().prisma, {
    customerId,
    name,
    monthlyCapMicros: monthlyCap,
    at: now(),
  });
  refresh();
  return { key: text, name };
});

/** Revokes a key of the customer's own, for ever. */
export const revokeKey = customerAction(keyForm, async ({ customerId }, { keyId }) => {
  await revokeApiKey(database().prisma, { customerId, id: keyId, at: now() });
  refresh();
  return {};
});
