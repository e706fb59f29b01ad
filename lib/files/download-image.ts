import { Resolver } from 'node:dns/promises';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ImageType, imageTypeOf, TYPE_BYTES } from './image-type.ts';
import { isPublicAddress } from './public-address.ts';

/** Why a picture at a stranger's address was not fetched. */
export type DownloadRefusal =
  | 'not_https'
  | 'not_public'
  | 'unknown_host'
  | 'unreachable'
  | 'too_many_redirects'
  | 'not_found'
  | 'too_large'
  | 'too_slow'
  | 'not_an_image';

const WORDS: Record<DownloadRefusal, string> = {
  not_https: 'must be an https address without a name, a password or a port of its own',
  not_public: 'must lead to a public address of the internet',
  unknown_host: 'names a host that does not exist',
  unreachable: 'could not be reached',
  too_many_redirects: 'redirects too often',
  not_found: 'does not answer with a file',
  too_large: 'is larger than 50 MB',
  too_slow: 'took longer than 20 seconds',
  not_an_image: 'is not a PNG, JPEG, WebP, AVIF, GIF or TIFF picture',
};

/** A picture that was not fetched; the message goes on after the name of the field. */
export class DownloadError extends Error {
  override name = 'DownloadError';
  readonly reason: DownloadRefusal;
  constructor(reason: DownloadRefusal, cause?: unknown) {
    super(WORDS[reason], { cause });
    this.reason = reason;
  }
}

/** What is allowed; tests that need a server of their own allow it. */
export type DownloadRules = {
  isAllowed: (address: string) => boolean;
  /** Every address of a host. */
  resolve: (host: string, signal: AbortSignal) => Promise<readonly string[]>;
  ports: readonly string[];
  /** Certificates that are trusted beside the usual ones. */
  ca: string | undefined;
  maxBytes: number;
  timeoutMs: number;
};

const RULES: DownloadRules = {
  isAllowed: isPublicAddress,
  resolve: addressesOf,
  // The address bar's own: a URL without a port.
  ports: [''],
  ca: undefined,
  maxBytes: 52_428_800,
  timeoutMs: 20_000,
};

const MOST_REDIRECTS = 3;

/**
 * Asks the name server. The system's own look-up has two threads for the whole process, which names that are never answered
 * would keep from everybody else.
 */
async function addressesOf(host: string, signal: AbortSignal): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  const end = () => resolver.cancel();
  signal.addEventListener('abort', end, { once: true });
  try {
    const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    return found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/**
 * Fetches a picture from an address that a stranger named, into a file: https only, public addresses only, and the
 * connection goes to the very address that was checked, so that a name which changes its mind in between changes nothing.
 * Each redirect is checked anew. What it is its first bytes say. It is never whole in memory.
 *
 * @param path of the file to make; nothing is left there when it fails
 * @param rules what is allowed; for tests
 * @throws {DownloadError} with the reason
 */
export async function downloadImage(
  url: string,
  path: string,
  rules: Partial<DownloadRules> = {},
): Promise<{ type: ImageType; bytes: number }> {
  const applied = { ...RULES, ...rules };
  const signal = AbortSignal.timeout(applied.timeoutMs);
  try {
    return await save(await follow(url, applied, signal), path, applied, signal);
  } catch (error) {
    await rm(path, { force: true });
    if (signal.aborted) throw new DownloadError('too_slow', error);
    throw error instanceof DownloadError ? error : new DownloadError('unreachable', error);
  }
}

async function follow(address: string, rules: DownloadRules, signal: AbortSignal): Promise<IncomingMessage> {
  let url = address;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const parsed = readUrl(url, rules);
    const address = await within(signal, checkedAddress(parsed, rules, signal));
    const answer = await ask(parsed, address, rules, signal);
    const { statusCode = 0, headers } = answer;
    if (statusCode === 200) return answer;
    answer.destroy();
    if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined)
      throw new DownloadError('not_found');
    if (!URL.canParse(headers.location, parsed)) throw new DownloadError('not_found');
    url = new URL(headers.location, parsed).href;
  }
  throw new DownloadError('too_many_redirects');
}

/** Whoever looks a name up may not come to an end. */
async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = () => reject(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([work, ended]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function readUrl(text: string, { ports }: DownloadRules): URL {
  if (!URL.canParse(text)) throw new DownloadError('not_https');
  const url = new URL(text);
  const isPlain =
    url.protocol === 'https:' && url.username === '' && url.password === '' && ports.includes(url.port);
  if (!isPlain) throw new DownloadError('not_https');
  return url;
}

/** The address to connect to. Where a name has several, each must be allowed: any of them could be the one. */
async function checkedAddress(
  url: URL,
  { isAllowed, resolve }: DownloadRules,
  signal: AbortSignal,
): Promise<string> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = isIP(host) === 0 ? await resolveOr(host, resolve, signal) : [host];
  const [first] = addresses;
  if (first === undefined) throw new DownloadError('unknown_host');
  if (!addresses.every(isAllowed)) throw new DownloadError('not_public');
  return first;
}

async function resolveOr(
  host: string,
  resolve: DownloadRules['resolve'],
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    return await resolve(host, signal);
  } catch (error) {
    throw new DownloadError('unknown_host', error);
  }
}

function ask(url: URL, address: string, rules: DownloadRules, signal: AbortSignal): Promise<IncomingMessage> {
  const family = isIP(address);
  const pinned: LookupFunction = (_host, options, done) =>
    options.all === true ? done(null, [{ address, family }]) : done(null, address, family);
  return new Promise((resolve, reject) => {
    request(url, {
      lookup: pinned,
      signal,
      agent: false,
      ...(rules.ca !== undefined && { ca: rules.ca }),
      headers: { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'Depicta' },
    })
      .on('response', resolve)
      .on('error', reject)
      .end();
  });
}

async function save(
  answer: IncomingMessage,
  path: string,
  { maxBytes }: DownloadRules,
  signal: AbortSignal,
): Promise<{ type: ImageType; bytes: number }> {
  if (Number(answer.headers['content-length'] ?? 0) > maxBytes) {
    answer.destroy();
    throw new DownloadError('too_large');
  }
  let bytes = 0;
  let head = Buffer.alloc(0);
  let type: ImageType | undefined;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) return done(new DownloadError('too_large'));
      if (head.byteLength < TYPE_BYTES) {
        head = Buffer.concat([head, chunk.subarray(0, TYPE_BYTES - head.byteLength)]);
        if (head.byteLength === TYPE_BYTES) {
          type = imageTypeOf(head);
          if (type === undefined) return done(new DownloadError('not_an_image'));
        }
      }
      done(null, chunk);
    },
  });
  await pipeline(answer, check, createWriteStream(path, { mode: 0o600 }), { signal });
  if (type === undefined) throw new DownloadError('not_an_image');
  return { type, bytes };
}
