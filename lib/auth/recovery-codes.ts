import { createHash, randomBytes } from 'node:crypto';
import { base32 } from './totp.ts';

const CODES = 10;

/** 80 bits: as good as a key, so that a fast hash of it is safe to keep. */
const BYTES = 10;

/** Ten codes for when the app is gone, each good once, in groups of four to be written down. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () =>
    base32(randomBytes(BYTES)).replace(/.{4}(?=.)/g, (four) => `${four}-`),
  );
}

/** What is kept of a code. @param code however it was typed: small or large, with or without the dashes */
export function hashRecoveryCode(code: string): Uint8Array<ArrayBuffer> {
  const letters = code.toUpperCase().replace(/[^A-Z2-7]/g, '');
  return new Uint8Array(createHash('sha256').update(letters).digest());
}
