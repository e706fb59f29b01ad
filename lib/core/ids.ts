import { randomBytes } from 'node:crypto';
import { now } from './clock.ts';

/** A time-ordered identifier: the key of every row that many processes insert at once. */
export type Uuid = string;

let lastMs = 0;
let sequence = 0;

/**
 * A UUIDv7 (RFC 9562): milliseconds of our clock, then a counter that keeps ids of one process in order
 * within a millisecond, then 62 random bits.
 *
 * @param at the instant to stamp; our clock's by default
 */
export function uuidv7(at: Date = now()): Uuid {
  const ms = Math.max(at.getTime(), lastMs);
  sequence = ms === lastMs ? sequence + 1 : randomBytes(2).readUInt16BE() & 0x3ff;
  lastMs = ms;
  if (sequence > 0xfff) {
    lastMs += 1;
    sequence = 0;
  }
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return asUuid(bytes.toString('hex'));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text from outside is an id of ours; asked before it reaches a query. */
export function isUuid(text: string): text is Uuid {
  return UUID.test(text);
}

/** The least id that an instant can have given: where ids of then begin. */
export function firstIdOf(at: Date): Uuid {
  // Ids count from 1970, in six bytes.
  const ms = Math.min(Math.max(at.getTime(), 0), 0xffff_ffff_ffff);
  return asUuid(ms.toString(16).padStart(12, '0').padEnd(32, '0'));
}

/** The ids from one to another, both counted. */
export type IdSpan = { first: Uuid; last: Uuid };

/** Characters that a search by id needs: eight of them name a minute, so it finds few. */
const FEWEST_ID_CHARACTERS = 8;

/**
 * The ids that begin with what somebody typed or pasted, dashes or not.
 *
 * @returns undefined where that is no beginning of an id, or too short
 */
export function idsBeginningWith(text: string): IdSpan | undefined {
  const hex = text.trim().toLowerCase().replaceAll('-', '');
  if (!/^[0-9a-f]+$/.test(hex) || hex.length < FEWEST_ID_CHARACTERS || hex.length > 32) return undefined;
  return { first: asUuid(hex.padEnd(32, '0')), last: asUuid(hex.padEnd(32, 'f')) };
}

function asUuid(hex: string): Uuid {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The id of one request, shown with every error and written into every log line of it. */
export function requestId(): string {
  return `req_${randomBytes(12).toString('hex')}`;
}
