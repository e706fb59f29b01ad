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

/**
 * Who sends this request: the bearer of an API key or, for reading only, the dashboard's session cookie. A request
 * with a key is judged by the key alone.
 *
 * @throws {DepictaError} `auth_invalid` for everything else; `not_found` for staff, who have no customer
 */
export async function authenticate(request: Request, db: Database = database()): Promise<ApiCaller> {
  const header = request.headers.get('authorization');
  if (header !== null) return byKey(db, /^Bearer +(\S+)$/i.exec(header.trim())?.[1], now());
  if (request.method === 'GET' || request.method === 'HEAD') return bySession(db, request, now());
  throw unknownCaller();
}

/**
 * Who sends what a page of ours posts: the session's cookie, from our own origin. No key opens it, and what another site
 * sends with our visitor's cookie is refused.
 *
 * @throws {DepictaError} `bad_request` from another origin; else as `authenticate`
 */
export async function authenticatePage(request: Request, db: Database = database()): Promise<ApiCaller> {
  if (request.headers.get('origin') !== new URL(env().APP_URL).origin) throw new AccountError('wrong_origin');
  return bySession(db, request, now());
}

async function byKey(db: Database, text: string | undefined, at: Date): Promise<ApiCaller> {
  if (text === undefined || !isApiKey(text)) throw unknownCaller();
  const row = await findLiveKey(db.pool, hashApiKey(text));
  if (row === undefined) throw unknownCaller();
  await noteUsed(db, row, at);
  return {
    customerId: row.customer_id,
    apiKey: {
      id: row.id,
      name: row.name,
      last4: row.last4,
      monthlyCapMicros: row.monthly_cap_micros === null ? null : credits(row.monthly_cap_micros),
    },
    userId: null,
    emailVerified: row.email_verified,
    customerStatus: row.customer_status,
  };
}

async function bySession(db: Database, request: Request, at: Date): Promise<ApiCaller> {
  const { APP_URL, AUTH_SECRET } = env();
  const token = readCookie(request.headers, sessionCookie(APP_URL).name);
  const found = await liveViewer(db, token, { secret: AUTH_SECRET, at });
  if (found === null) throw unknownCaller();
  const { customerId, customerStatus, userId, emailVerified } = found;
  if (customerId === null || customerStatus === null)
    throw new DepictaError('not_found', 'There is nothing at this address.');
  return { customerId, customerStatus, apiKey: null, userId, emailVerified };
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
