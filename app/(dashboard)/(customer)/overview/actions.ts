'use server';

import { refresh } from 'next/cache';
import { customerAction } from '#lib/auth/action.ts';
import { seenForm } from '#lib/auth/forms.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { dismissCreditNotice } from '#lib/history/given.ts';

/** Takes the notice of given credit away: what was shown, not what has come since. */
export const dismissGiven = customerAction(seenForm, async ({ customerId }, { upTo }) => {
  const shown = new Date(upTo);
  const at = now();
  await dismissCreditNotice(database(), customerId, shown < at ? shown : at);
  refresh();
  return {};
});
