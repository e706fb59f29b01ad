import * as z from 'zod/mini';
import type { Uuid } from '#lib/core/ids.ts';
import { unseal } from '#lib/core/sealed.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { add } from '#lib/money/credits.ts';
import { grantLetter, lowBalanceLetter, newSignInLetter } from './notice-letters.ts';
import { contextFor, deliver, type Postbox } from './postbox.ts';
import { type FactorEvent, SIGN_IN_BLOCK } from './queue.ts';
import { secondFactorLetter } from './second-factor-letter.ts';
import { findGrant, findLowBalanceLine, findRecipient, findSignIn } from './store.ts';

const uuid = z.uuid();

/** The payloads of the mails that tell what happened: nothing is asked of their readers. */
export const NOTICE_MAILS = [
  z.object({ template: z.literal('low_balance'), mailId: uuid, userId: uuid }),
  z.object({ template: z.literal('grant'), mailId: uuid, grantId: uuid }),
  z.object({
    ...{ template: z.literal('new_sign_in'), mailId: uuid, userId: uuid },
    ...{ sessionId: uuid, sealedBlock: z.string() },
  }),
  z.object({
    ...{ template: z.literal('second_factor'), mailId: uuid, userId: uuid },
    ...{ event: z.enum(['set_up', 'recovery', 'reset']), left: z.int(), happenedAt: z.iso.datetime() },
  }),
] as const;

type NoticeMail = z.infer<(typeof NOTICE_MAILS)[number]>;

/** Whether a queued mail is one of these. */
export function isNoticeMail(mail: { template: string }): mail is NoticeMail {
  return ['low_balance', 'grant', 'new_sign_in', 'second_factor'].includes(mail.template);
}

/** Writes and sends one of them, to verified addresses only. */
export async function sendNotice(postbox: Postbox, mail: NoticeMail): Promise<void> {
  switch (mail.template) {
    case 'low_balance':
      return sendLowBalance(postbox, mail);
    case 'grant':
      return sendGrant(postbox, mail);
    case 'new_sign_in':
      return sendNewSignIn(postbox, mail);
    case 'second_factor':
      return sendSecondFactor(postbox, mail);
  }
}

/** The balance and the line are read now: who has topped up meanwhile, or wants no warning any more, gets none. */
async function sendLowBalance(postbox: Postbox, mail: { mailId: Uuid; userId: Uuid }): Promise<void> {
  const { db, at } = postbox;
  const recipient = await findRecipient(db.prisma, mail.userId);
  const line = await findLowBalanceLine(db.prisma, mail.userId);
  const balance = line && (await balanceNow(onPool(db.pool), line.customerId, at));
  if (recipient === null || recipient.name === null || line === null || !balance) return;
  const { availableMicros, heldMicros } = balance;
  if (add(availableMicros, heldMicros) >= line.lineMicros) return;
  const { lineMicros } = line;
  const letter = lowBalanceLetter(contextFor(postbox, recipient), {
    ...{ availableMicros, heldMicros, lineMicros },
  });
  await deliver(postbox, recipient, mail.mailId, letter);
}

async function sendGrant(postbox: Postbox, mail: { mailId: Uuid; grantId: Uuid }): Promise<void> {
  const { db, at } = postbox;
  const grant = await findGrant(db.prisma, mail.grantId);
  const balance = grant && (await balanceNow(onPool(db.pool), grant.customerId, at));
  if (grant === null || !balance?.expiresAt) return;
  const { availableMicros, expiresAt } = balance;
  for (const recipient of grant.recipients) {
    if (recipient.name === null || !recipient.wants.grants) continue;
    const letter = grantLetter(contextFor(postbox, recipient), { grant, availableMicros, expiresAt });
    await deliver(postbox, recipient, mail.mailId, letter);
  }
}

/** What the session's row says, and the network, which was kept nowhere but sealed in the queue. */
async function sendNewSignIn(
  postbox: Postbox,
  mail: { mailId: Uuid; userId: Uuid; sessionId: Uuid; sealedBlock: string },
): Promise<void> {
  const { db, secret } = postbox;
  const recipient = await findRecipient(db.prisma, mail.userId);
  const signIn = await findSignIn(db.prisma, mail.sessionId);
  if (recipient === null || recipient.name === null || signIn === null) return;
  const block = unseal(mail.sealedBlock, secret, SIGN_IN_BLOCK);
  const { timeZone } = recipient;
  const letter = newSignInLetter(contextFor(postbox, recipient), { ...signIn, block, timeZone });
  await deliver(postbox, recipient, mail.mailId, letter);
}

async function sendSecondFactor(
  postbox: Postbox,
  mail: { mailId: Uuid; userId: Uuid; event: FactorEvent; left: number; happenedAt: string },
): Promise<void> {
  const recipient = await findRecipient(postbox.db.prisma, mail.userId);
  if (recipient === null) return;
  const { event, left } = mail;
  const letter = secondFactorLetter(contextFor(postbox, recipient), {
    ...{ event, left, at: new Date(mail.happenedAt), timeZone: recipient.timeZone },
  });
  await deliver(postbox, recipient, mail.mailId, letter);
}
