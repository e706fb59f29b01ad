import { basename } from 'node:path';
import { DepictaError } from '#lib/core/errors.ts';
import type { FileStore } from './file-store.ts';
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
 * @throws {DepictaError} `not_found` for an address that we did not sign, `gone` once its time is over
 */
export async function download(
  files: FileStore,
  options: { key: string; query: URLSearchParams; method: string; secret: string; at: Date },
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
  if (options.method === 'HEAD') await file.cancel();
  return new Response(options.method === 'HEAD' ? null : file, {
    headers: {
      'Content-Type': contentType,
      'Content-Disposition': `inline; filename="depicta-${name}"`,
      'Cache-Control': `private, max-age=${secondsLeft}, immutable`,
      'X-Content-Type-Options': 'nosniff',
      // Whoever opens it by itself gets a picture and nothing that runs.
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  });
}
