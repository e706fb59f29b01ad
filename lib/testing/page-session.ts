import { encodeSessionToken, sessionCookie } from '#lib/auth/session-token.ts';
import { startSession } from '#lib/auth/sessions.ts';
import { now } from '#lib/core/clock.ts';
import type { Database } from '#lib/db/client.ts';
import { APP_URL, AUTH_SECRET } from './api-app.ts';

/**
 * The cookie of a person who is signed in, as a browser on our pages sends it with an `ApiApp`'s requests. Whoever has a second
 * factor has passed it.
 */
export async function sessionCookieOf(db: Database, userId: string): Promise<string> {
  const at = now();
  const sessionId = await startSession(db.prisma, { userId, userAgent: '', at });
  if ((await db.prisma.secondFactor.count({ where: { userId } })) > 0)
    await db.prisma.session.update({ where: { id: sessionId }, data: { secondFactorAt: at } });
  const token = await encodeSessionToken({ userId, sessionId }, AUTH_SECRET);
  return `${sessionCookie(APP_URL).name}=${token}`;
}
