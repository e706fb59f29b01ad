import { createHash, createPublicKey, verify } from 'node:crypto';
import { Broken, type Document, isInstant, readDocument } from './document.ts';
import { creditAt, type Figures, figuresOf, recordedAt } from './figures.ts';

// The format is documented in docs/proof.md of the service. Nothing here asks a network for anything.

/** What a check came to: what holds, or the first thing that does not. */
export type Verdict =
  | {
      ok: true;
      /** Whose it is. */
      customer: string;
      /** The time that the statement is of: what is verified is verified as of then. */
      asOf: string;
      facts: number;
      /** The head that the facts up to `upto` hang on, and the credit that they leave: what came after is signed by nobody yet. */
      head: { date: string; keyId: string; upto: number; creditEur: string };
      /** The credit that all facts leave. */
      closing: string;
    }
  | { ok: false; why: 'broken'; what: string }
  | Unsigned;

/** Nothing contradicts anything, but a signature is missing. `isOverdue`: it had to be there by the time of the statement. */
type Unsigned = { ok: false; why: 'unsigned'; what: string; isOverdue: boolean };

type Proof = NonNullable<Document['proof']>;

const DAY_MS = 86_400_000;
/** A day is signed within minutes of its end. Two days after it, a statement without that signature is not a plain one. */
const MOST_UNSIGNED_MS = 2 * DAY_MS;

/**
 * Checks a sealed statement by itself: that no fact was altered, removed, put in or moved since it was sealed, that the
 * figures run through from the first to the last and to what is told, and that the chain hangs on a signed head of its time.
 *
 * @param text the document as it was saved
 * @param pinnedKey a public key that the reader has from elsewhere; left out, the key in the document is believed
 */
export function verifyStatement(text: string, pinnedKey: string | undefined): Verdict {
  try {
    const document = readDocument(text);
    const links = chainOf(document);
    const figures = figuresOf(document.facts);
    checkSeals(document, links);
    checkTold(document, figures);
    if (document.proof === null) return unsigned(document);
    checkHead(document, document.proof, links, pinnedKey);
    return overdue(document, document.proof) ?? verified(document, document.proof);
  } catch (error) {
    if (error instanceof Broken) return { ok: false, why: 'broken', what: error.message };
    throw error;
  }
}

function verified(
  { customer, as_of: asOf, facts, credit_eur: closing }: Document,
  { head, leaf }: Proof,
): Verdict {
  const upto = Number(leaf.upto);
  const credit = creditAt(figuresOf(facts.slice(0, upto)), asOf);
  return {
    ...{ ok: true, customer, asOf, facts: facts.length },
    head: { date: head.date, keyId: head.key_id, upto, creditEur: euros(credit) },
    closing,
  };
}

/** A statement without a head: of the first days of a customer that is as it should be. */
function unsigned({ as_of: asOf, facts: [first] }: Document): Unsigned {
  if (first === undefined)
    return { ok: false, why: 'unsigned', what: 'there is nothing in it to be signed', isOverdue: false };
  const isLate = isOverdue(recordedAt(first), asOf);
  const what = isLate
    ? `nothing of it is signed, and its first fact is of ${dayOf(recordedAt(first))}`
    : 'nothing of it is signed yet';
  return { ok: false, why: 'unsigned', what, isOverdue: isLate };
}

/** What had to be signed by the time of the statement, and is not; undefined where nothing is overdue. */
function overdue({ as_of: asOf, facts }: Document, { head, leaf }: Proof): Unsigned | undefined {
  const told = (what: string): Unsigned => ({ ok: false, why: 'unsigned', what, isOverdue: true });
  // Beside such a head none of today's is missed, and what followed it could be cut off for as long as it is ahead.
  if (head.date > dayOf(asOf)) return told(`its head is of ${head.date}, a day that had not come`);
  if (isOverdue(head.date, asOf))
    return told(`its head is of ${head.date}, and what came after that day is not signed`);
  const next = facts[Number(leaf.upto)];
  if (next !== undefined && isOverdue(recordedAt(next), asOf))
    return told(
      `fact ${next[0]} is of ${dayOf(recordedAt(next))}, and the head of ${head.date} does not cover it`,
    );
  return undefined;
}

function isOverdue(instant: string, asOf: string): boolean {
  const endOfDay = Date.parse(dayOf(instant)) + DAY_MS;
  return Date.parse(asOf) - endOfDay > MOST_UNSIGNED_MS;
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
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

/** Between the last seal that holds and the first that does not is the first fact that was changed. */
function checkSeals({ seals }: Document, links: readonly Buffer[]): void {
  let good = 0;
  for (const { upto, link } of seals) {
    if (links[Number(upto) - 1]?.toString('hex') !== link)
      throw new Broken(
        good + 1 === Number(upto)
          ? `fact ${upto} is not as it was sealed`
          : `a fact from ${good + 1} to ${upto} is not as it was sealed`,
      );
    good = Number(upto);
  }
}

/** What the facts come to at the time of the statement, and nothing else, must be what it tells. */
function checkTold(document: Document, figures: Figures): void {
  const { as_of: asOf } = document;
  for (const fact of document.facts) {
    const at = recordedAt(fact);
    if (!isInstant(at) || at > asOf) throw new Broken(`fact ${fact[0]} was not recorded by ${asOf}`);
  }
  const credit = creditAt(figures, asOf);
  const { held, reserved } = figures;
  if (document.credit_eur !== euros(credit))
    throw new Broken(`the facts leave a credit of ${euros(credit)}, not ${document.credit_eur}`);
  if (document.held_eur !== euros(held))
    throw new Broken(`the facts leave ${euros(held)} held, not ${document.held_eur}`);
  const available = credit - held - reserved;
  if (document.balance_eur !== euros(available))
    throw new Broken(`the facts leave ${euros(available)} available, not ${document.balance_eur}`);
}

function checkHead(document: Document, proof: Proof, links: readonly Buffer[], pinned?: string): void {
  const { customer, seals, public_keys: keys } = document;
  const { head, leaf, path } = proof;
  if (links[Number(leaf.upto) - 1]?.toString('hex') !== leaf.link)
    throw new Broken(`the facts up to ${leaf.upto} are not those that the head of ${head.date} covers`);
  if (!seals.some(({ upto }) => upto === leaf.upto))
    throw new Broken(`no seal ends at fact ${leaf.upto}, where the head of ${head.date} does`);
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

function euros(micros: bigint): string {
  const digits = micros.toString().padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
