import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Account } from '../account/account.ts';
import { Problem } from './problem.ts';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOOPBACK_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/** Lets a request with the account's API key pass. @throws Problem as Paddle refuses it, with 403 */
export function requireApiKey(account: Account, request: IncomingMessage): void {
  const header = request.headers.authorization;
  if (header === undefined || header === '') throw new Problem('authentication_missing');
  const key = /^bearer\s+(\S+)$/i.exec(header)?.[1];
  if (key === undefined) throw new Problem('authentication_malformed');
  const expected = account.settings.apiKey;
  if (expected !== null && !sameText(key, expected)) throw new Problem('invalid_token');
}

/**
 * Lets a request from this machine pass that no foreign web page could have sent: the control interface has no key,
 * so it must not be within reach of a browser that visits another site, nor of a name that resolves to loopback.
 *
 * @throws Problem `forbidden`
 */
export function requireLoopback(_account: Account, request: IncomingMessage): void {
  const host = request.headers.host ?? '';
  const origin = request.headers.origin;
  if (!LOOPBACK.test(request.socket.remoteAddress ?? '') || !LOOPBACK_HOST.test(host)) {
    throw new Problem('forbidden', 'The control interface answers requests from this machine only.');
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new Problem('forbidden', 'The control interface does not answer other sites.');
  }
}

/** Lets requests of the emulator's own pages pass: the overlay is the only one to work a checkout. */
export function requireSameOrigin(_account: Account, request: IncomingMessage): void {
  const { origin, host } = request.headers;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) {
    throw new Problem('forbidden', 'A checkout is worked by its own overlay only.');
  }
}

/** Lets everybody pass: what a browser needs, protected by nothing but ids nobody can guess. */
export function allowAll(): void {}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
