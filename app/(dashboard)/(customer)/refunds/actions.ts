'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import * as z from 'zod/mini';
import { customerAction } from '#lib/auth/action.ts';
import { LOOKS, REFUND_REQUESTS, requireTaken, take } from '#lib/auth/rate-limit.ts';
import { euros } from '#lib/contracts/wire.ts';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { database } from '#lib/db/client.ts';
import { floorToCents, fromWire } from '#lib/money/credits.ts';
import { configuredPaddle } from '#lib/paddle/configured.ts';
import { findPayment } from '#lib/paddle/find-payment.ts';
import { askRefund } from '#lib/topups/refunds.ts';

const asked = z.object({
  purchaseId: z.uuid(),
  /** What the preview showed. */
  amountEur: euros,
});

/** The second of the two steps: the customer withdraws for what the preview showed. */
export const askRefundAction = customerAction(asked, async ({ customerId }, { purchaseId, amountEur }) => {
  const amountCents = floorToCents(fromWire(amountEur));
  const at = now();
  const db = database();
  requireTaken(await take(db, REFUND_REQUESTS, customerId, at), at);
  await askRefund(db.prisma, { customerId, purchaseId, amountCents }, at);
  refresh();
  return {};
});

/** Where is my payment? Leads to it when it is the customer's; what is paid and not credited is credited at once. */
export const findPaymentAction = customerAction(
  z.object({ number: z.string().check(z.minLength(1), z.maxLength(60)) }),
  async ({ customerId }, { number }) => {
    const at = now();
    const db = database();
    requireTaken(await take(db, LOOKS, customerId, at), at);
    const id = await findPayment(db.prisma, configuredPaddle(), { customerId, number }, at);
    if (id === undefined)
      throw new DepictaError(
        'not_found',
        'There is no payment of your account with this number. Check it against the mail from Paddle; if you paid a minute ago, try again. Otherwise write to support and quote this request.',
        { details: { rule: 'payment_unknown' } },
      );
    redirect(`/refunds/${id}`);
  },
);
