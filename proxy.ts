import { type NextRequest, NextResponse } from 'next/server';
import { PAGE_ADDRESS, pageAddress, signInPath } from '#lib/auth/next-path.ts';
import { sessionCookie } from '#lib/auth/session-token.ts';
import { liveViewer } from '#lib/auth/sessions.ts';
import { judge, type Verdict } from '#lib/auth/wall.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { requestId } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import { isAnotherDocument, pageHeaders } from '#lib/http/page-headers.ts';
import { problem } from '#lib/http/problems.ts';

/**
 * The wall before React's decoder of server actions (`lib/auth/wall.ts`), and the headers of pages
 * (`lib/http/page-headers.ts`).
 */
export async function proxy(request: NextRequest): Promise<Response> {
  if (!isWellFormed(request.url))
    return problem(new DepictaError('bad_request', 'The address is not well-formed.'), requestId());
  const { APP_URL, AUTH_SECRET, PADDLE_SCRIPT_URL: paddleScriptUrl, NODE_ENV } = env();
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
  if (verdict !== 'pass') return refusal(verdict, request, actionHeader !== null);
  const { pathname: path } = request.nextUrl;
  // No answer that Next's client could use: it loads the page as a document then. (Next hides its own headers from us.)
  const isFetched = request.method === 'GET' && request.headers.get('sec-fetch-dest') === 'empty';
  if (isFetched && isAnotherDocument(request.headers.get('referer'), path))
    return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
  const { policy, headers } = pageHeaders({
    ...{ path, appUrl: APP_URL, paddleScriptUrl },
    isDevelopment: NODE_ENV === 'development',
  });
  const asked = new Headers(request.headers);
  asked.set('Content-Security-Policy', policy);
  asked.set(PAGE_ADDRESS, pageAddress(request.nextUrl));
  const answer = NextResponse.next({ request: { headers: asked } });
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
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

/** What answers programs: no page is there, and so no action. */
const FOR_PROGRAMS = /^\/(v1|files|health)(\/|$)/;

function refusal(verdict: Exclude<Verdict, 'pass'>, request: NextRequest, isAction: boolean): Response {
  if (FOR_PROGRAMS.test(request.nextUrl.pathname)) {
    const message = 'The header Next-Action is for pages of ours. Leave it out.';
    return problem(new DepictaError('bad_request', message), requestId());
  }
  const headers = new Headers({ 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' });
  if (verdict === 'wrong_origin') return new Response('Sent from another site.', { status: 403, headers });
  // Next's client goes where this header says: a person whose session has ended meanwhile is led to sign in.
  if (isAction) headers.set('x-action-redirect', `${signInPath(pageAddress(request.nextUrl))};push`);
  return new Response('Sign in first.', { status: 401, headers });
}

/**
 * Pages come here, and whatever could carry an action to one: a request with the action's header, or with a body (which has a
 * type, a length or an encoding), also to what is a file only while it is there. Route handlers decode no actions; `/v1`
 * answers every address with one, `/api` every address beneath it. An address with an escape comes here as well, to be refused if it
 * cannot be decoded.
 */
export const config = {
  matcher: [
    { source: '/:path*', has: [{ type: 'header', key: 'next-action' }] },
    '/(.*%.*)',
    { source: '/((?!api/.|v1(?:/|$)|files/.|health$).*)', has: [{ type: 'header', key: 'content-type' }] },
    { source: '/((?!api/.|v1(?:/|$)|files/.|health$).*)', has: [{ type: 'header', key: 'content-length' }] },
    {
      source: '/((?!api/.|v1(?:/|$)|files/.|health$).*)',
      has: [{ type: 'header', key: 'transfer-encoding' }],
    },
    '/((?!api/.|v1(?:/|$)|files/.|_next/static/|_next/image|health$|docs/redoc.js$|favicon.svg$|landing/).*)',
  ],
};
