import {
  type ApiCaller,
  authenticateAndCount,
  authenticatePage,
  type CallerLimit,
  type CountedCaller,
} from '#lib/auth/api-caller.ts';
import { localeOf } from '#lib/auth/asked-language.ts';
import { readCookie } from '#lib/auth/cookies.ts';
import { sessionCookie } from '#lib/auth/session-token.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { requestId as newRequestId } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { withKeptHeaders } from './kept-headers.ts';
import { parseBody, parseQuery, type Schema } from './parse.ts';
import { problem } from './problems.ts';
import { limitsOf, rateLimitHeaders, requireWithinLimits } from './rate-limits.ts';

/** What a handler answers: JSON with a status and headers of its own, or a response as it is. */
export type Answer = { body: unknown; status?: number; headers?: Record<string, string> } | Response;

/** What every handler is given. `params` are those of the path. */
export type Asked<Query, Body> = {
  request: Request;
  requestId: string;
  params: Readonly<Record<string, string>>;
  query: Query;
  body: Body;
};

type Shape<Query, Body> = { query?: Schema<Query>; body?: Schema<Body> };
type Context = { params: Promise<Record<string, string | string[] | undefined>> };
/** A route handler as Next calls it. */
export type RouteHandler = (request: Request, context: Context) => Promise<Response>;

/**
 * The one wrapper of the API's route handlers: gives the request its id, authenticates, parses, answers JSON, turns
 * whatever is thrown into a problem, forbids caching and logs one line.
 *
 * The caller is authenticated before anything of the request is read: an API key, or for GET the session cookie.
 *
 * @param shape schemas of the query and the body; without one it is not read
 */
export function route<Query = undefined, Body = undefined>(
  shape: Shape<Query, Body>,
  handler: (asked: Asked<Query, Body> & { caller: ApiCaller }) => Promise<Answer>,
): RouteHandler {
  return routeFor(authenticateAndCount, shape, handler);
}

/** The same for what a page of ours posts: it takes the session's cookie from our own origin, and no key. */
export function pageRoute<Query = undefined, Body = undefined>(
  shape: Shape<Query, Body>,
  handler: (asked: Asked<Query, Body> & { caller: ApiCaller }) => Promise<Answer>,
): RouteHandler {
  return routeFor(authenticatePage, shape, handler);
}

function routeFor<Query, Body>(
  callerOf: (request: Request, limits: readonly CallerLimit[]) => Promise<CountedCaller>,
  shape: Shape<Query, Body>,
  handler: (asked: Asked<Query, Body> & { caller: ApiCaller }) => Promise<Answer>,
): RouteHandler {
  return respond(async (request, requestId, params, headers) => {
    const limits = limitsOf(request.method);
    const { caller, taken } = await callerOf(request, limits);
    const counted = limits.map((limit, i) => ({ ...limit, ...taken[i]! }));
    const at = now();
    for (const [name, value] of Object.entries(rateLimitHeaders(counted, at))) headers.set(name, value);
    requireWithinLimits(counted, at);
    const asked = await read(shape, request, requestId, params);
    return {
      answer: () => handler({ ...asked, caller }),
      who: { customerId: caller.customerId, apiKeyId: caller.apiKey?.id },
    };
  });
}

/** The same for what everybody may ask. */
export function publicRoute<Query = undefined, Body = undefined>(
  shape: Shape<Query, Body>,
  handler: (asked: Asked<Query, Body>) => Promise<Answer>,
): RouteHandler {
  return respond(async (request, requestId, params) => {
    const asked = await read(shape, request, requestId, params);
    return { answer: () => handler(asked), who: {} };
  });
}

/** The language of a page of ours that asks, with the session's cookie; undefined for a program, which is told in English. */
function pageLocale({ headers }: Request): Locale | undefined {
  if (headers.has('authorization') || readCookie(headers, sessionCookie(env().APP_URL).name) === undefined)
    return undefined;
  return localeOf(headers);
}

type Prepared = { answer: () => Promise<Answer>; who: Record<string, string | undefined> };

function respond(
  /** What it puts into `headers` goes with the answer, whatever that is. */
  prepare: (
    request: Request,
    requestId: string,
    params: Record<string, string>,
    headers: Headers,
  ) => Promise<Prepared>,
): RouteHandler {
  return async (request, context) => {
    const requestId = newRequestId();
    const beganMs = performance.now();
    const headers = new Headers();
    let who: Prepared['who'] = {};
    let response: Response;
    try {
      const prepared = await prepare(request, requestId, await pathParams(context), headers);
      who = prepared.who;
      response = toResponse(await prepared.answer(), requestId);
    } catch (error) {
      response = problem(error, requestId, pageLocale(request));
    }
    for (const [name, value] of headers) response.headers.set(name, value);
    const { pathname } = new URL(request.url);
    const ms = Math.round(performance.now() - beganMs);
    log.info(
      { requestId, method: request.method, path: pathname, status: response.status, ms, ...who },
      'request',
    );
    return response;
  };
}

async function read<Query, Body>(
  shape: Shape<Query, Body>,
  request: Request,
  requestId: string,
  params: Record<string, string>,
): Promise<Asked<Query, Body>> {
  const query = shape.query && parseQuery(request.url, shape.query);
  const body = shape.body && (await parseBody(request, shape.body));
  return { request, requestId, params, query: query as Query, body: body as Body };
}

async function pathParams(context: Context | undefined): Promise<Record<string, string>> {
  const params = Object.entries((await context?.params) ?? {});
  return Object.fromEntries(params.map(([name, value]) => [name, [value ?? ''].flat().join('/')]));
}

function toResponse(answer: Answer, requestId: string): Response {
  const response =
    answer instanceof Response
      ? answer
      : Response.json(answer.body, { status: answer.status ?? 200, headers: answer.headers ?? {} });
  response.headers.set('X-Request-Id', requestId);
  if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store');
  return withKeptHeaders(response);
}
