import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a signed address says: which file, until when. */
export type FileAccess = { key: string; expiresAt: Date };

/**
 * An address at which one file can be had without further proof until a time. The same file and time give the same
 * address, so that an answer asked for again is the same.
 *
 * @param options.base the app's own address
 */
export function signedUrl(access: FileAccess, options: { base: string; secret: string }): string {
  const url = new URL(`/files/${access.key}`, options.base);
  url.searchParams.set('expires', (access.expiresAt.getTime() / 1000).toFixed(3));
  url.searchParams.set('signature', signatureOf(access, options.secret));
  return url.href;
}

/**
 * Checks a signed address. Whether its time is over is for the caller to look at.
 *
 * @param key the path after `/files/`
 * @returns undefined when it is not an address that we signed
 */
export function verifySignedUrl(key: string, query: URLSearchParams, secret: string): FileAccess | undefined {
  const expires = query.get('expires') ?? '';
  // As text: several texts decode to the same bytes, and one of them is ours.
  const given = Buffer.from(query.get('signature') ?? '');
  if (!/^\d{1,12}\.\d{3}$/.test(expires)) return undefined;
  const access = { key, expiresAt: new Date(Math.round(Number(expires) * 1000)) };
  const wanted = Buffer.from(signatureOf(access, secret));
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? access : undefined;
}

function signatureOf({ key, expiresAt }: FileAccess, secret: string): string {
  return createHmac('sha256', secret).update(`GET\n${key}\n${expiresAt.toISOString()}`).digest('base64url');
}
