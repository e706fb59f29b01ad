import { createHmac, hkdfSync } from 'node:crypto';
import type { Database } from '#lib/db/client.ts';
import { AccountError } from './account-error.ts';
import { type Taken, takeFrom } from './rate-limit-store.ts';

/** How often something may be tried: so many times in a window that begins with the first. */
export type Limit = { name: string; times: number; windowSeconds: number };

/** Sign-in attempts, by account and by address block. */
export const SIGN_IN_BY_ACCOUNT: Limit = { name: 'sign_in_account', times: 10, windowSeconds: 900 };
export const SIGN_IN_BY_ADDRESS: Limit = { name: 'sign_in_address', times: 10, windowSeconds: 900 };

/** Tries at the present password by somebody who is signed in. */
export const PASSWORD_CHANGE: Limit = { name: 'password_change', times: 10, windowSeconds: 900 };

/** Tries at a code of the second factor, by person: five of a million codes, three of which are good at a time. */
export const SECOND_FACTOR: Limit = { name: 'second_factor', times: 5, windowSeconds: 900 };

/** Mails that anybody can have sent to an address, and forms that anybody can send from one. */
export const MAIL_BY_ACCOUNT: Limit = { name: 'mail_account', times: 5, windowSeconds: 3600 };
export const FORMS_BY_ADDRESS: Limit = { name: 'forms_address', times: 60, windowSeconds: 3600 };

/** Links to Paddle's invoices and credit notes: each is a call to Paddle, whose calls are for all of us. */
export const DOCUMENTS: Limit = { name: 'documents', times: 60, windowSeconds: 3600 };

/** Exports of everything that is held on somebody: each reads all of it. */
export const EXPORTS: Limit = { name: 'exports', times: 6, windowSeconds: 3600 };

/** Files of a statement or a history: each is drawn from all that it tells. */
export const FILES: Limit = { name: 'files', times: 60, windowSeconds: 3600 };

/** Requests to have a payment back: each is looked at by a person, and told by mail. */
export const REFUND_REQUESTS: Limit = { name: 'refund_requests', times: 10, windowSeconds: 3600 };

/** Looks at Paddle for a payment, and payments taken up again: each may ask Paddle. */
export const LOOKS: Limit = { name: 'find_payment', times: 20, windowSeconds: 3600 };
export const RESUMED_TOP_UPS: Limit = { name: 'resume_top_up', times: 20, windowSeconds: 3600 };

/** Checks of all books, or of all of Paddle's payments, by one person at the desk. */
export const DESK_CHECKS: Limit = { name: 'desk_checks', times: 20, windowSeconds: 3600 };

/**
 * Counts one try. Of any number of parallel tries exactly as many are allowed as the limit says: the count is one
 * statement in the database, which all processes share.
 *
 * @param subject whose tries are counted: an id, an address block, a hash; never personal data as it is
 */
export async function take(db: Database, limit: Limit, subject: string, at: Date): Promise<Taken> {
  const [taken] = await takeFrom(db.pool, [{ ...limit, key: keyOf(limit, subject) }], at);
  return taken!;
}

/** @throws {AccountError} `too_many_attempts` with the time to wait, when the try was one too many */
export function requireTaken(taken: Taken, at: Date): void {
  if (taken.allowed) return;
  throw new AccountError('too_many_attempts', { retryAfterSeconds: secondsUntil(taken.resetsAt, at) });
}

/** Whole seconds until an instant, one at least. */
export function secondsUntil(instant: Date, at: Date): number {
  return Math.max(1, Math.ceil((instant.getTime() - at.getTime()) / 1000));
}

/** The name of a counter, as it is stored. */
export function keyOf(limit: Limit, subject: string): string {
  return `${limit.name}:${subject}`;
}

/** What stands for an e-mail address among the counters: a keyed hash, so that the table names nobody. */
export function accountSubject(email: string, secret: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'depicta/rate-limit', 32));
  return createHmac('sha256', key).update(email.toLowerCase()).digest('base64url');
}
