import { createHmac, hkdfSync } from 'node:crypto';
import { env } from '#lib/core/env.ts';
import { InvariantError, invariant } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { Tx } from '#lib/db/transaction.ts';
import { post } from '#lib/ledger/post.ts';
import { inTransaction } from '#lib/ledger/sql.ts';
import { trial } from '#lib/ledger/verbs.ts';
import { type Credits, parseEuros, ZERO } from '#lib/money/credits.ts';
import { normaliseEmail } from './normalise.ts';
import { insertTrialClaim, isTrialClaimed } from './store.ts';

/**
 * Gives the trial credit to the customer of a verified address: once for each mailbox, for ever. The claim is one
 * conditional insert, which the other claimants of the mailbox wait for; the caller's transaction carries it and
 * the credit together.
 *
 * @param options.email the address as verified
 * @param options.secret the app's `AUTH_SECRET`: without it the stored claims cannot be tried against addresses
 * @param options.amountMicros zero: the trial is off, and nothing is claimed
 * @returns what was credited; zero where the mailbox has had its trial or there is none to give
 */
export async function claimTrial(
  tx: Tx,
  options: { customerId: Uuid; email: string; secret: string; amountMicros: Credits; at: Date },
): Promise<Credits> {
  const { customerId, amountMicros, at } = options;
  if (amountMicros === ZERO) return ZERO;
  const emailHash = hashMailbox(options.email, options.secret);
  if (!(await insertTrialClaim(tx, { emailHash, at }))) return ZERO;
  const [posted] = await post(inTransaction(tx), at, [trial({ customerId, amountMicros, at })]);
  if (posted?.outcome !== 'credited') throw new InvariantError(`The trial was ${posted?.outcome}`);
  return posted.replayed ? ZERO : amountMicros;
}

/**
 * What verifying this address will bring: the trial, unless its mailbox has had one. For the page and the profile of
 * somebody who has not verified yet.
 */
export async function trialPending(
  prisma: Database['prisma'],
  options: { email: string; secret: string; amountMicros: Credits },
): Promise<Credits> {
  if (options.amountMicros === ZERO) return ZERO;
  const claimed = await isTrialClaimed(prisma, hashMailbox(options.email, options.secret));
  return claimed ? ZERO : options.amountMicros;
}

/** The trial that a new customer may get now, from the setting `TRIAL_CREDIT_EUR`; zero when it is off. */
export function trialCredit(): Credits {
  const amount = parseEuros(env().TRIAL_CREDIT_EUR);
  invariant(amount !== undefined, 'the setting TRIAL_CREDIT_EUR is checked at start');
  return amount;
}

/** A keyed hash of the mailbox: it outlives the account, and says nothing about an address without the key. */
function hashMailbox(email: string, secret: string): Uint8Array<ArrayBuffer> {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'depicta/trial-claim', 32));
  return new Uint8Array(createHmac('sha256', key).update(normaliseEmail(email)).digest());
}
