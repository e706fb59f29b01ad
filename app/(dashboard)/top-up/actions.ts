'use server';

import * as z from 'zod/mini';
import { type CustomerViewer, customerAction } from '#lib/auth/action.ts';
import { countryCode, topUpAmount } from '#lib/contracts/top-up.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { floorToCents, fromWire } from '#lib/money/credits.ts';
import { paddleCheckout } from '#lib/paddle/checkout.ts';
import { configuredPaddle } from '#lib/paddle/configured.ts';
import { beginTopUp, type Payer, resumeTopUp } from '#lib/topups/begin.ts';
import { toTopUp } from '#lib/topups/view.ts';

const choice = z.object({
  requestToken: z.uuid(),
  amountEur: topUpAmount,
  country: countryCode,
  /** The version of the text that was ticked. */
  consentVersion: z.string().check(z.maxLength(40)),
});

/** Begins a top-up. The same token again is the same top-up. */
export const beginTopUpAction = customerAction(choice, async (viewer, input) => {
  const db = database();
  const at = now();
  const { requestToken, country, consentVersion } = input;
  const amountCents = floorToCents(fromWire(input.amountEur));
  const chosen = { requestToken, amountCents, country, consentVersion };
  const purchase = await beginTopUp(db.prisma, paddleCheckout(configuredPaddle()), payer(viewer), chosen, at);
  return { topUp: await toTopUp(db, purchase, at) };
});

/** Takes up a top-up again that was begun but not paid. */
export const resumeTopUpAction = customerAction(z.object({ id: z.uuid() }), async (viewer, { id }) => {
  const db = database();
  const purchase = await resumeTopUp(db.prisma, paddleCheckout(configuredPaddle()), payer(viewer), id);
  return { topUp: await toTopUp(db, purchase, now()) };
});

function payer({ customerId, email, name, emailVerified, customerStatus }: CustomerViewer): Payer {
  return { customerId, email, name, emailVerified, customerStatus: customerStatus ?? 'closed' };
}
