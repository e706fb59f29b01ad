import { basename } from 'node:path';
import { DepictaError } from '#lib/core/errors.ts';
import { type ByteRange, byteRangeOf } from './byte-range.ts';
import type { FileStore, OpenFile } from './file-store.ts';
import { verifySignedUrl } from './signed-url.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
  tiff: 'image/tiff',
  gif: 'image/gif',
};

/**
 * Answers a signed address with its file, or with the part of it that is asked for, which is sent as it is read.
 *
 * @param options.key the path after `/files/`
 * @param options.method HEAD is answered without the file
 * @param options.headers `If-None-Match`: 304 where the asker has the file; `Range` and `If-Range`: 206 with one part of it,
 *   416 where it has no such part
 * @param options.signal the asker is gone: nothing is kept open for them
 * @throws {DepictaError} `not_found` for an address that we did not sign, `gone` once its time is over
 */
export async function download(
  files: FileStore,
  options: {
    key: string;
    query: URLSearchParams;
    method: string;
    headers?: Headers;
    signal?: AbortSignal;
    secret: string;
    at: Date;
  },
): Promise<Response> {
  const access = verifySignedUrl(options.key, options.query, options.secret);
  const contentType = CONTENT_TYPES[options.key.split('.').pop() ?? ''];
  if (access === undefined || contentType === undefined) {
    throw new DepictaError('not_found', 'There is no file at this address.');
  }
  const secondsLeft = Math.floor((access.expiresAt.getTime() - options.at.getTime()) / 1000);
  const file = secondsLeft >= 0 && options.at < access.expiresAt ? await files.open(access.key) : undefined;
  if (file === undefined) {
    throw new DepictaError('gone', 'This file could be downloaded for one hour and has been deleted.');
  }
  const name = access.key.split('/').slice(-2, -1).concat(basename(access.key)).join('-');
  const tag = tagOf(file);
  const { status, part } = asked(options, tag, file.sizeBytes);
  const { signal } = options;
  const isSent = options.method !== 'HEAD' && (status === 200 || status === 206);
  if (!isSent) await file.close();
  return new Response(isSent ? file.bytes({ ...(part && { part }), ...(signal && { signal }) }) : null, {
    status,
    headers: {
      ...lengthOf(status, part, file.sizeBytes),
      ETag: tag,
      'Accept-Ranges': 'bytes',
      'Content-Type': contentType,
      'Content-Disposition': `inline; filename="depicta-${name}"`,
      'Cache-Control': `private, max-age=${secondsLeft}, immutable`,
      'X-Content-Type-Options': 'nosniff',
      // Whoever opens it by itself gets a picture and nothing that runs.
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  });
}

/** What of the file is sent, in the order of RFC 9110, 13.2.2: what is known already is not sent in parts either. */
function asked(
  { method, headers = new Headers() }: { method: string; headers?: Headers },
  tag: string,
  sizeBytes: number,
): { status: number; part?: ByteRange } {
  if (tagsIn(headers.get('If-None-Match')).some((each) => each === tag || each === '*'))
    return { status: 304 };
  // Compared strongly, and never by a date: we tell none.
  const isSame = [null, tag].includes(headers.get('If-Range'));
  const part = method === 'GET' && isSame ? byteRangeOf(headers.get('Range'), sizeBytes) : undefined;
  if (part === 'beyond') return { status: 416 };
  return part === undefined ? { status: 200 } : { status: 206, part };
}

function lengthOf(status: number, part: ByteRange | undefined, sizeBytes: number): Record<string, string> {
  if (status === 304) return {};
  if (status === 416) return { 'Content-Range': `bytes */${sizeBytes}`, 'Content-Length': '0' };
  if (part === undefined) return { 'Content-Length': sizeBytes.toString() };
  const { first, last } = part;
  return {
    'Content-Range': `bytes ${first}-${last}/${sizeBytes}`,
    'Content-Length': (last - first + 1).toString(),
  };
}

/** What is written under one key has another tag each time. */
function tagOf({ sizeBytes, writtenAtMs }: OpenFile): string {
  return `"${sizeBytes.toString(16)}-${Math.round(writtenAtMs * 1000).toString(16)}"`;
}

/** The tags of an `If-None-Match`, compared weakly (RFC 9110, 13.1.2). */
function tagsIn(ifNoneMatch: string | null): string[] {
  return (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}
