import { basename } from 'node:path';
import { DepictaError } from '#lib/core/errors.ts';
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
 * Answers a signed address with its file, which is sent as it is read.
 *
 * @param options.key the path after `/files/`
 * @param options.method HEAD is answered without the file
 * @param options.ifNoneMatch what the asker has, as the header says it: 304 where that is the file
 * @throws {DepictaError} `not_found` for an address that we did not sign, `gone` once its time is over
 */
export async function download(
  files: FileStore,
  options: {
    key: string;
    query: URLSearchParams;
    method: string;
    ifNoneMatch?: string | null;
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
  const isKnown = tagsIn(options.ifNoneMatch).some((each) => each === tag || each === '*');
  const isSent = options.method !== 'HEAD' && !isKnown;
  if (!isSent) await file.bytes.cancel();
  return new Response(isSent ? file.bytes : null, {
    status: isKnown ? 304 : 200,
    headers: {
      // Its length cannot be told: Next takes that header away from every answer of a handler.
      ETag: tag,
      'Content-Type': contentType,
      'Content-Disposition': `inline; filename="depicta-${name}"`,
      'Cache-Control': `private, max-age=${secondsLeft}, immutable`,
      'X-Content-Type-Options': 'nosniff',
      // Whoever opens it by itself gets a picture and nothing that runs.
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  });
}

/** What is written under one key has another tag each time. */
function tagOf({ sizeBytes, writtenAtMs }: OpenFile): string {
  return `"${sizeBytes.toString(16)}-${Math.round(writtenAtMs * 1000).toString(16)}"`;
}

/** The tags of an `If-None-Match`, compared weakly (RFC 9110, 13.1.2). */
function tagsIn(ifNoneMatch: string | null | undefined): string[] {
  return (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}
