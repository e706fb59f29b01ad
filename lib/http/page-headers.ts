import { randomBytes } from 'node:crypto';
import { EARLY_INPUT_HASH } from './early-input.ts';
import { PAINT_FIRST_HASH } from './paint-first.ts';

/** What the headers of a page depend on. */
export type PageSurroundings = {
  path: string;
  appUrl: string;
  /** The emulator's script, which stands in for Paddle's; undefined with a real Paddle account. */
  paddleScriptUrl: string | undefined;
  /** React's own tools evaluate text while it is developed. */
  isDevelopment: boolean;
};

/** The hosts of Paddle's checkout, by what they are needed for. */
const PADDLE = {
  script: 'https://cdn.paddle.com',
  look: 'https://cdn.paddle.com https://sandbox-cdn.paddle.com',
  connect:
    'https://api.paddle.com https://sandbox-api.paddle.com https://create-checkout.paddle.com https://sandbox-create-checkout.paddle.com',
  frame: 'https://buy.paddle.com https://sandbox-buy.paddle.com',
};

/**
 * The headers of a page. Nothing runs on it but our own scripts, each of which carries the nonce of this very answer; nothing
 * of another host is on it but Paddle's checkout where one tops up.
 *
 * @returns the policy by itself as well: Next reads the nonce from it and writes it onto its scripts
 */
export function pageHeaders(surroundings: PageSurroundings): {
  policy: string;
  headers: Record<string, string>;
} {
  const policy = policyOf(surroundings, randomBytes(16).toString('base64'));
  const isHttps = surroundings.appUrl.startsWith('https:');
  return {
    policy,
    headers: {
      'Content-Security-Policy': policy,
      // Paddle's checkout opens windows of banks, which answer to it.
      'Cross-Origin-Opener-Policy': isTopUp(surroundings.path) ? 'same-origin-allow-popups' : 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      ...(isHttps && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
    },
  };
}

/**
 * Whether going from one page to another must load it anew: what a document may load is decided when it is loaded, and one
 * that may load Paddle's checkout is not to be carried on to other pages, nor the other way round.
 *
 * @param from the page that the request comes from, as its `Referer` says; null without one
 */
export function isAnotherDocument(from: string | null, to: string): boolean {
  return from !== null && URL.canParse(from) && isTopUp(new URL(from).pathname) !== isTopUp(to);
}

function policyOf({ path, appUrl, paddleScriptUrl, isDevelopment }: PageSurroundings, nonce: string): string {
  const paddle = isTopUp(path) ? paddleHosts(paddleScriptUrl) : undefined;
  const renderer = path === '/docs';
  const directives: Record<string, (string | false | undefined)[]> = {
    'default-src': ["'none'"],
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      `'${EARLY_INPUT_HASH}'`,
      `'${PAINT_FIRST_HASH}'`,
      isDevelopment && "'unsafe-eval'",
      paddle?.script,
    ],
    // The reference of the API is drawn by a library that writes its own style sheets.
    'style-src': ["'self'", (renderer || isDevelopment) && "'unsafe-inline'", paddle?.look],
    // React hides what it streams by an attribute until it is in its place.
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', paddle?.look],
    'font-src': ["'self'", renderer && 'data:'],
    'connect-src': ["'self'", isDevelopment && 'ws:', paddle?.connect],
    'frame-src': [paddle?.frame ?? "'none'"],
    'worker-src': [renderer ? 'blob:' : "'none'"],
    'manifest-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  const written = Object.entries(directives).map(([name, sources]) =>
    [name, ...sources.filter(Boolean)].join(' '),
  );
  return [...written, ...(appUrl.startsWith('https:') ? ['upgrade-insecure-requests'] : [])].join('; ');
}

function paddleHosts(scriptUrl: string | undefined): typeof PADDLE {
  if (scriptUrl === undefined) return PADDLE;
  const { origin } = new URL(scriptUrl);
  return { script: origin, look: origin, connect: origin, frame: origin };
}

function isTopUp(path: string): boolean {
  return path === '/top-up' || path.startsWith('/top-up/');
}
