'use server';

import * as z from 'zod/mini';
import { type CustomerViewer, customerAction } from '#lib/auth/action.ts';
import { RESUMED_TOP_UPS, requireTaken, take } from '#lib/auth/rate-limit.ts';
import { business, countryCode, type TopUpQuote, topUpAmount } from '#lib/contracts/top-up.ts';
import { now } from '#lib/core/clock.ts';
import { mayOrder } from '#lib/customers/may-order.ts';
import { database } from '#lib/db/client.ts';
import { floorToCents, fromWire } from '#lib/money/credits.ts';
import { paddleCheckout } from '#lib/paddle/checkout.ts';
import { configuredPaddle } from '#lib/paddle/configured.ts';
import { previewForBusiness } from '#lib/paddle/preview.ts';
import { beginTopUp, type Payer, paddleCustomerOf, resumeTopUp } from '#lib/topups/begin.ts';
import { toTopUp } from '#lib/topups/view.ts';
import { BUSINESS_QUOTES, toQuote } from './quote.ts';

const choice = z.object({
  requestToken: z.uuid(),
  amountEur: topUpAmount,
  country: countryCode,
  business: z.optional(business),
  /** The version of the text that was ticked. */
  consentVersion: z.string().check(z.maxLength(40)),
});

/** Begins a top-up. The same token again is the same top-up. */
export const beginTopUpAction = customerAction(choice, async (viewer, input) => {
  const db = database();
  const at = now();
  const { requestToken, country, business, consentVersion } = input;
  const amountCents = floorToCents(fromWire(input.amountEur));
  const chosen = { requestToken, amountCents, country, business, consentVersion };
  const purchase = await beginTopUp(db.prisma, paddleCheckout(configuredPaddle()), payer(viewer), chosen, at);
  return { topUp: await toTopUp(db, purchase, at) };
});

/** What a top-up costs a business with its VAT number: an action, so that neither stands in an address or a log. */
export const quoteBusinessAction = customerAction(
  z.object({ amountEur: topUpAmount, country: countryCode, business }),
  async (viewer, { amountEur, country, business }) => {
    const db = database();
    const at = now();
    mayOrder(payer(viewer));
    requireTaken(await take(db, BUSINESS_QUOTES, viewer.customerId, at), at);
    const paddle = configuredPaddle();
    const amountCents = floorToCents(fromWire(amountEur));
    const paddleCustomerId = await paddleCustomerOf(db.prisma, paddleCheckout(paddle), payer(viewer));
    const price = await previewForBusiness(paddle, { amountCents, country, business, paddleCustomerId });
    const quote: TopUpQuote = { country, ...toQuote(price) };
    return { quote };
  },
);

/** Takes up a top-up again that was begun but not paid. */
export const resumeTopUpAction = customerAction(z.object({ id: z.uuid() }), async (viewer, { id }) => {
  const db = database();
  const at = now();
  requireTaken(await take(db, RESUMED_TOP_UPS, viewer.customerId, at), at);
  const purchase = await resumeTopUp(db.prisma, paddleCheckout(configuredPaddle()), payer(viewer), id);
  return { topUp: await toTopUp(db, purchase, at) };
});

function payer({ customerId, email, name, emailVerified, customerStatus }: CustomerViewer): Payer {
  return { customerId, email, name, emailVerified, customerStatus: customerStatus ?? 'closed' };
}
