'use server';

import { refresh } from 'next/cache';
import { cookies, headers } from 'next/headers';
import { customerAction, personAction } from '#lib/auth/action.ts';
import { addressBlock } from '#lib/auth/client-address.ts';
import {
  nameForm,
  nothing,
  passwordForm,
  regionForm,
  sessionForm,
  themeForm,
  warningsForm,
} from '#lib/auth/forms.ts';
import { keepRegion, keepTheme, keepWarnings } from '#lib/auth/preferences.ts';
import { changeName, changePassword, endOtherSessions, endOwnSession } from '#lib/auth/profile.ts';
import { resendVerification } from '#lib/auth/verify-email.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { trialCredit } from '#lib/customers/trial.ts';
import { database } from '#lib/db/client.ts';
import { LOCALE_COOKIE, ONE_YEAR_SECONDS, THEME_COOKIE, TIME_ZONE_COOKIE } from '#lib/i18n/cookies.ts';
import { preferences } from '#lib/i18n/preferences.ts';

/** Changes the name. */
export const saveName = personAction(nameForm, async (viewer, { name }) => {
  await changeName(database(), viewer, name);
  refresh();
  return {};
});

/** Changes the password and ends every other session. */
export const savePassword = personAction(passwordForm, async (viewer, form) => {
  await changePassword(database(), viewer, form, now());
  refresh();
  return {};
});

/** Keeps when a customer's person wants to be warned, and which letters they want. */
export const saveWarnings = customerAction(warningsForm, async (viewer, form) => {
  await keepWarnings(database().prisma, viewer.userId, form, now());
  refresh();
  return {};
});

/** Keeps the time zone and the language, for this browser at once and for the person's others with their next page. */
export const saveRegion = personAction(regionForm, async (viewer, form) => {
  await keepRegion(database().prisma, viewer.userId, form);
  await remember(TIME_ZONE_COOKIE, form.timeZone);
  if (form.locale !== undefined) await remember(LOCALE_COOKIE, form.locale);
  refresh();
  return {};
});

/** Keeps the colours. */
export const saveTheme = personAction(themeForm, async (viewer, { theme }) => {
  await keepTheme(database().prisma, viewer.userId, theme);
  await remember(THEME_COOKIE, theme);
  refresh();
  return {};
});

/** As `preferenceCookie` does in the browser. */
async function remember(name: string, value: string): Promise<void> {
  const secure = new URL(env().APP_URL).protocol === 'https:';
  (await cookies()).set(name, value, { path: '/', maxAge: ONE_YEAR_SECONDS, sameSite: 'lax', secure });
}

/** Ends one session of one's own. */
export const endSession = personAction(sessionForm, async (viewer, { sessionId }) => {
  await endOwnSession(database(), viewer, sessionId, now());
  refresh();
  return {};
});

/** Ends every session but the present one. */
export const endOthers = personAction(nothing, async (viewer) => {
  const ended = await endOtherSessions(database(), viewer, now());
  refresh();
  return { ended };
});

/** Sends the mail that verifies the address again. */
export const resendMail = customerAction(nothing, async (viewer) => {
  const visit = {
    db: database(),
    secret: env().AUTH_SECRET,
    addressBlock: addressBlock(await headers()),
    userAgent: '',
    locale: (await preferences()).locale,
    at: now(),
  };
  await resendVerification(visit, { email: viewer.email }, trialCredit());
  return {};
});
