'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import * as z from 'zod/mini';
import { adminAction, staffAction } from '#lib/auth/action.ts';
import { DESK_CHECKS, requireTaken, take } from '#lib/auth/rate-limit.ts';
import type { Viewer } from '#lib/auth/sessions.ts';
import { wellFormed } from '#lib/contracts/wire.ts';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { uuidv7 } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import { type Credits, parseEuros } from '#lib/money/credits.ts';
import { checkFromDesk } from '#lib/staff/books.ts';
import { previewWriteOff, suspend, unsuspend, writeOffDebt } from '#lib/staff/customers.ts';
import { approveGrant, giveFromDesk, previewGrant, refuseGrant } from '#lib/staff/desk-grants.ts';
import type { Decider } from '#lib/staff/refunds.ts';
import { type Hit, searchDesk } from '#lib/staff/search.ts';

const id = z.uuid();
const words = z.string().check(z.maxLength(500), ...wellFormed());
const amount = z.string().check(z.maxLength(20));

/** Finds customers. What is found alone is opened. The text is sent in the body: an address has no business in a log. */
export const searchAction = staffAction(
  z.object({
    text: z.string().check(z.trim(), z.minLength(1, 'search_missing'), z.maxLength(254), ...wellFormed()),
  }),
  async (_viewer, { text }) => {
    const { hits, isCut } = await searchDesk(database().prisma, text);
    const rows = hits.map((hit) => ({ ...hit, href: hrefOf(hit) }));
    if (rows.length === 1) redirect(rows[0]!.href);
    return { rows, isCut };
  },
);

function hrefOf({ kind, customerId, id: foundId }: Hit): string {
  if (kind === 'payment') return `/support/payments/${foundId}`;
  const page = `/support/customers/${customerId}`;
  return kind === 'job' ? `${page}?job=${foundId}#jobs` : page;
}

const grantForm = {
  customerId: id,
  amount,
  reason: words,
  note: z.string().check(z.maxLength(2000), ...wellFormed()),
};

/** Shows what a grant would do. It gets its id here: whatever is sent with it later is this one grant. */
export const previewGrantAction = staffAction(z.object(grantForm), async (viewer, form) => {
  const order = { id: uuidv7(now()), ...grantOf(form) };
  const preview = await previewGrant(database().prisma, order, decider(viewer), now());
  return { grantId: order.id, amountMicros: order.amountMicros, ...preview };
});

export const giveGrantAction = staffAction(
  z.object({ ...grantForm, grantId: id }),
  async (viewer, { grantId, ...form }) => {
    const order = { id: grantId, ...grantOf(form) };
    const { state } = await giveFromDesk(database().prisma, order, decider(viewer), now());
    refresh();
    return { state };
  },
);

export const approveGrantAction = adminAction(z.object({ grantId: id }), async (viewer, { grantId }) => {
  await approveGrant(database().prisma, { grantId, decider: decider(viewer) }, now());
  refresh();
  return {};
});

export const refuseGrantAction = adminAction(
  z.object({ grantId: id, reason: words }),
  async (viewer, { grantId, reason }) => {
    await refuseGrant(database().prisma, { grantId, reason, decider: decider(viewer) }, now());
    refresh();
    return {};
  },
);

export const statusAction = staffAction(
  z.object({ customerId: id, to: z.enum(['suspended', 'active']), reason: words }),
  async (viewer, { to, ...options }) => {
    const turn = to === 'suspended' ? suspend : unsuspend;
    await turn(database().prisma, { ...options, decider: decider(viewer) }, now());
    refresh();
    return {};
  },
);

const writeOffForm = { customerId: id, amount, reason: words };

/** As for a grant. */
export const previewWriteOffAction = adminAction(z.object(writeOffForm), async (viewer, form) => {
  const order = { ...form, id: uuidv7(now()), amountMicros: typed(form.amount) };
  const preview = await previewWriteOff(database().prisma, order, decider(viewer), now());
  return { writeOffId: order.id, amountMicros: order.amountMicros, ...preview };
});

export const writeOffAction = adminAction(
  z.object({ ...writeOffForm, writeOffId: id }),
  async (viewer, { writeOffId, ...form }) => {
    const order = { ...form, id: writeOffId, amountMicros: typed(form.amount) };
    const owedMicros = await writeOffDebt(database().prisma, order, decider(viewer), now());
    refresh();
    return { owedMicros };
  },
);

/** Puts the books to every rule now, instead of at the next hour. */
export const checkBooksAction = staffAction(z.object({}), async (viewer) => {
  const db = database();
  const at = now();
  requireTaken(await take(db, DESK_CHECKS, viewer.userId, at), at);
  await checkFromDesk(db, decider(viewer), at);
  refresh();
  return {};
});

function grantOf(form: { customerId: string; amount: string; reason: string; note: string }) {
  const { customerId, reason, note: internalNote } = form;
  return { customerId, reason, internalNote, amountMicros: typed(form.amount) };
}

function typed(text: string): Credits {
  const micros = parseEuros(text);
  if (micros !== undefined) return micros;
  const message = 'must be an amount in euros, such as 2.50';
  throw new DepictaError('validation_error', `The amount ${message}.`, {
    details: { fields: [{ field: 'amount', message }] },
  });
}

function decider({ userId, role, email }: Viewer): Decider {
  return { userId, role, email };
}
