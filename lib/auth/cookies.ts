import type { CookieShape } from './session-token.ts';

/** One cookie of a request's header, as the browser sent it; undefined when there is none of that name. */
export function readCookie(headers: Headers, name: string): string | undefined {
  for (const pair of headers.get('cookie')?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}

/**
 * A `Set-Cookie` header.
 *
 * @param value needs no escaping, as our encrypted tokens do not
 * @param maxAgeSeconds zero takes the cookie away
 */
export function setCookie({ name, options }: CookieShape, value: string, maxAgeSeconds: number): string {
  const secure = options.secure ? '; Secure' : '';
  return `${name}=${value}; Path=${options.path}; Max-Age=${maxAgeSeconds}; SameSite=Lax; HttpOnly${secure}`;
}
