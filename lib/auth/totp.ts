import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

// Codes by time, RFC 6238, with what every authenticator app takes for granted: SHA-1, 30 seconds, six digits.

export const STEP_SECONDS = 30;
const DIGITS = 6;

/** 160 bits, the length of the hash (RFC 4226, section 4, R6). */
const SECRET_BYTES = 20;

/** A clock that is a step behind or before ours still agrees (RFC 6238, section 5.2). */
const STEPS_AROUND = [0, -1, 1];

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret, in base32 (RFC 4648) as apps take it. */
export function newSecret(): string {
  return base32(randomBytes(SECRET_BYTES));
}

/** The step that an instant lies in. */
export function stepAt(at: Date): number {
  return Math.floor(at.getTime() / 1000 / STEP_SECONDS);
}

/** The code of one step. RFC 4226, section 5.3. @param secret in base32 */
export function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const number = mac.readUInt32BE(mac.at(-1)! & 0xf) & 0x7fff_ffff;
  return (number % 10 ** DIGITS).toString().padStart(DIGITS, '0');
}

/**
 * The step whose code somebody typed: the present one or a neighbour. Every candidate is computed and compared in constant
 * time, so that the clock tells nothing of the right one.
 *
 * @param code digits only
 * @returns undefined when it is none of them
 */
export function stepOf(secret: string, code: string, at: Date): number | undefined {
  const typed = Buffer.from(code);
  const present = stepAt(at);
  const matching = STEPS_AROUND.map((around) => present + around).filter((step) => {
    const right = Buffer.from(codeOf(secret, step));
    return typed.length === right.length && timingSafeEqual(typed, right);
  });
  return matching[0];
}

/**
 * The address that hands a secret to an app, by link or QR code
 * (https://github.com/google/google-authenticator/wiki/Key-Uri-Format).
 */
export function otpauthUrl(secret: string, { issuer, email }: { issuer: string; email: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}

/** Bytes in base32, without padding: five bytes are eight letters, and we have no other lengths. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.replace(/.{5}/g, (five) => BASE32[Number.parseInt(five, 2)]!);
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}
