import { DepictaError } from '#lib/core/errors.ts';
import { publicRoute, type RouteHandler } from './route.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

/**
 * The handlers of the methods that a path does not have: 405, as JSON like every other refusal, where Next would answer
 * with nothing; and of OPTIONS, which tells the one it has.
 *
 * @param method the one it has
 */
export function otherMethodsThan<Own extends Method>(
  method: Own,
): Record<Exclude<Method, Own> | 'OPTIONS', RouteHandler> {
  const allow = allowOf(method);
  const tell = publicRoute({}, async () => new Response(null, { status: 204, headers: { Allow: allow } }));
  const refuse = publicRoute({}, async ({ request }) => {
    const { pathname } = new URL(request.url);
    const message = `${pathname} takes ${method}, and not ${request.method}. The documentation lists all paths.`;
    throw new DepictaError('method_not_allowed', message, { details: { allow } });
  });
  const refusing = METHODS.filter((each) => each !== method).map((each) => [each, refuse]);
  return Object.fromEntries([...refusing, ['OPTIONS', tell]]);
}

/** What `Allow` says of a path with one method. A handler of GET answers HEAD as well. */
export function allowOf(method: string): string {
  return method === 'GET' ? 'GET, HEAD, OPTIONS' : `${method}, OPTIONS`;
}
