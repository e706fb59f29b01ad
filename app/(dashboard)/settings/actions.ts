'use server';

import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { customerAction, personAction } from '#lib/auth/action.ts';
import { addressBlock } from '#lib/auth/client-address.ts';
import { nameForm, nothing, passwordForm, sessionForm } from '#lib/auth/forms.ts';
import { changeName, changePassword, endOtherSessions, endOwnSession } from '#lib/auth/profile.ts';
import { resendVerification } from '#lib/auth/verify-email.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { trialCredit } from '#lib/customers/trial.ts';
import { database } from '#lib/db/client.ts';

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
    at: now(),
  };
  await resendVerification(visit, { email: viewer.email }, trialCredit());
  return {};
});
