import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { DepictaError } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import type { CustomerStatus } from '#lib/customers/may-order.ts';
import { type Database, database } from '#lib/db/client.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import { AccountError } from './account-error.ts';
import { hashApiKey, isApiKey } from './api-key.ts';
import { readCookie } from './cookies.ts';
import { findLiveKey, type KeyRow, touchKey } from './key-store.ts';
import { keyOf, type Limit } from './rate-limit.ts';
import { type Taken, takeFrom } from './rate-limit-store.ts';
import { sessionCookie } from './session-token.ts';
import { liveViewer } from './sessions.ts';

/** Who calls the API, and for which customer. */
export type ApiCaller = {
  customerId: Uuid;
  /** The key that was used; null with the dashboard's session cookie. */
  apiKey: { id: Uuid; name: string; last4: string; monthlyCapMicros: Credits | null } | null;
  /** Null with a key: it belongs to the customer, not to a person. */
  userId: Uuid | null;
  emailVerified: boolean;
  customerStatus: CustomerStatus;
};

/** "Last used" is kept to the minute. */
const USED_EVERY_MS = 60_000;

/** How often a caller may ask: with the key or in the session that a request comes with, or with all of them together. */
export type CallerLimit = Limit & { policy: 'key' | 'customer' };

/** A caller whose request was counted, and what became of it at each limit. */
export type CountedCaller = { caller: ApiCaller; taken: Taken[] };

/**
 * Who sends this request: the bearer of an API key or, for reading only, the dashboard's session cookie. A request
 * with a key is judged by the key alone.
 *
 * @throws {DepictaError} `auth_invalid` for everything else; `not_found` for staff, who have no customer
 */
export async function authenticate(request: Request, db: Database = database()): Promise<ApiCaller> {
  return (await authenticateAndCount(request, [], db)).caller;
}

/**
 * The same, and counts the request at some limits, whose counters are in the database, which all processes share. With a key
 * both are one statement. It is the caller's to refuse a request that was one too many.
 *
 * @param limits with names of their own, always in one order
 */
export async function authenticateAndCount(
  request: Request,
  limits: readonly CallerLimit[],
  db: Database = database(),
): Promise<CountedCaller> {
  const header = request.headers.get('authorization');
  if (header !== null) return byKey(db, /^Bearer +(\S+)$/i.exec(header.trim())?.[1], limits, now());
  if (request.method === 'GET' || request.method === 'HEAD') return bySession(db, request, limits, now());
  throw unknownCaller();
}

/**
 * Who sends what a page of ours posts: the session's cookie, from our own origin. No key opens it, and what another site
 * sends with our visitor's cookie is refused.
 *
 * @throws {DepictaError} `bad_request` from another origin; else as `authenticateAndCount`
 */
export async function authenticatePage(
  request: Request,
  limits: readonly CallerLimit[],
  db: Database = database(),
): Promise<CountedCaller> {
  if (request.headers.get('origin') !== new URL(env().APP_URL).origin) throw new AccountError('wrong_origin');
  return bySession(db, request, limits, now());
}

async function byKey(
  db: Database,
  text: string | undefined,
  limits: readonly CallerLimit[],
  at: Date,
): Promise<CountedCaller> {
  if (text === undefined || !isApiKey(text)) throw unknownCaller();
  const counters = limits.map((limit) => ({ ...limit, of: limit.policy, prefix: keyOf(limit, '') }));
  const found = await findLiveKey(db.pool, { hash: hashApiKey(text), counters, at });
  if (found === undefined) throw unknownCaller();
  const { key, taken } = found;
  await noteUsed(db, key, at);
  const caller: ApiCaller = {
    customerId: key.customer_id,
    apiKey: {
      id: key.id,
      name: key.name,
      last4: key.last4,
      monthlyCapMicros: key.monthly_cap_micros === null ? null : credits(key.monthly_cap_micros),
    },
    userId: null,
    emailVerified: key.email_verified,
    customerStatus: key.customer_status,
  };
  return { caller, taken };
}

async function bySession(
  db: Database,
  request: Request,
  limits: readonly CallerLimit[],
  at: Date,
): Promise<CountedCaller> {
  const { APP_URL, AUTH_SECRET } = env();
  const token = readCookie(request.headers, sessionCookie(APP_URL).name);
  const found = await liveViewer(db, token, { secret: AUTH_SECRET, at });
  if (found === null) throw unknownCaller();
  const { customerId, customerStatus, userId, emailVerified } = found;
  if (customerId === null || customerStatus === null)
    throw new DepictaError('not_found', 'There is nothing at this address.');
  const subjects = { key: userId, customer: customerId };
  const counters = limits.map((limit) => ({ ...limit, key: keyOf(limit, subjects[limit.policy]) }));
  const taken = counters.length === 0 ? [] : await takeFrom(db.pool, counters, at);
  return { caller: { customerId, customerStatus, apiKey: null, userId, emailVerified }, taken };
}

/** Housekeeping that must not fail a request. */
async function noteUsed(db: Database, row: KeyRow, at: Date): Promise<void> {
  const usedBefore = new Date(at.getTime() - USED_EVERY_MS);
  if (row.last_used_at !== null && row.last_used_at >= usedBefore) return;
  await touchKey(db.pool, { id: row.id, usedBefore, at }).catch((error: unknown) =>
    log.warn({ err: error }, 'could not note that a key was used'),
  );
}

function unknownCaller(): DepictaError {
  return new DepictaError(
    'auth_invalid',
    'Send a valid API key as "Authorization: Bearer dpct_...". Keys are made in the dashboard.',
  );
}
