'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import * as z from 'zod/mini';
import { staffAction } from '#lib/auth/action.ts';
import { DESK_CHECKS, requireTaken, take } from '#lib/auth/rate-limit.ts';
import type { Viewer } from '#lib/auth/sessions.ts';
import { wellFormed } from '#lib/contracts/wire.ts';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { database } from '#lib/db/client.ts';
import type { Cents } from '#lib/money/cents.ts';
import { floorToCents, fromCents, parseEuros } from '#lib/money/credits.ts';
import { configuredPaddle, configuredWebhooks } from '#lib/paddle/configured.ts';
import { reconcileLately } from '#lib/paddle/reconcile.ts';
import { dismissEvent, noteReconciliation, replayEvent } from '#lib/staff/events.ts';
import { approve, begin, type Decider, previewBegin, refuse } from '#lib/staff/refunds.ts';
import { findPurchaseId } from '#lib/staff/store.ts';

const words = z.string().check(z.maxLength(500), ...wellFormed());

/** Leads to a payment by whatever somebody has at hand. */
export const findAction = staffAction(
  z.object({
    number: z.string().check(z.trim(), z.minLength(1, 'search_missing'), z.maxLength(100), ...wellFormed()),
  }),
  async (_viewer, { number }) => {
    const id = await findPurchaseId(database().prisma, number);
    if (id === undefined)
      throw new DepictaError(
        'not_found',
        "Nothing is known under this number. Check it against the receipt, or look it up in Paddle's dashboard.",
        { details: { rule: 'number_unknown' } },
      );
    redirect(`/support/payments/${id}`);
  },
);

export const approveAction = staffAction(
  z.object({ requestId: z.uuid(), approval: z.enum(['only', 'first', 'second']) }),
  async (viewer, { requestId, approval }) => {
    const isSecond = approval === 'second';
    await approve(database().prisma, { requestId, isSecond, decider: decider(viewer) }, now());
    refresh();
    return {};
  },
);

export const refuseAction = staffAction(
  z.object({ requestId: z.uuid(), reason: words }),
  async (viewer, { requestId, reason }) => {
    await refuse(database().prisma, { requestId, reason, decider: decider(viewer) }, now());
    refresh();
    return {};
  },
);

/** A refund that nobody asked for. The amount comes as it was typed. */
const refundForm = z.object({
  purchaseId: z.uuid(),
  amount: z.string().check(z.maxLength(20)),
  reason: words,
});

/** Shows what such a refund would do. */
export const previewRefundAction = staffAction(refundForm, (viewer, { amount, ...form }) => {
  const order = { ...form, amountCents: typedCents(amount), decider: decider(viewer) };
  return previewBegin(database().prisma, order, now());
});

export const beginRefundAction = staffAction(refundForm, async (viewer, { amount, ...form }) => {
  const order = { ...form, amountCents: typedCents(amount), decider: decider(viewer) };
  await begin(database().prisma, order, now());
  refresh();
  return {};
});

export const replayAction = staffAction(z.object({ eventId: z.uuid() }), async (viewer, { eventId }) => {
  const options = { eventId, decider: decider(viewer) };
  const became = await replayEvent(database().prisma, configuredWebhooks(), options, now());
  refresh();
  return { became };
});

export const dismissAction = staffAction(
  z.object({ eventId: z.uuid(), reason: words }),
  async (viewer, { eventId, reason }) => {
    await dismissEvent(database().prisma, { eventId, reason, decider: decider(viewer) }, now());
    refresh();
    return {};
  },
);

/** Compares our payments with Paddle's now, instead of at the next hour. */
export const reconcileAction = staffAction(z.object({}), async (viewer) => {
  const db = database();
  const at = now();
  requireTaken(await take(db, DESK_CHECKS, viewer.userId, at), at);
  await noteReconciliation(db.prisma, decider(viewer), at);
  await reconcileLately(db.prisma, configuredPaddle(), at);
  refresh();
  return {};
});

function typedCents(text: string): Cents {
  const amount = parseEuros(text);
  if (amount !== undefined && amount > 0n && fromCents(floorToCents(amount)) === amount)
    return floorToCents(amount);
  const message = 'must be an amount in euros and cents';
  throw new DepictaError('validation_error', `The amount ${message}.`, {
    details: { fields: [{ field: 'amount', message }] },
  });
}

function decider({ userId, role, email }: Viewer): Decider {
  return { userId, role, email };
}
