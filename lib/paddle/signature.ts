import { createHmac, timingSafeEqual } from 'node:crypto';

/** Why a delivery is not believed to come from Paddle. */
type SignatureRefusal =
  | 'no_secret'
  | 'header_missing'
  | 'header_malformed'
  | 'too_old'
  | 'in_future'
  | 'mismatch';

export type SignatureVerdict = { ok: true } | { ok: false; reason: SignatureRefusal };

const UNIX_SECONDS = /^\d{1,12}$/;
const SHA256_HEX = /^[0-9a-f]{64}$/i;

/**
 * Whether a webhook was signed by Paddle with one of our secrets, recently. Synchronous, and it never throws: whatever
 * it cannot make sense of is refused.
 *
 * Every signature of the header is compared with every secret, in constant time, so that a secret can be rotated
 * without losing a delivery. The time window is two-sided; replays inside it are the inbox's business.
 *
 * Source: Paddle's documentation, "Verify webhook signatures". `Paddle-Signature: ts=<unix>;h1=<hex>[;h1=<hex>]`,
 * HMAC-SHA256 over `<ts>:<raw body>`.
 *
 * @param options.rawBody the body as it arrived, byte for byte: parsed and serialised again it no longer matches
 * @param options.header the `Paddle-Signature` header
 * @param options.secrets the destinations' secrets (`pdl_ntfset_...`) as they are; empty ones never match anything
 * @param options.now the present instant
 * @param options.toleranceSeconds how far the signature's time may lie from now, in either direction
 */
export function verifyPaddleSignature(options: {
  rawBody: string | Uint8Array;
  header: string | null | undefined;
  secrets: readonly string[];
  now: Date;
  toleranceSeconds: number;
}): SignatureVerdict {
  try {
    return verify(options);
  } catch {
    // Only a caller that breaks the types gets here: a body that is neither text nor bytes, say.
    return refused('mismatch');
  }
}

function verify(options: Parameters<typeof verifyPaddleSignature>[0]): SignatureVerdict {
  const secrets = options.secrets.filter((secret) => typeof secret === 'string' && secret !== '');
  // An empty key would be known to everybody: every forgery would match.
  if (secrets.length === 0) return refused('no_secret');
  if (typeof options.header !== 'string' || options.header.trim() === '') return refused('header_missing');
  const header = readHeader(options.header);
  if (header === undefined) return refused('header_malformed');

  const ageSeconds = options.now.getTime() / 1000 - Number(header.timestamp);
  // Asked so that a time or a tolerance that is no number refuses.
  if (!(ageSeconds <= options.toleranceSeconds)) return refused('too_old');
  if (!(ageSeconds >= -options.toleranceSeconds)) return refused('in_future');

  let matched = false;
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret)
      .update(`${header.timestamp}:`)
      .update(options.rawBody)
      .digest();
    // No early end: how long it takes says nothing about which one matched.
    for (const signature of header.signatures) matched = timingSafeEqual(expected, signature) || matched;
  }
  return matched ? { ok: true } : refused('mismatch');
}

function refused(reason: SignatureRefusal): SignatureVerdict {
  return { ok: false, reason };
}

/**
 * One time and at least one SHA-256. A signature that is none matches nothing but spoils no other beside it, and parts
 * with names that we do not know may come with later versions.
 */
function readHeader(header: string): { timestamp: string; signatures: Buffer[] } | undefined {
  const timestamps: string[] = [];
  const signatures: Buffer[] = [];
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(equals, 0)).trim();
    const value = part.slice(equals + 1).trim();
    if (name === 'ts') timestamps.push(value);
    if (name === 'h1' && SHA256_HEX.test(value)) signatures.push(Buffer.from(value, 'hex'));
  }
  const [timestamp] = timestamps;
  if (timestamp === undefined || timestamps.length > 1 || !UNIX_SECONDS.test(timestamp)) return undefined;
  return signatures.length === 0 ? undefined : { timestamp, signatures };
}
