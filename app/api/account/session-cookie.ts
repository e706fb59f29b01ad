import { readCookie, setCookie } from '#lib/auth/cookies.ts';
import {
  encodeSessionToken,
  SESSION_SECONDS,
  type SessionToken,
  sessionCookie,
} from '#lib/auth/session-token.ts';
import { liveViewer, type Viewer } from '#lib/auth/sessions.ts';
import type { Visit } from '#lib/auth/visit.ts';
import { env } from '#lib/core/env.ts';

/** The cookie that carries a session. */
export async function cookieFor(session: SessionToken, secret: string): Promise<string> {
  const { userId, sessionId } = session;
  const token = await encodeSessionToken({ userId, sessionId }, secret);
  return setCookie(sessionCookie(env().APP_URL), token, SESSION_SECONDS);
}

/** Who is signed in in the browser that sent a form. */
export async function signedInHere({ db, secret, at }: Visit, request: Request): Promise<Viewer | null> {
  const token = readCookie(request.headers, sessionCookie(env().APP_URL).name);
  return liveViewer(db, token, { secret, at });
}

/** Takes the session's cookie away. */
export function noCookie(): string {
  return setCookie(sessionCookie(env().APP_URL), '', 0);
}
