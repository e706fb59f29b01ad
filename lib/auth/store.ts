import { DepictaError } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { CustomerStatus } from '#lib/customers/may-order.ts';
import type { Database } from '#lib/db/client.ts';
import type { Tx } from '#lib/db/transaction.ts';
import type { TokenPurpose } from '#lib/mail/link-token.ts';
import { type Credits, credits } from '#lib/money/credits.ts';

type Prisma = Database['prisma'] | Tx;

/** What somebody may do. Product rules, section 10. */
export type Role = 'customer' | 'support' | 'admin';

/** In place of a role: staff who have left. To whatever asks here they are nobody. */
const FORMER = 'former';

// ── people ──

/** What signing in needs to know of a user. */
export type Credentials = {
  userId: Uuid;
  customerId: Uuid | null;
  role: Role;
  email: string;
  name: string;
  passwordHash: string;
  emailVerified: boolean;
};

export async function findCredentials(
  prisma: Prisma,
  by: { email: string } | { id: Uuid },
): Promise<Credentials | null> {
  const user = await prisma.user.findFirst({
    where: by,
    include: { customer: { select: { status: true } } },
  });
  if (user === null || user.role === FORMER || user.customer?.status === 'closed') return null;
  return {
    userId: user.id,
    customerId: user.customerId,
    role: user.role as Role,
    email: user.email,
    name: user.name,
    passwordHash: user.passwordHash,
    emailVerified: user.emailVerifiedAt !== null,
  };
}

/** @throws {DepictaError} `conflict` when the address is taken, by whatever kind of account */
export async function insertUser(
  tx: Tx,
  user: {
    id: Uuid;
    customerId: Uuid | null;
    role: Role;
    email: string;
    name: string;
    passwordHash: string;
    locale: string | null;
    createdAt: Date;
  },
): Promise<void> {
  // Asked for like this, a taken address is an answer and no error: the database's log would name the address.
  const { count } = await tx.user.createMany({ data: user, skipDuplicates: true });
  if (count === 0) throw new DepictaError('conflict', 'This e-mail address has an account already.');
}

/** @returns false when it was verified before */
export async function markVerified(tx: Tx, userId: Uuid, at: Date): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, emailVerifiedAt: null },
    data: { emailVerifiedAt: at },
  });
  return count === 1;
}

export async function updateName(prisma: Prisma, userId: Uuid, name: string): Promise<void> {
  await prisma.user.update({ where: { id: userId }, data: { name } });
}

/** Sets a new password and ends every mailed link that could set another. */
export async function updatePassword(tx: Tx, userId: Uuid, passwordHash: string, at: Date): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { passwordHash } });
  await tx.emailToken.updateMany({
    where: { userId, purpose: 'reset', usedAt: null },
    data: { usedAt: at },
  });
}

/**
 * Locks a user until the transaction ends, if their password is still the one that was looked at: computing a hash takes
 * long enough for somebody to set another meanwhile.
 *
 * @returns false when it is not
 */
export async function lockUser(tx: Tx, userId: Uuid, passwordHash: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM user_account WHERE id = ${userId}::uuid AND password_hash = ${passwordHash} FOR UPDATE`;
  return rows.length === 1;
}

/** Whether a session goes on. Asked under the user's lock, nobody can end it meanwhile. */
export async function isLive(tx: Tx, sessionId: Uuid): Promise<boolean> {
  return (await tx.session.count({ where: { id: sessionId, endedAt: null } })) === 1;
}

// ── preferences ──

/** What a person chose. */
export type PreferenceRow = {
  /** Below this they are warned of a low balance; null: not at all. */
  lowBalanceMicros: Credits | null;
  lowBalanceLetter: boolean;
  grantLetter: boolean;
  statementLetter: boolean;
  /** How pages look; null: never chosen. */
  theme: string | null;
  timeZone: string | null;
  locale: string | null;
};

const PREFERENCES = {
  ...{ lowBalanceMicros: true, lowBalanceLetter: true, grantLetter: true, statementLetter: true },
  ...{ theme: true, timeZone: true, locale: true },
} as const;

export async function findPreferences(prisma: Prisma, userId: Uuid): Promise<PreferenceRow> {
  const row = await prisma.user.findUniqueOrThrow({ where: { id: userId }, select: PREFERENCES });
  const { lowBalanceMicros } = row;
  return { ...row, lowBalanceMicros: lowBalanceMicros === null ? null : credits(lowBalanceMicros) };
}

export async function updatePreferences(
  prisma: Prisma,
  userId: Uuid,
  changes: Partial<PreferenceRow> & { lowBalanceSince?: Date },
): Promise<void> {
  await prisma.user.update({ where: { id: userId }, data: changes });
}

// ── links sent by mail ──

/** Whose a link is, while it works. */
export async function findLinkOwner(
  prisma: Prisma,
  link: { purpose: TokenPurpose; hash: Uint8Array<ArrayBuffer>; at: Date },
): Promise<Uuid | null> {
  const token = await prisma.emailToken.findFirst({ where: working(link), select: { userId: true } });
  return token?.userId ?? null;
}

/** Whether a link was used, and what for came true: pressing its button twice is no mistake. */
export async function isLinkDone(prisma: Prisma, hash: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const count = await prisma.emailToken.count({
    where: { hash, usedAt: { not: null }, user: { emailVerifiedAt: { not: null } } },
  });
  return count > 0;
}

/**
 * Uses a link up, and with it every other of its kind for the same user. Of parallel uses one wins.
 *
 * The user is locked first: two links of one user would otherwise wait for each other.
 *
 * @returns whose it was; null when it does not work (any more)
 */
export async function useLink(
  tx: Tx,
  link: { purpose: TokenPurpose; hash: Uint8Array<ArrayBuffer>; at: Date },
): Promise<Uuid | null> {
  const owner = await findLinkOwner(tx, link);
  if (owner === null) return null;
  await tx.$queryRaw`SELECT id FROM user_account WHERE id = ${owner}::uuid FOR UPDATE`;
  const [used] = await tx.emailToken.updateManyAndReturn({
    where: working(link),
    data: { usedAt: link.at },
    select: { userId: true },
  });
  if (used === undefined) return null;
  await tx.emailToken.updateMany({
    where: { userId: used.userId, purpose: link.purpose, usedAt: null },
    data: { usedAt: link.at },
  });
  return used.userId;
}

function working({ purpose, hash, at }: { purpose: TokenPurpose; hash: Uint8Array<ArrayBuffer>; at: Date }) {
  return { purpose, hash, usedAt: null, expiresAt: { gt: at } };
}

// ── sessions ──

/** Who is behind a live session. */
export type SessionRow = {
  session_id: Uuid;
  last_seen_at: Date;
  user_id: Uuid;
  customer_id: Uuid | null;
  role: Role;
  email: string;
  name: string;
  email_verified: boolean;
  customer_status: CustomerStatus | null;
};

type LookedUp = { sessionId: Uuid; userId: Uuid; begunAfter: Date };

const LIVE_SESSION = `
  SELECT s.id AS session_id, s.last_seen_at, u.id AS user_id, u.customer_id, u.role, u.email, u.name,
    u.email_verified_at IS NOT NULL AS email_verified, c.status AS customer_status
  FROM session s JOIN user_account u ON u.id = s.user_id LEFT JOIN customer c ON c.id = u.customer_id
  WHERE s.id = $1::uuid AND s.user_id = $2::uuid AND s.ended_at IS NULL AND s.created_at > $3::timestamptz
    AND u.role <> '${FORMER}' AND c.status IS DISTINCT FROM 'closed'`;

/**
 * One statement: it is asked on every request. Of staff it finds only sessions that have passed the second factor, so
 * that to everything that asks here the others are nobody.
 *
 * @param begunAfter sessions older than this are over
 */
export async function findLiveSession(
  pool: Database['pool'],
  { sessionId, userId, begunAfter }: LookedUp,
): Promise<SessionRow | undefined> {
  const { rows } = await pool.query<SessionRow>({
    name: 'live_session',
    text: `${LIVE_SESSION} AND (u.role = 'customer' OR s.second_factor_at IS NOT NULL)`,
    values: [sessionId, userId, begunAfter.toISOString()],
  });
  return rows[0];
}

/** The sessions that the other leaves out: of staff who have shown a password and no second factor yet. */
export async function findHalfSession(
  pool: Database['pool'],
  { sessionId, userId, begunAfter }: LookedUp,
): Promise<SessionRow | undefined> {
  const { rows } = await pool.query<SessionRow>({
    name: 'half_session',
    text: `${LIVE_SESSION} AND u.role <> 'customer' AND s.second_factor_at IS NULL`,
    values: [sessionId, userId, begunAfter.toISOString()],
  });
  return rows[0];
}

export async function insertSession(
  prisma: Prisma,
  session: { id: Uuid; userId: Uuid; userAgent: string; at: Date },
): Promise<void> {
  const { id, userId, userAgent, at } = session;
  await prisma.session.create({ data: { id, userId, userAgent, createdAt: at, lastSeenAt: at } });
}

/** Notes that a session was used, unless somebody else did so meanwhile. */
export async function touchSession(
  prisma: Prisma,
  options: { sessionId: Uuid; seenBefore: Date; at: Date },
): Promise<void> {
  await prisma.session.updateMany({
    where: { id: options.sessionId, lastSeenAt: { lt: options.seenBefore } },
    data: { lastSeenAt: options.at },
  });
}

/** A session as its owner sees it. */
export type OwnSession = { id: Uuid; userAgent: string; createdAt: Date; lastSeenAt: Date };

export async function listLiveSessions(
  prisma: Prisma,
  options: { userId: Uuid; begunAfter: Date },
): Promise<OwnSession[]> {
  return prisma.session.findMany({
    where: { userId: options.userId, endedAt: null, createdAt: { gt: options.begunAfter } },
    select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true },
    orderBy: { lastSeenAt: 'desc' },
  });
}

/** @returns false when it is not this user's, or over */
export async function endSession(
  prisma: Prisma,
  options: { userId: Uuid; sessionId: Uuid; at: Date },
): Promise<boolean> {
  const { count } = await prisma.session.updateMany({
    where: { id: options.sessionId, userId: options.userId, endedAt: null },
    data: { endedAt: options.at },
  });
  return count === 1;
}

/** Ends every session of a user. @param options.except the one to leave. @returns how many ended */
export async function endSessions(
  prisma: Prisma,
  options: { userId: Uuid; except?: Uuid | undefined; at: Date },
): Promise<number> {
  const { count } = await prisma.session.updateMany({
    where: {
      userId: options.userId,
      endedAt: null,
      ...(options.except !== undefined && { id: { not: options.except } }),
    },
    data: { endedAt: options.at },
  });
  return count;
}

// ── browsers and networks that people sign in with ──

/** Notes what somebody signed in with. @returns how much of it had not been seen before */
export async function insertMarks(
  tx: Tx,
  options: { userId: Uuid; marks: readonly Uint8Array<ArrayBuffer>[]; at: Date },
): Promise<number> {
  const { userId, marks, at } = options;
  const { count } = await tx.knownSignIn.createMany({
    data: marks.map((mark) => ({ userId, mark, lastSeenAt: at })),
    skipDuplicates: true,
  });
  await tx.knownSignIn.updateMany({
    where: { userId, mark: { in: [...marks] }, lastSeenAt: { lt: at } },
    data: { lastSeenAt: at },
  });
  return count;
}

/**
 * Drops what nobody can use any more: links past their time, sessions that ended or ran out long ago, and browsers and
 * networks that nobody came with for long.
 */
export async function deleteForgotten(
  prisma: Prisma,
  options: { linksExpiredBefore: Date; sessionsBegunBefore: Date; marksSeenBefore: Date },
): Promise<{ links: number; sessions: number }> {
  await prisma.knownSignIn.deleteMany({ where: { lastSeenAt: { lt: options.marksSeenBefore } } });
  const links = await prisma.emailToken.deleteMany({
    where: { expiresAt: { lt: options.linksExpiredBefore } },
  });
  const sessions = await prisma.session.deleteMany({
    where: { createdAt: { lt: options.sessionsBegunBefore } },
  });
  return { links: links.count, sessions: sessions.count };
}
