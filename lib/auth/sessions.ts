import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import type { CustomerStatus } from '#lib/customers/may-order.ts';
import type { Database } from '#lib/db/client.ts';
import type { Tx } from '#lib/db/transaction.ts';
import { decodeSessionToken, SESSION_SECONDS } from './session-token.ts';
import {
  findHalfSession,
  findLiveSession,
  insertSession,
  listLiveSessions,
  type OwnSession,
  type Role,
  type SessionRow,
  touchSession,
} from './store.ts';

/** Who is asking: the person behind a live session. */
export type Viewer = {
  userId: Uuid;
  /** Null for staff, who belong to no customer. */
  customerId: Uuid | null;
  role: Role;
  email: string;
  name: string;
  emailVerified: boolean;
  sessionId: Uuid;
  /** Null for staff. */
  customerStatus: CustomerStatus | null;
};

/** Whether somebody works at the support desk. */
export function isStaff({ role, customerId }: Viewer): boolean {
  return (role === 'support' || role === 'admin') && customerId === null;
}

/** "Last seen" is kept to five minutes: nobody needs more, and reading a page need not write. */
const SEEN_EVERY_MS = 300_000;

/** What is kept of a browser's own description. */
const USER_AGENT_LENGTH = 300;

/** What the second factor needs to know of somebody: to everything else, staff who have not passed it are nobody. */
export type HalfSignedIn = Pick<Viewer, 'userId' | 'sessionId' | 'email' | 'role'>;

/**
 * The person behind a session's cookie, looked up now: a session that was ended a moment ago is nobody, and neither are
 * staff whose second factor is still due.
 *
 * @param token the cookie's text
 * @param options.secret the setting `AUTH_SECRET`
 */
export async function liveViewer(
  db: Database,
  token: string | undefined,
  options: { secret: string; at: Date },
): Promise<Viewer | null> {
  const ids = await decodeSessionToken(token, options.secret);
  if (ids === undefined) return null;
  const row = await findLiveSession(db.pool, { ...ids, begunAfter: sessionsBegunAfter(options.at) });
  if (row === undefined) return null;
  await noteSeen(db, row, options.at);
  return toViewer(row);
}

/** Staff whose password was right and whose second factor is still due; null for everybody else. @param token the cookie's text */
export async function halfSignedIn(
  db: Database,
  token: string | undefined,
  options: { secret: string; at: Date },
): Promise<HalfSignedIn | null> {
  const ids = await decodeSessionToken(token, options.secret);
  if (ids === undefined) return null;
  const row = await findHalfSession(db.pool, { ...ids, begunAfter: sessionsBegunAfter(options.at) });
  if (row === undefined) return null;
  const { user_id: userId, session_id: sessionId, email, role } = row;
  return { userId, sessionId, email, role };
}

/** Begins a session. @param options.userAgent the browser's own description, shown in the list of sessions */
export async function startSession(
  prisma: Database['prisma'] | Tx,
  options: { userId: Uuid; userAgent: string; at: Date },
): Promise<Uuid> {
  const id = uuidv7(options.at);
  await insertSession(prisma, { ...options, id, userAgent: options.userAgent.slice(0, USER_AGENT_LENGTH) });
  return id;
}

/** The live sessions of a user, the one used last first. */
export async function listSessions(
  prisma: Database['prisma'],
  options: { userId: Uuid; at: Date },
): Promise<OwnSession[]> {
  return listLiveSessions(prisma, {
    userId: options.userId,
    begunAfter: sessionsBegunAfter(options.at),
  });
}

/** Sessions begun at this instant or before have run out. */
function sessionsBegunAfter(at: Date): Date {
  return new Date(at.getTime() - SESSION_SECONDS * 1000);
}

/** Housekeeping that must not fail a request. */
async function noteSeen(db: Database, row: SessionRow, at: Date): Promise<void> {
  const seenBefore = new Date(at.getTime() - SEEN_EVERY_MS);
  if (row.last_seen_at >= seenBefore) return;
  await touchSession(db.prisma, { sessionId: row.session_id, seenBefore, at }).catch((error: unknown) =>
    log.warn({ err: error }, 'could not note that a session was used'),
  );
}

function toViewer(row: SessionRow): Viewer {
  return {
    userId: row.user_id,
    customerId: row.customer_id,
    role: row.role,
    email: row.email,
    name: row.name,
    emailVerified: row.email_verified,
    sessionId: row.session_id,
    customerStatus: row.customer_status,
  };
}
