import { createHash, createPublicKey, verify } from 'node:crypto';

// The format is documented in docs/proof.md of the service. Nothing here asks a network for anything.

/** What a check came to: what holds, or the first thing that does not. */
export type Verdict =
  | {
      ok: true;
      facts: number;
      sealed: number;
      /** The newest head that the facts up to `upto` hang on. */
      head: { date: string; keyId: string; upto: number } | null;
      closing: string;
    }
  | { ok: false; what: string };

type Fact = readonly (string | null)[];

type Document = {
  format: string;
  customer: string;
  balance_eur: string;
  credit_eur: string;
  held_eur: string;
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
    const { credit: closing, held, reserved } = figuresOf(document.facts);
    for (const { upto, link } of document.seals) {
      if (links[Number(upto) - 1]?.toString('hex') !== link) throw new Broken(firstBad(document, links));
    }
    const kept = held + reserved;
    const told = { credit: toMicros(document.credit_eur), held: toMicros(document.held_eur) };
    // After the expiry date only what is kept aside is credit still, booked or not.
    if (told.credit !== closing && (told.credit !== kept || kept > closing))
      throw new Broken(`the facts leave a credit of ${euros(closing)}, not ${document.credit_eur}`);
    if (told.held !== held) throw new Broken(`the facts leave ${euros(held)} held, not ${document.held_eur}`);
    if (toMicros(document.balance_eur) !== told.credit - kept)
      throw new Broken(`the facts leave ${euros(told.credit - kept)} available, not ${document.balance_eur}`);
    checkHead(document, links, pinnedKey);
    const head = document.proof && {
      date: document.proof.head.date,
      keyId: document.proof.head.key_id,
      upto: Number(document.proof.leaf.upto),
    };
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

type Figures = { credit: bigint; held: bigint; reserved: bigint };

/** What there is, what is held and what is kept aside for refunds, carried through from fact to fact. */
function figuresOf(facts: readonly Fact[]): Figures {
  const figures: Figures = { credit: 0n, held: 0n, reserved: 0n };
  const holds = new Map<string | null | undefined, bigint>();
  const requests = new Map<string | null | undefined, bigint>();
  for (const fact of facts) {
    const told = () => new Broken(`fact ${fact[0]} does not follow from the one before it`);
    const [, type, id] = fact;
    /** Where the figures stand that the fact left behind. */
    let at: number;
    if (type === 'posting') {
      const amount = big(fact[7]);
      if (big(fact[9]) !== figures.credit) throw told();
      if (fact[6] === 'credit') figures.credit += amount;
      if (fact[5] === 'credit') figures.credit -= amount;
      at = 10;
    } else if (type === 'hold') {
      holds.set(id, big(fact[3]));
      figures.held += big(fact[3]);
      at = 8;
    } else if (type === 'hold_end') {
      figures.held -= taken(holds, id, told);
      at = 6;
    } else if (type === 'request') {
      requests.set(id, big(fact[4]));
      figures.reserved += big(fact[4]);
      at = 6;
    } else if (type === 'request_end') {
      figures.reserved -= taken(requests, id, told);
      at = 5;
    } else throw told();
    const { credit, held, reserved } = figures;
    const left = [credit, held, credit - held - reserved];
    if (left.some((figure, i) => big(fact[at + i]) !== figure)) throw told();
  }
  return figures;
}

/** What was kept aside under an id, once. */
function taken(
  open: Map<string | null | undefined, bigint>,
  id: string | null | undefined,
  told: () => Error,
) {
  const amount = open.get(id);
  if (amount === undefined || !open.delete(id)) throw told();
  return amount;
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
  if (typeof text !== 'string' || !/^\d+\.\d{6}$/.test(text)) throw new Broken(`"${text}" is no amount`);
  return BigInt(text.replace('.', ''));
}

function euros(micros: bigint): string {
  const digits = micros.toString().padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
