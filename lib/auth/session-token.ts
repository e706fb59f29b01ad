import { decode, encode } from 'next-auth/jwt';
import { isUuid, type Uuid } from '#lib/core/ids.ts';

/** What a session's cookie says: nothing but which row to look up. */
export type SessionToken = { userId: Uuid; sessionId: Uuid };

/** How long a sign-in lasts, counted from its beginning. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** How long the browser that signed up may use the mailed link without typing the password again. */
export const SIGN_UP_SECONDS = 24 * 60 * 60;

/** A cookie of ours: its name and attributes. */
export type CookieShape = {
  name: string;
  options: { httpOnly: true; sameSite: 'lax'; path: '/'; secure: boolean };
};

/**
 * The cookie of a session: for this host only and over https only, where the app is served over https.
 *
 * @param appUrl the setting `APP_URL`
 */
export function sessionCookie(appUrl: string): CookieShape {
  return cookie('depicta.session', appUrl);
}

/** The cookie that tells the browser that signed up from another one. */
export function signUpCookie(appUrl: string): CookieShape {
  return cookie('depicta.sign-up', appUrl);
}

function cookie(name: string, appUrl: string): CookieShape {
  const secure = new URL(appUrl).protocol === 'https:';
  return {
    name: secure ? `__Host-${name}` : name,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  };
}

/** The cookie's text: encrypted by next-auth, so it is also what its own endpoints read and write. */
export async function encodeSessionToken(token: SessionToken, secret: string): Promise<string> {
  return encode({ token: { sub: token.userId, sid: token.sessionId }, secret, maxAge: SESSION_SECONDS });
}

/** @returns undefined for anything that we did not write, or that is past its time */
export async function decodeSessionToken(
  text: string | undefined,
  secret: string,
): Promise<SessionToken | undefined> {
  const claims = await decoded(text, secret);
  const { sub, sid } = claims ?? {};
  return isId(sub) && isId(sid) ? { userId: sub, sessionId: sid } : undefined;
}

/** Says which account a browser has signed up for; unreadable to the browser, so it tells nothing about others. */
export async function encodeSignUpToken(userId: Uuid, secret: string): Promise<string> {
  return encode({ token: { sub: userId }, secret, salt: SIGN_UP_SALT, maxAge: SIGN_UP_SECONDS });
}

/** @returns the user who signed up in this browser, undefined when it was not here */
export async function decodeSignUpToken(text: string | undefined, secret: string): Promise<Uuid | undefined> {
  const claims = await decoded(text, secret, SIGN_UP_SALT);
  return isId(claims?.sub) ? claims.sub : undefined;
}

/** Another key for another purpose: neither token can stand in for the other. */
const SIGN_UP_SALT = 'depicta/sign-up';

async function decoded(token: string | undefined, secret: string, salt = '') {
  if (token === undefined || token === '') return null;
  return decode({ token, secret, salt }).catch(() => null);
}

function isId(value: unknown): value is Uuid {
  return typeof value === 'string' && isUuid(value);
}
