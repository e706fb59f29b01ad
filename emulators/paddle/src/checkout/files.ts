import { readFileSync } from 'node:fs';
import type { Route } from '../http/router.ts';
import { raw } from '../http/router.ts';

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';
const PAGE = 'text/html; charset=utf-8';

/** The pages load nothing but their own files, and only the overlay may be framed. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";
const FRAME_HEADERS = { 'content-security-policy': `${PAGE_POLICY}; frame-ancestors *` };
const PAGE_HEADERS = {
  'content-security-policy': `${PAGE_POLICY}; frame-src 'self'; frame-ancestors 'none'`,
};

/** The files that browsers load. They are read at each request, which costs little and lets them be edited. */
export const fileRoutes: readonly Route[] = [
  file('/paddle.js', 'paddle.js', SCRIPT),
  file('/checkout/frame', 'checkout.html', PAGE, FRAME_HEADERS),
  file('/checkout/checkout.js', 'checkout.js', SCRIPT),
  file('/checkout/checkout.css', 'checkout.css', STYLE),
  file('/icon.svg', 'icon.svg', 'image/svg+xml'),
  file('/pay', 'pay.html', PAGE, PAGE_HEADERS),
  file('/pay/pay.js', 'pay.js', SCRIPT),
  file('/pay/pay.css', 'pay.css', STYLE),
  file('/', 'control.html', PAGE, PAGE_HEADERS),
  file('/control/control.js', 'control.js', SCRIPT),
  file('/control/control.css', 'control.css', STYLE),
];

const PATHS = new Set(fileRoutes.map((route) => route.path));

/** Whether a path is one of these files. */
export function isFilePath(path: string): boolean {
  return PATHS.has(path);
}

function file(path: string, name: string, contentType: string, headers: Record<string, string> = {}): Route {
  const url = new URL(`../../browser/${name}`, import.meta.url);
  return { method: 'GET', path, handler: () => raw(readFileSync(url), contentType, headers) };
}
