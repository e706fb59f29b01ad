'use server';

import { refresh } from 'next/cache';
import { customerAction } from '#lib/auth/action.ts';
import { keyForm, newKeyForm } from '#lib/auth/forms.ts';
import { createApiKey, revokeApiKey } from '#lib/auth/keys.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';

/** Makes a key. Its text is in this answer and nowhere else. */
export const createKey = customerAction(newKeyForm, async ({ customerId }, { name, monthlyCap }) => {
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
