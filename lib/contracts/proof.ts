import * as z from 'zod/mini';
import { day, euros, instant, limit, pageOf } from './wire.ts';

const hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]+=*$/));

/** A signed head: with these fields and the public key anybody can check the signature. */
const head = z.object({
  date: day,
  /** SHA-256 of what was signed. */
  head: hex,
  signature: base64,
  key_id: z.string(),
  /** The head before this one. */
  previous: hex,
  /** The root of the tree over all customers. */
  root: hex,
  customers: z.int(),
  /** The number of the last seal that it covers. */
  seals: z.string(),
});

const publicKey = z.object({ key_id: z.string(), public_key: base64 });

/** `GET /v1/proof`: the signed heads, newest first, and the keys that signed them. */
export const proofPage = z.extend(pageOf(head), { public_keys: z.array(publicKey) });

export const proofQuery = z.strictObject({ cursor: z.optional(z.string().check(z.maxLength(200))), limit });

/**
 * `GET /v1/statement?format=json`: every fact of a customer in its canonical form, with its seals and its way to a signed
 * head. `depicta verify` checks it without a network.
 */
export const sealedStatement = z.object({
  format: z.literal('depicta sealed statement 1'),
  customer: z.string(),
  as_of: instant,
  balance_eur: euros,
  credit_eur: euros,
  held_eur: euros,
  /** A fact: its number, its type, then its columns, all as text. */
  facts: z.array(z.array(z.nullable(z.string()))),
  /** The chain after some of the facts. */
  seals: z.array(z.object({ upto: z.string(), link: hex })),
  /** Null until the first head after the customer's first fact is signed. */
  proof: z.nullable(
    z.object({
      head,
      leaf: z.object({ upto: z.string(), link: hex }),
      path: z.array(z.object({ side: z.enum(['left', 'right']), hash: hex })),
    }),
  ),
  public_keys: z.array(publicKey),
});

export type HeadOnWire = z.infer<typeof head>;
export type ProofPage = z.infer<typeof proofPage>;
export type SealedStatement = z.infer<typeof sealedStatement>;
