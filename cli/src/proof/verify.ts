import { createHash, createPublicKey, verify } from 'node:crypto';

// The format is documented in docs/proof.md of the service. Nothing here asks a network for anything.

/** What a check came to: what holds, or the first thing that does not. */
export type Verdict =
  | { ok: true; facts: number; sealed: number; head: { date: string; keyId: string } | null; closing: string }
  | { ok: false; what: string };

type Fact = readonly (string | null)[];

type Document = {
  format: string;
  customer: string;
  credit_eur: string;
  facts: Fact[];
  seals: { upto: string; link: string }[];
  proof: {
    head: {
      date: string;
      head: string;
      signature: string;
      key_id: string;
      previous: string;
      root: string;
      customers: number;
      seals: string;
    };
    leaf: { upto: string; link: string };
    path: { side: 'left' | 'right'; hash: string }[];
  } | null;
  public_keys: { key_id: string; public_key: string }[];
};

const FORMAT = 'depicta sealed statement 1';

/** Thrown where something does not hold. */
class Broken extends Error {}

/**
 * Checks a sealed statement by itself: that no fact was altered, removed, put in or moved since it was sealed, that the
 * figures run through from the first to the last, and that the chain hangs on a signed head.
 *
 * @param text the document as it was saved
 * @param pinnedKey a public key that the reader has from elsewhere; left out, the key in the document is believed
 */
export function verifyStatement(text: string, pinnedKey: string | undefined): Verdict {
  try {
    const document = readDocument(text);
    const links = chainOf(document);
    const closing = figuresOf(document.facts);
    if (toMicros(document.credit_eur) > closing)
      throw new Broken(`credit of ${document.credit_eur} is more than the facts leave (${euros(closing)})`);
    for (const { upto, link } of document.seals) {
      if (links[Number(upto) - 1]?.toString('hex') !== link) throw new Broken(firstBad(document, links));
    }
    checkHead(document, links, pinnedKey);
    const head = document.proof && { date: document.proof.head.date, keyId: document.proof.head.key_id };
    const sealed = Number(document.seals.at(-1)?.upto ?? 0);
    return { ok: true, facts: links.length, sealed, head, closing: euros(closing) };
  } catch (error) {
    if (error instanceof Broken) return { ok: false, what: error.message };
    throw error;
  }
}

function readDocument(text: string): Document {
  let document: Document;
  try {
    document = JSON.parse(text) as Document;
  } catch {
    throw new Broken('it is no JSON');
  }
  const hasLists = Array.isArray(document?.facts) && Array.isArray(document.seals);
  if (document?.format !== FORMAT || !hasLists || !document.facts.every(Array.isArray))
    throw new Broken(`it is no sealed statement ("${FORMAT}")`);
  return document;
}

/** The chain's link after each fact. */
function chainOf({ customer, facts }: Document): Buffer[] {
  const links: Buffer[] = [];
  let linked = sha256(`depicta ledger 1\n${customer}`);
  for (const [i, fact] of facts.entries()) {
    if (fact[0] !== String(i + 1)) throw new Broken(`fact ${i + 1} is missing, or another was put in`);
    linked = sha256(linked, JSON.stringify(fact));
    links.push(linked);
  }
  return links;
}

/** The credit, carried through from fact to fact. */
function figuresOf(facts: readonly Fact[]): bigint {
  let credit = 0n;
  let held = 0n;
  const holds = new Map<string | null | undefined, bigint>();
  for (const fact of facts) {
    const told = () => new Broken(`fact ${fact[0]} does not follow from the one before it`);
    if (fact[1] === 'posting') {
      const [debit, account, amount, before, after] = [
        fact[5],
        fact[6],
        big(fact[7]),
        big(fact[9]),
        big(fact[10]),
      ];
      const change = (account === 'credit' ? amount : 0n) - (debit === 'credit' ? amount : 0n);
      if (before !== credit || after !== credit + change || big(fact[11]) !== held) throw told();
      credit = after;
    } else if (fact[1] === 'hold') {
      held += big(fact[3]);
      holds.set(fact[2], big(fact[3]));
      if (big(fact[8]) !== credit || big(fact[9]) !== held) throw told();
    } else if (fact[1] === 'hold_end') {
      held -= holds.get(fact[2]) ?? 0n;
      holds.delete(fact[2]);
      if (big(fact[6]) !== credit || big(fact[7]) !== held) throw told();
    }
  }
  return credit;
}

/** Between the last seal that holds and the first that does not is the first fact that was changed. */
function firstBad({ seals }: Document, links: readonly Buffer[]): string {
  let good = 0;
  for (const { upto, link } of seals) {
    if (links[Number(upto) - 1]?.toString('hex') !== link)
      return good + 1 === Number(upto)
        ? `fact ${upto} is not as it was sealed`
        : `a fact from ${good + 1} to ${upto} is not as it was sealed`;
    good = Number(upto);
  }
  return 'a seal does not hold';
}

function checkHead(
  { customer, proof, public_keys: keys }: Document,
  links: readonly Buffer[],
  pinned?: string,
): void {
  if (proof === null) {
    if (pinned !== undefined) throw new Broken('no head is signed yet for it');
    return;
  }
  const { head, leaf, path } = proof;
  if (links[Number(leaf.upto) - 1]?.toString('hex') !== leaf.link)
    throw new Broken(`the facts up to ${leaf.upto} are not those that the head of ${head.date} covers`);
  const start = sha256(Uint8Array.of(0), `${customer}\n${leaf.upto}\n`, Buffer.from(leaf.link, 'hex'));
  const root = path.reduce((below, { side, hash }) => {
    const sibling = Buffer.from(hash, 'hex');
    return side === 'left'
      ? sha256(Uint8Array.of(1), sibling, below)
      : sha256(Uint8Array.of(1), below, sibling);
  }, start);
  if (root.toString('hex') !== head.root) throw new Broken(`it does not hang on the head of ${head.date}`);
  const text = `depicta head 1\n${head.date}\n${head.previous}\n${head.root}\n${head.customers}\n${head.seals}`;
  if (sha256(text).toString('hex') !== head.head)
    throw new Broken(`the head of ${head.date} is not its hash`);
  const key = pinned ?? keys.find(({ key_id }) => key_id === head.key_id)?.public_key;
  if (key === undefined)
    throw new Broken(`the key ${head.key_id} is not in the document: give it with --key`);
  if (keyIdOf(key) !== head.key_id)
    throw new Broken(
      `the head of ${head.date} is signed with the key ${head.key_id}, not with ${keyIdOf(key)}`,
    );
  if (!isSigned(key, text, head.signature)) throw new Broken(`the signature of ${head.date} is not valid`);
}

function isSigned(key: string, text: string, signature: string): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

function keyIdOf(key: string): string {
  return sha256(Buffer.from(key, 'base64')).toString('hex').slice(0, 16);
}

function sha256(...parts: (string | Uint8Array)[]): Buffer {
  return parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
}

function big(text: string | null | undefined): bigint {
  if (typeof text !== 'string' || !/^-?\d+$/.test(text)) throw new Broken('a figure is no whole number');
  return BigInt(text);
}

function toMicros(text: string): bigint {
  return /^-?\d+\.\d{6}$/.test(text) ? BigInt(text.replace('.', '')) : 0n;
}

function euros(micros: bigint): string {
  const digits = micros.toString().padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
