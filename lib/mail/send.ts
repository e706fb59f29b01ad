import * as z from 'zod/mini';
import { invariant } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { monthNamed } from '#lib/core/month.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { headsBefore } from '#lib/ledger/heads.ts';
import { postingsOf } from '#lib/ledger/postings.ts';
import { summaryOfSpan } from '#lib/ledger/span.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { topUpKey } from '#lib/ledger/verbs.ts';
import { sum, ZERO } from '#lib/money/credits.ts';
import {
  accountExistsLetter,
  type LetterContext,
  passwordChangedLetter,
  resetLetter,
  verifyLetter,
} from './account-letters.ts';
import { euros } from './amounts.ts';
import { expiryLetter } from './expiry-letter.ts';
import { farewellLetter } from './farewell-letter.ts';
import type { Letter } from './letter.ts';
import { newLinkToken } from './link-token.ts';
import { contextFor, deliver, type Postbox } from './postbox.ts';
import { receiptLetter } from './receipt-letter.ts';
import { isNoticeMail, NOTICE_MAILS, sendNotice } from './send-notices.ts';
import { isRefundMail, REFUND_MAILS, sendRefundMail } from './send-refunds.ts';
import { statementLetter } from './statement-letter.ts';
import {
  deleteFarewell,
  deleteLinkToken,
  findFarewell,
  findReceipt,
  findRecipient,
  findRecipients,
  insertLinkToken,
  type Recipient,
} from './store.ts';

const uuid = z.uuid();
const payloads = z.discriminatedUnion('template', [
  z.object({
    template: z.literal('verify'),
    mailId: uuid,
    userId: uuid,
    trialEur: z.nullable(z.string()),
  }),
  z.object({ template: z.literal('reset'), mailId: uuid, userId: uuid }),
  z.object({ template: z.literal('account_exists'), mailId: uuid, userId: uuid }),
  z.object({
    template: z.literal('password_changed'),
    mailId: uuid,
    userId: uuid,
    changedAt: z.iso.datetime(),
  }),
  z.object({ template: z.literal('receipt'), mailId: uuid, purchaseId: uuid }),
  ...REFUND_MAILS,
  ...NOTICE_MAILS,
  z.object({
    template: z.literal('expiry_warning'),
    mailId: uuid,
    customerId: uuid,
    expiresAt: z.iso.datetime(),
  }),
  z.object({
    template: z.literal('statement'),
    mailId: uuid,
    customerId: uuid,
    month: z.string(),
  }),
  z.object({ template: z.literal('account_closed'), mailId: uuid, farewellId: uuid }),
]);

type LinkMail = Extract<z.infer<typeof payloads>, { template: 'verify' | 'reset' }>;

/**
 * Writes and sends one queued mail. What it says is read now, and a link's secret is made now, so that none waits
 * in the queue. Running it again sends the mail again, with the same message id and a new link.
 *
 * Nobody to write to, or an address that takes no mail, is the end of it; anything else that fails is tried again.
 *
 * @param payload as `queueMail` queued it
 */
export async function sendQueuedMail(postbox: Postbox, payload: unknown): Promise<void> {
  const mail = z.parse(payloads, payload);
  if (isRefundMail(mail)) return sendRefundMail(postbox, mail);
  if (isNoticeMail(mail)) return sendNotice(postbox, mail);
  if (mail.template === 'receipt') return sendReceipt(postbox, mail);
  if (mail.template === 'expiry_warning') return sendExpiryWarning(postbox, mail);
  if (mail.template === 'statement') return sendStatement(postbox, mail);
  if (mail.template === 'account_closed') return sendFarewell(postbox, mail);
  const recipient = await findRecipient(postbox.db.prisma, mail.userId);
  if (recipient === null) return;
  const context = contextFor(postbox, recipient);
  switch (mail.template) {
    case 'account_exists':
      return deliver(postbox, recipient, mail.mailId, accountExistsLetter(context));
    case 'password_changed':
      return deliver(
        postbox,
        recipient,
        mail.mailId,
        passwordChangedLetter(context, { at: new Date(mail.changedAt) }),
      );
    case 'verify':
    case 'reset':
      return sendLink(postbox, recipient, mail);
  }
}

/** The secret exists only if its mail left: a failed attempt takes it back. */
async function sendLink(postbox: Postbox, recipient: Recipient, mail: LinkMail): Promise<void> {
  const { db, at } = postbox;
  const token = newLinkToken(mail.template, at);
  const id = uuidv7(at);
  const letter = linkLetter(contextFor(postbox, recipient), mail, token.text);
  await insertLinkToken(db.prisma, { id, userId: mail.userId, purpose: mail.template, token, at });
  try {
    await deliver(postbox, recipient, mail.mailId, letter);
  } catch (error) {
    await deleteLinkToken(db.prisma, id);
    throw error;
  }
}

function linkLetter(context: LetterContext, mail: LinkMail, token: string): Letter {
  if (mail.template === 'reset') return resetLetter(context, { token });
  const trial = mail.trialEur === null ? null : euros(mail.trialEur, context.locale);
  return verifyLetter(context, { token, trial });
}

async function sendReceipt(postbox: Postbox, mail: { mailId: Uuid; purchaseId: Uuid }): Promise<void> {
  const { db, at } = postbox;
  const receipt = await findReceipt(db.prisma, mail.purchaseId);
  if (receipt === null) return;
  const { customerId, paddleTransactionId } = receipt;
  const sql = onPool(db.pool);
  const balance = await balanceNow(sql, customerId, at);
  const parts =
    paddleTransactionId === null ? [] : await postingsOf(sql, customerId, topUpKey(paddleTransactionId));
  const debtPaidMicros = sum(
    parts.filter(({ credit }) => credit === 'owed').map(({ amountMicros }) => amountMicros),
  );
  for (const recipient of receipt.recipients) {
    const letter = receiptLetter(contextFor(postbox, recipient), {
      receipt,
      debtPaidMicros,
      expiresAt: balance?.expiresAt ?? null,
    });
    await deliver(postbox, recipient, mail.mailId, letter);
  }
}

/** What would expire is read now: a date that moved meanwhile, or credit that was spent, needs no warning. */
async function sendExpiryWarning(
  postbox: Postbox,
  mail: { mailId: Uuid; customerId: Uuid; expiresAt: string },
): Promise<void> {
  const { db, at } = postbox;
  const balance = await balanceNow(onPool(db.pool), mail.customerId, at);
  if (balance?.expiresAt?.toISOString() !== mail.expiresAt || balance.availableMicros === ZERO) return;
  const { availableMicros, expiresAt } = balance;
  for (const recipient of await findRecipients(db.prisma, mail.customerId)) {
    const letter = expiryLetter(contextFor(postbox, recipient), { availableMicros, expiresAt, at });
    await deliver(postbox, recipient, mail.mailId, letter);
  }
}

/** Whoever has not verified their address is told nothing of an account that may not be theirs; some want no statement. */
async function sendStatement(
  postbox: Postbox,
  mail: { mailId: Uuid; customerId: Uuid; month: string },
): Promise<void> {
  const { db } = postbox;
  const sql = onPool(db.pool);
  const month = monthNamed(mail.month);
  const [head] = await headsBefore(sql, { limit: 1 });
  invariant(month !== undefined && head !== undefined, 'a statement is of a month, under a signed head');
  const summary = await summaryOfSpan(sql, mail.customerId, month);
  invariant(summary.unexplainedMicros === ZERO, 'a statement is explained');
  for (const recipient of await findRecipients(db.prisma, mail.customerId)) {
    if (recipient.name === null || !recipient.wants.statements) continue;
    const letter = statementLetter(contextFor(postbox, recipient), { month, summary, head });
    await deliver(postbox, recipient, mail.mailId, letter);
  }
}

/** The last mail. Its address was kept for it alone, and goes with it. */
async function sendFarewell(postbox: Postbox, mail: { mailId: Uuid; farewellId: Uuid }): Promise<void> {
  const { prisma } = postbox.db;
  const farewell = await findFarewell(prisma, mail.farewellId);
  if (farewell === null) return;
  const { recipient } = farewell;
  await deliver(postbox, recipient, mail.mailId, farewellLetter(contextFor(postbox, recipient), farewell));
  await deleteFarewell(prisma, mail.farewellId);
}
