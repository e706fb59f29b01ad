import type { Role } from './store.ts';

/** Where somebody goes who asked for nothing in particular. */
export function homeOf(role: Role): string {
  return role === 'customer' ? '/overview' : '/support';
}

/** The sign-in page that leads back to where somebody wanted to go. */
export function signInPath(path: string | undefined): string {
  const next = safeNextPath(path);
  return next === undefined ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}

/** The header in which the proxy tells the page its own address. It replaces whatever a request sends under that name. */
export const PAGE_ADDRESS = 'x-page-address';

/**
 * The address of a page with its query, to come back to after signing in.
 *
 * @returns the path alone where the query is too long, or says what no address of ours does
 */
export function pageAddress({ pathname, search }: Pick<URL, 'pathname' | 'search'>): string {
  return safeNextPath(pathname + search) ?? pathname;
}

/** Where staff show their second factor, or set it up, and go on from. */
export function secondFactorPath(path: string | undefined, page: '' | '/set-up' = ''): string {
  const next = safeNextPath(path);
  return `/sign-in/second-factor${page}${next === undefined ? '' : `?next=${encodeURIComponent(next)}`}`;
}

/**
 * A path of ours to go on to, as a stranger's link may have put it into the address: only a path, never another site.
 *
 * @returns undefined for anything that a browser could read as leading elsewhere
 */
export function safeNextPath(path: string | null | undefined): string | undefined {
  if (path === null || path === undefined || path.length > 1000) return undefined;
  // "//host" and "/\host" name another site; a browser also drops tabs and line breaks before it reads on.
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(path) || path.includes('\\')) return undefined;
  return new URL(path, 'http://here.invalid').host === 'here.invalid' ? path : undefined;
}
