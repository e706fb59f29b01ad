import type { IncomingMessage } from 'node:http';
import type { Account } from '../account/account.ts';

/** What a handler knows about its request. */
export type Call = {
  account: Account;
  /** The values of the `:name` parts of the route's path. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** The parsed JSON body; undefined when there was none. */
  body: unknown;
  /** Scheme, host and port that the client used: links in answers begin with it. */
  baseUrl: string;
  /** Path without the query. */
  path: string;
  request: IncomingMessage;
};

/** The `meta.pagination` of a list, as Paddle answers it. */
type Pagination = { per_page: number; next: string; has_more: boolean; estimated_total: number };

/** What a handler answers. */
export type Answer =
  | { kind: 'data'; status: number; data: unknown; pagination?: Pagination; headers?: Record<string, string> }
  | { kind: 'raw'; status: number; body: string | Buffer; headers: Record<string, string> }
  | { kind: 'empty'; status: number };

type Handler = (call: Call) => Answer | Promise<Answer>;
export type Route = { method: string; path: string; handler: Handler };

type Compiled = Route & { pattern: RegExp; names: string[] };
type Match = { handler: Handler; params: Record<string, string> } | { handler: null; pathKnown: boolean };

/** Finds the handler for a method and a path. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match {
  const compiled = routes.map(compile);
  return (method, path) => {
    let pathKnown = false;
    for (const route of compiled) {
      const found = route.pattern.exec(path);
      if (found === null) continue;
      pathKnown = true;
      if (route.method !== method) continue;
      const params: Record<string, string> = {};
      route.names.forEach((name, index) => {
        params[name] = decode(found[index + 1]!);
      });
      return { handler: route.handler, params };
    }
    return { handler: null, pathKnown };
  };
}

/** An answer with one entity or a plain list in `data`. */
export function answer(data: unknown, status = 200): Answer {
  return { kind: 'data', status, data };
}

/** The answer to a creation. */
export function created(data: unknown): Answer {
  return answer(data, 201);
}

/** An answer that is not in Paddle's envelope: pages, scripts, documents. */
export function raw(
  body: string | Buffer,
  contentType: string,
  headers: Record<string, string> = {},
): Answer {
  return { kind: 'raw', status: 200, body, headers: { 'content-type': contentType, ...headers } };
}

function compile(route: Route): Compiled {
  const names: string[] = [];
  const source = route.path
    .split('/')
    .map((part) => {
      if (!part.startsWith(':')) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(part.slice(1));
      return '([^/]+)';
    })
    .join('/');
  return { ...route, pattern: new RegExp(`^${source}/?$`), names };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
