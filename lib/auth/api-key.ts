import { createHash, randomBytes } from 'node:crypto';

/** What a key looks like: the prefix that secret scanners find, then 43 letters and digits, 256 bits of chance. */
const API_KEY = /^dpct_[A-Za-z0-9]{43}$/;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 43;

/** The largest multiple of 62 that a byte can hold: bytes above it would make some signs likelier than others. */
const FAIR_BYTES = 248;

/** A new key: its text, shown once, and what is kept of it. */
export type NewApiKey = { text: string; hash: Uint8Array<ArrayBuffer>; last4: string };

/** Makes a key from the operating system's source of chance. */
export function newApiKey(): NewApiKey {
  let signs = '';
  while (signs.length < LENGTH) {
    for (const byte of randomBytes(LENGTH)) {
      if (byte < FAIR_BYTES && signs.length < LENGTH) signs += ALPHABET[byte % ALPHABET.length];
    }
  }
  const text = `dpct_${signs}`;
  return { text, hash: hashApiKey(text), last4: signs.slice(-4) };
}

/** Whether a text could be a key; asked before it reaches the database. */
export function isApiKey(text: string): boolean {
  return API_KEY.test(text);
}

/** What is kept of a key. A key is as hard to guess as a hash, so a fast hash without salt is right here. */
export function hashApiKey(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(text).digest());
}
