'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import * as z from 'zod/mini';
import { customerAction } from '#lib/auth/action.ts';
import { sessionCookie } from '#lib/auth/session-token.ts';
import { closeAccount } from '#lib/closing/close.ts';
import { euros } from '#lib/contracts/wire.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { database } from '#lib/db/client.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { fromWire } from '#lib/money/credits.ts';

const confirmed = z.object({
  password: z.string().check(z.maxLength(1000)),
  phrase: z.string().check(z.maxLength(200)),
  /** What the page said would be lost. */
  forfeitEur: euros,
});

/** Closes the account of whoever is signed in: confirmed by their password and by typing. It leads to a page of its own. */
export const closeAccountAction = customerAction(confirmed, async ({ userId, customerId }, form) => {
  await requirePhrase(form.phrase);
  const { password, forfeitEur } = form;
  const at = now();
  await closeAccount(
    database(),
    { userId, customerId },
    { password, forfeitMicros: fromWire(forfeitEur) },
    at,
  );
  const { name, options } = sessionCookie(env().APP_URL);
  (await cookies()).set(name, '', { ...options, maxAge: 0 });
  redirect('/closed');
});

/** @throws {DepictaError} `validation_error` when something else was typed */
async function requirePhrase(typed: string): Promise<void> {
  const { locale } = await preferences();
  const t = translator(locale, 'closing');
  const phrase = t('phrase');
  if (typed.trim().replace(/\s+/g, ' ').toLowerCase() === phrase.toLowerCase()) return;
  const message = `must be "${phrase}"`;
  throw new DepictaError('validation_error', `The phrase ${message}.`, {
    details: { fields: [{ field: 'phrase', message }] },
  });
}
