import { DepictaError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { trialPending } from '#lib/customers/trial.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { type Credits, toWire, ZERO } from '#lib/money/credits.ts';
import { wrongFields } from './account-error.ts';
import { createCustomerAccount } from './accounts.ts';
import { countFor, countForm } from './attempts.ts';
import { hashPassword } from './password.ts';
import { passwordProblem } from './password-rules.ts';
import { FORMS_BY_ADDRESS, MAIL_BY_ACCOUNT } from './rate-limit.ts';
import { findCredentials } from './store.ts';
import type { Visit } from './visit.ts';

/**
 * Makes an account and sends its address the link that verifies it. An address that has an account already gets a notice
 * instead, and the visitor the same answer after the same work: nobody learns who is a customer. For that reason nobody
 * is signed in here; the browser that signed up is when it uses the link.
 *
 * @param trialMicros from `trialCredit()`; the mail says whether this mailbox will have it
 * @returns the new user; for a taken address an id of nobody
 * @throws {AccountError} naming wrong fields, or `too_many_attempts`
 */
export async function signUp(
  visit: Visit,
  form: { email: string; password: string; name: string },
  trialMicros: Credits,
): Promise<{ userId: Uuid }> {
  const refused = passwordProblem(form.password, form);
  if (refused !== undefined) throw wrongFields({ field: 'password', problem: refused });
  await countForm(visit, FORMS_BY_ADDRESS);
  await countFor(visit, MAIL_BY_ACCOUNT, form.email);
  const { db, secret, locale, at } = visit;
  const passwordHash = await hashPassword(form.password);
  const trial = await trialPending(db.prisma, { email: form.email, secret, amountMicros: trialMicros });
  try {
    return await transaction(db.prisma, async (tx) => {
      const { email, name } = form;
      const { userId } = await createCustomerAccount(tx, { email, name, passwordHash, locale, at });
      const trialEur = trial === ZERO ? null : toWire(trial);
      await queueMail(tx, { template: 'verify', userId, trialEur });
      return { userId };
    });
  } catch (error) {
    if (!(error instanceof DepictaError) || error.code !== 'conflict') throw error;
    return transaction(db.prisma, (tx) => warnOwner(tx, form.email));
  }
}

async function warnOwner(tx: Tx, email: string): Promise<{ userId: Uuid }> {
  const owner = await findCredentials(tx, { email });
  if (owner !== null) await queueMail(tx, { template: 'account_exists', userId: owner.userId });
  return { userId: uuidv7() };
}
