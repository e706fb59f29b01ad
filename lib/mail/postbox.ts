import type { Uuid } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import type { Database } from '#lib/db/client.ts';
import type { LetterContext } from './account-letters.ts';
import { type Letter, toHtml, toText } from './letter.ts';
import { insertMailSent, type Recipient } from './store.ts';
import { type SendMail, Undeliverable } from './transport.ts';

/** What sending needs of the world around it. */
export type Postbox = {
  db: Database;
  send: SendMail;
  appUrl: string;
  from: string;
  /** The setting `AUTH_SECRET`, for what waits sealed in the queue. */
  secret: string;
  at: Date;
};

/** What every letter to somebody needs. */
export function contextFor({ appUrl }: Postbox, { name, locale }: Recipient): LetterContext {
  return { locale, name, appUrl };
}

/**
 * Sends one letter to one person. An address that takes no mail is the end of it.
 *
 * @param mailId the queued mail's: sent again, it has the same message id
 * @throws what the transport throws otherwise: the task is tried again
 */
export async function deliver(
  postbox: Postbox,
  recipient: Recipient,
  mailId: Uuid,
  letter: Letter,
): Promise<void> {
  try {
    await postbox.send({
      from: postbox.from,
      to: recipient.email,
      subject: letter.subject,
      text: toText(letter),
      html: toHtml(letter, recipient.locale),
      messageId: `<${mailId}@${new URL(postbox.appUrl).hostname}>`,
    });
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
    log.warn({ userId: recipient.userId, mailId }, 'mail undeliverable');
    return noteSent(postbox, recipient, { mailId, subject: letter.subject, refused: true });
  }
  await noteSent(postbox, recipient, { mailId, subject: letter.subject, refused: false });
}

/** For the desk, of whom it can find. The mail has left: that this fails must not send it again. */
async function noteSent(
  { db, at }: Postbox,
  { userId }: Recipient,
  mail: { mailId: Uuid; subject: string; refused: boolean },
): Promise<void> {
  if (userId === null) return;
  await insertMailSent(db.prisma, { ...mail, userId, at }).catch((error: unknown) =>
    log.warn({ err: error, mailId: mail.mailId }, 'could not note that a mail was sent'),
  );
}
