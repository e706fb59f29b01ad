import * as z from 'zod/mini';
import type { Uuid } from '#lib/core/ids.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { cents } from '#lib/money/cents.ts';
import { contextFor, deliver, type Postbox } from './postbox.ts';
import {
  putBackLetter,
  refundAlertLetter,
  refundAskedLetter,
  refundEndedLetter,
  takenBackLetter,
} from './refund-letters.ts';
import { findReceipt, findRefund, findStaff } from './store.ts';

const uuid = z.uuid();
const eur = z.string().check(z.regex(/^\d{1,13}\.\d{6}$/));
const netCents = z.string().check(z.regex(/^[1-9]\d{0,14}$/));

/** The payloads of the mails about money that goes back. */
export const REFUND_MAILS = [
  z.object({ template: z.literal('refund_asked'), mailId: uuid, requestId: uuid }),
  z.object({ template: z.literal('refund_ended'), mailId: uuid, requestId: uuid }),
  z.object({ template: z.literal('refund_alert'), mailId: uuid, requestId: uuid }),
  z.object({
    ...{ template: z.literal('taken_back'), mailId: uuid, purchaseId: uuid },
    ...{ netCents, creditEur: eur, action: z.string() },
  }),
  z.object({
    ...{ template: z.literal('put_back'), mailId: uuid, purchaseId: uuid },
    ...{ netCents, creditEur: eur, debtEur: eur },
  }),
] as const;

type RefundMail = z.infer<(typeof REFUND_MAILS)[number]>;

/** Whether a queued mail is one of these. */
export function isRefundMail(mail: { template: string }): mail is RefundMail {
  return ['refund_asked', 'refund_ended', 'refund_alert', 'taken_back', 'put_back'].includes(mail.template);
}

/** Writes and sends one of them, to everybody who signs in for the customer; an alert to all staff. */
export async function sendRefundMail(postbox: Postbox, mail: RefundMail): Promise<void> {
  switch (mail.template) {
    case 'refund_asked':
    case 'refund_ended':
      return sendOfRequest(postbox, mail);
    case 'refund_alert':
      return sendAlert(postbox, mail);
    case 'taken_back':
    case 'put_back':
      return sendOfPurchase(postbox, mail);
  }
}

async function sendOfRequest(
  postbox: Postbox,
  mail: { template: 'refund_asked' | 'refund_ended'; mailId: Uuid; requestId: Uuid },
): Promise<void> {
  const refund = await findRefund(postbox.db.prisma, mail.requestId);
  if (refund === null) return;
  const write = mail.template === 'refund_asked' ? refundAskedLetter : refundEndedLetter;
  for (const recipient of refund.recipients)
    await deliver(postbox, recipient, mail.mailId, write(contextFor(postbox, recipient), refund));
}

async function sendAlert(postbox: Postbox, mail: { mailId: Uuid; requestId: Uuid }): Promise<void> {
  const refund = await findRefund(postbox.db.prisma, mail.requestId);
  if (refund === null) return;
  for (const recipient of await findStaff(postbox.db.prisma))
    await deliver(postbox, recipient, mail.mailId, refundAlertLetter(contextFor(postbox, recipient), refund));
}

async function sendOfPurchase(
  postbox: Postbox,
  mail: Extract<RefundMail, { template: 'taken_back' | 'put_back' }>,
): Promise<void> {
  const { db, at } = postbox;
  const receipt = await findReceipt(db.prisma, mail.purchaseId);
  const balance = receipt && (await balanceNow(onPool(db.pool), receipt.customerId, at));
  if (receipt === null || balance === undefined || balance === null) return;
  const { creditEur } = mail;
  const facts = { receipt, netCents: cents(BigInt(mail.netCents)), creditEur, balance };
  for (const recipient of receipt.recipients) {
    const context = contextFor(postbox, recipient);
    const letter =
      mail.template === 'taken_back'
        ? takenBackLetter(context, { ...facts, isRefund: mail.action === 'refund' })
        : putBackLetter(context, { ...facts, debtEur: mail.debtEur });
    await deliver(postbox, recipient, mail.mailId, letter);
  }
}
