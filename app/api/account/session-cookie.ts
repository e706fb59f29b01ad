import { readCookie, setCookie } from '#lib/auth/cookies.ts';
import {
  decodeSignUpToken,
  encodeSessionToken,
  SESSION_SECONDS,
  type SessionToken,
  sessionCookie,
  signUpCookie,
} from '#lib/auth/session-token.ts';
import { type HalfSignedIn, halfSignedIn, liveViewer, type Viewer } from '#lib/auth/sessions.ts';
import type { Browser } from '#lib/auth/verify-email.ts';
import type { Visit } from '#lib/auth/visit.ts';
import { env } from '#lib/core/env.ts';

type Known = Pick<Visit, 'db' | 'secret' | 'at'>;

/** The cookie that carries a session. */
export async function cookieFor(session: SessionToken, secret: string): Promise<string> {
  const { userId, sessionId } = session;
  const token = await encodeSessionToken({ userId, sessionId }, secret);
  return setCookie(sessionCookie(env().APP_URL), token, SESSION_SECONDS);
}

/** Who is signed in in the browser that sent a form. */
export async function signedInHere({ db, secret, at }: Known, headers: Headers): Promise<Viewer | null> {
  const token = readCookie(headers, sessionCookie(env().APP_URL).name);
  return liveViewer(db, token, { secret, at });
}

/** Whose session the browser that sent a form holds, whether or not its second factor is still due. */
export async function sessionHere(visit: Known, headers: Headers): Promise<HalfSignedIn | null> {
  return (await signedInHere(visit, headers)) ?? (await halfSignedInHere(visit, headers));
}

/** Staff in the browser that sent a form whose second factor is still due. */
export async function halfSignedInHere(
  { db, secret, at }: Known,
  headers: Headers,
): Promise<HalfSignedIn | null> {
  const token = readCookie(headers, sessionCookie(env().APP_URL).name);
  return halfSignedIn(db, token, { secret, at });
}

/** Who has shown in this browser that they know an account's password: by being signed in, or by signing up. */
export async function browserOf(visit: Known, headers: Headers): Promise<Browser> {
  const signedIn = await signedInHere(visit, headers);
  if (signedIn !== null) return { provenUserId: signedIn.userId, isSignedIn: true };
  const signUp = readCookie(headers, signUpCookie(env().APP_URL).name);
  return { provenUserId: await decodeSignUpToken(signUp, visit.secret), isSignedIn: false };
}

/** Takes the session's cookie away. */
export function noCookie(): string {
  return setCookie(sessionCookie(env().APP_URL), '', 0);
}
