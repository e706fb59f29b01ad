import { domainToASCII } from 'node:url';

/** Gmail ignores dots, under both of its names. */
const GMAIL = new Set(['gmail.com', 'googlemail.com']);

/**
 * The mailbox behind an address, so that one mailbox counts once however it is written: NFKC, lower case, without
 * a `+tag`, and at Gmail without dots. For comparing only; mail goes to the address as it was given.
 * Product rules, section 7.
 */
export function normaliseEmail(email: string): string {
  const folded = email.normalize('NFKC').trim().toLowerCase();
  const at = folded.lastIndexOf('@');
  const written = folded.slice(at + 1).replace(/\.$/, '');
  const domain = domainToASCII(written) || written;
  const local = folded.slice(0, at);
  const untagged = local.split('+', 1)[0] || local;
  if (!GMAIL.has(domain)) return `${untagged}@${domain}`;
  return `${untagged.replaceAll('.', '')}@gmail.com`;
}
