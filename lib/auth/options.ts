import type { NextAuthOptions, Session } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { isUuid } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import { database } from '#lib/db/client.ts';
import { AccountError } from './account-error.ts';
import { localeOf } from './asked-language.ts';
import { addressBlock } from './client-address.ts';
import { parseForm, signInForm } from './forms.ts';
import { SESSION_SECONDS, sessionCookie } from './session-token.ts';
import { signIn } from './sign-in.ts';
import { endSession, findLiveSession } from './store.ts';

declare module 'next-auth/jwt' {
  interface JWT {
    /** The session's row. */
    sid?: string;
  }
}

/** What `authorize` hands to the token, and nothing else: who, and which row to look up. */
type SignedInUser = { id: string; sessionId: string };

/**
 * The settings of next-auth: credentials, and a token that carries two ids. Its endpoints sign in by the same function
 * as the form does, so they obey the same limits, and its cookie is the one that `viewer()` reads.
 */
export function authOptions(): NextAuthOptions {
  const { APP_URL, AUTH_SECRET } = env();
  const secure = new URL(APP_URL).protocol === 'https:';
  return {
    secret: AUTH_SECRET,
    useSecureCookies: secure,
    cookies: { sessionToken: sessionCookie(APP_URL) },
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    logger: {
      error: (code, metadata) => log.error({ code, err: metadata }, 'next-auth'),
      warn: (code) => log.warn({ code }, 'next-auth'),
      debug: () => {},
    },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(credentials, request) {
          return signInThroughNextAuth(credentials, new Headers(request.headers as Record<string, string>));
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        const signedIn = user as SignedInUser | undefined;
        if (signedIn) return { sub: signedIn.id, sid: signedIn.sessionId };
        return { ...(token.sub && { sub: token.sub }), ...(token.sid && { sid: token.sid }) };
      },
      session: ({ session, token }) => liveSession(session, token),
    },
    events: {
      async signOut({ token }) {
        const ids = idsOf(token);
        if (ids) await endSession(database().prisma, { ...ids, at: now() });
      },
    },
  };
}

/** @returns null for a wrong address or password; @throws {Error} `too_many_attempts`, which the sign-in page explains */
async function signInThroughNextAuth(credentials: unknown, headers: Headers): Promise<SignedInUser | null> {
  const visit = {
    db: database(),
    secret: env().AUTH_SECRET,
    addressBlock: addressBlock(headers),
    userAgent: headers.get('user-agent') ?? '',
    locale: localeOf(headers),
    at: now(),
  };
  try {
    const { userId, sessionId } = await signIn(visit, parseForm(signInForm, credentials));
    return { id: userId, sessionId };
  } catch (error) {
    if (error instanceof AccountError && error.problem === 'too_many_attempts')
      throw new Error('too_many_attempts', { cause: error });
    if (error instanceof AccountError) return null;
    throw error;
  }
}

/** The session as next-auth's own client reads it: empty once the row says that it is over. */
async function liveSession(session: Session, token: { sub?: string; sid?: string }): Promise<Session> {
  const ids = idsOf(token);
  const begunAfter = new Date(now().getTime() - SESSION_SECONDS * 1000);
  const row = ids && (await findLiveSession(database().pool, { ...ids, begunAfter }));
  if (!row) return {} as Session;
  return { expires: session.expires, user: { name: row.name, email: row.email } };
}

function idsOf(token: { sub?: string; sid?: string } | null | undefined) {
  const { sub, sid } = token ?? {};
  return sub && sid && isUuid(sub) && isUuid(sid) ? { userId: sub, sessionId: sid } : undefined;
}
