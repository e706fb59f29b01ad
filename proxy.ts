import { type NextRequest, NextResponse } from 'next/server';
import { signInPath } from '#lib/auth/next-path.ts';
import { sessionCookie } from '#lib/auth/session-token.ts';
import { liveViewer } from '#lib/auth/sessions.ts';
import { judge, type Verdict } from '#lib/auth/wall.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { requestId } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import { problem } from '#lib/http/problems.ts';

/** The wall before React's decoder of server actions; see `lib/auth/wall.ts`. */
export async function proxy(request: NextRequest): Promise<Response> {
  if (!isWellFormed(request.url))
    return problem(new DepictaError('bad_request', 'The address is not well-formed.'), requestId());
  const { APP_URL, AUTH_SECRET } = env();
  const actionHeader = request.headers.get('next-action');
  const verdict = await judge({
    method: request.method,
    actionHeader,
    origin: request.headers.get('origin'),
    ownOrigin: new URL(APP_URL).origin,
    isSignedIn: async () => {
      const token = request.cookies.get(sessionCookie(APP_URL).name)?.value;
      return (await liveViewer(database(), token, { secret: AUTH_SECRET, at: now() })) !== null;
    },
  });
  return verdict === 'pass' ? NextResponse.next() : refusal(verdict, request, actionHeader !== null);
}

/** Next itself answers an address that it cannot decode with a bare 500. */
function isWellFormed(address: string): boolean {
  try {
    decodeURIComponent(new URL(address).pathname);
    return true;
  } catch {
    return false;
  }
}

function refusal(verdict: Exclude<Verdict, 'pass'>, request: NextRequest, isAction: boolean): Response {
  const headers = new Headers({ 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' });
  if (verdict === 'wrong_origin') return new Response('Sent from another site.', { status: 403, headers });
  // Next's client goes where this header says: a person whose session has ended meanwhile is led to sign in.
  if (isAction) headers.set('x-action-redirect', `${signInPath(request.nextUrl.pathname)};push`);
  return new Response('Sign in first.', { status: 401, headers });
}

/**
 * Only what could carry an action comes here, so that reading a page costs nothing: a request with the action's header,
 * or with a body (which has a type, a length or an encoding) to whatever a page may answer. Route handlers decode no
 * actions; `/api` and `/v1` answer every address beneath them with one. An address with an escape comes here as well,
 * to be refused if it cannot be decoded.
 */
export const config = {
  matcher: [
    { source: '/:path*', has: [{ type: 'header', key: 'next-action' }] },
    '/(.*%.*)',
    { source: '/((?!api/.|v1/.|files/.|health$).*)', has: [{ type: 'header', key: 'content-type' }] },
    { source: '/((?!api/.|v1/.|files/.|health$).*)', has: [{ type: 'header', key: 'content-length' }] },
    { source: '/((?!api/.|v1/.|files/.|health$).*)', has: [{ type: 'header', key: 'transfer-encoding' }] },
  ],
};
