import { createHash, randomBytes } from 'node:crypto';

/** What a link in a mail is for. */
export type TokenPurpose = 'verify' | 'reset';

const MINUTE_MS = 60_000;

/** How long a link works. Product rules, section 7, for `verify`. */
const LIFETIME_MS: Record<TokenPurpose, number> = { verify: 24 * 60 * MINUTE_MS, reset: 60 * MINUTE_MS };

/** The secret part of a link and what is stored of it. */
export type LinkToken = { text: string; hash: Uint8Array<ArrayBuffer>; expiresAt: Date };

/** A new secret for one link: 256 random bits, of which only the hash is kept. */
export function newLinkToken(purpose: TokenPurpose, at: Date): LinkToken {
  const text = randomBytes(32).toString('base64url');
  return { text, hash: hashLinkToken(text), expiresAt: new Date(at.getTime() + LIFETIME_MS[purpose]) };
}

/** What is stored of a link's secret. */
export function hashLinkToken(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(text).digest());
}
