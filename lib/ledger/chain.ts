import { createHash, createHmac, type KeyObject } from 'node:crypto';
import type { Uuid } from '#lib/core/ids.ts';

/** One fact in its canonical form: its number, its type, then its columns as text, in the order of `facts.ts`. */
export type Line = readonly (string | null)[];

export const TAG_BYTES = 8;

const sha256 = (...parts: (string | Uint8Array)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** Where a customer's chain begins. */
export function genesis(customerId: Uuid): Buffer {
  return sha256(`depicta ledger 1\n${customerId}`);
}

/** The chain's next link: SHA-256 over the link before it and the fact as JSON (an array of strings and nulls). */
export function link(previous: Uint8Array, line: Line): Buffer {
  return sha256(previous, JSON.stringify(line));
}

/**
 * What shows that this link is ours: whoever works the chain out anew lacks the key.
 *
 * @param key as an object: made from bytes for each tag, it would cost five times the tag
 */
export function tag(key: KeyObject, linked: Uint8Array): Buffer {
  return createHmac('sha256', key).update(linked).digest().subarray(0, TAG_BYTES);
}

// ── the tree over all customers ──

/** The last seal of one customer, as it stands in the tree. */
export type Leaf = { customerId: Uuid; uptoSeq: bigint; link: Uint8Array };

/** One step of the way from a leaf to the root. */
export type Step = { side: 'left' | 'right'; hash: Uint8Array };

export function leafHash({ customerId, uptoSeq, link: linked }: Leaf): Buffer {
  return sha256(Uint8Array.of(0), `${customerId}\n${uptoSeq}\n`, linked);
}

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(Uint8Array.of(1), left, right);
}

/** The root over leaves in the order of their customers; of none, the hash of nothing. */
export function rootOf(hashes: readonly Uint8Array[]): Buffer {
  let row = [...hashes];
  while (row.length > 1) row = parents(row);
  return Buffer.from(row[0] ?? sha256(''));
}

/** The way from a leaf to the root: with it one can work out the root without the other leaves. */
export function pathTo(hashes: readonly Uint8Array[], index: number): Step[] {
  const steps: Step[] = [];
  let row = [...hashes];
  for (let at = index; row.length > 1; at >>= 1) {
    const sibling = at % 2 === 0 ? row[at + 1] : row[at - 1];
    if (sibling !== undefined) steps.push({ side: at % 2 === 0 ? 'right' : 'left', hash: sibling });
    row = parents(row);
  }
  return steps;
}

/** Pairs become nodes; one that is left over moves up as it is. */
function parents(row: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let i = 0; i < row.length; i += 2) {
    const [left, right] = [row[i]!, row[i + 1]];
    above.push(right === undefined ? left : nodeHash(left, right));
  }
  return above;
}

// ── the head of a day ──

export type HeadContent = {
  day: string;
  previous: Uint8Array;
  root: Uint8Array;
  customers: number;
  uptoNumber: bigint;
};

/** What is signed: everything the head says. */
export function headText({ day, previous, root, customers, uptoNumber }: HeadContent): string {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  return `depicta head 1\n${day}\n${hex(previous)}\n${hex(root)}\n${customers}\n${uptoNumber}`;
}

export function headHash(content: HeadContent): Buffer {
  return sha256(headText(content));
}
