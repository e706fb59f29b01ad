import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/** The prefixes Paddle uses for the entities that this emulator knows. */
type IdPrefix =
  | 'add'
  | 'adj'
  | 'adjitm'
  | 'biz'
  | 'che'
  | 'ctm'
  | 'evt'
  | 'inv'
  | 'job'
  | 'ntf'
  | 'ntflog'
  | 'ntfset'
  | 'paymtd'
  | 'pri'
  | 'pro'
  | 'txn'
  | 'txnitm';

/** Makes ids in Paddle's form: a prefix, `_`, and 26 lower-case characters that sort by time of creation. */
export type IdMaker = (prefix: IdPrefix) => string;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_CHARS = 10;
const RANDOM_CHARS = 16;

/**
 * Makes an id maker whose ids strictly increase, also within one millisecond and when the clock is set back:
 * lists and `after` cursors rely on that order.
 *
 * @param clock where the time comes from
 * @param floorMs no id is made for a time before this one (milliseconds since 1970): the newest id of a loaded state
 */
export function createIdMaker(clock: Clock, floorMs = 0): IdMaker {
  let lastMs = floorMs;
  let random = 0n;
  return (prefix) => {
    const ms = clock.now().getTime();
    if (ms > lastMs) {
      lastMs = ms;
      random = freshRandom();
    } else {
      random += 1n + BigInt(randomBytes(2).readUInt16BE());
      if (random >> 80n !== 0n) {
        lastMs += 1;
        random = freshRandom();
      }
    }
    return `${prefix}_${encode(BigInt(lastMs), TIME_CHARS)}${encode(random, RANDOM_CHARS)}`;
  };
}

/** The time that an id carries, in milliseconds since 1970; 0 for a text that is no id. */
export function idTimeMs(id: string): number {
  const chars = id.slice(id.indexOf('_') + 1, id.indexOf('_') + 1 + TIME_CHARS);
  let value = 0;
  for (const char of chars) {
    const digit = ALPHABET.indexOf(char);
    if (digit < 0) return 0;
    value = value * 32 + digit;
  }
  return value;
}

function freshRandom(): bigint {
  // The top bit stays clear so that increments have room before they overflow into the next millisecond.
  return BigInt(`0x${randomBytes(10).toString('hex')}`) >> 1n;
}

function encode(value: bigint, length: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i += 1) {
    text = ALPHABET.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}
