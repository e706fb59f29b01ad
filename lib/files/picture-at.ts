import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { DownloadError, type DownloadRules, downloadImage } from './download-image.ts';
import type { FileStore } from './file-store.ts';
import { inScratchFolder } from './scratch.ts';
import { verifySignedUrl } from './signed-url.ts';

/** Reads the picture that a customer named by its address. */
export type PictureReader = (url: string, field: string) => Promise<Uint8Array>;

/**
 * A reader of pictures: what has an address of ours comes from where we keep it, as long as its address holds;
 * everything else is fetched as a stranger's (`download-image.ts`).
 *
 * @param options.rules of fetching; for tests
 * @throws {DepictaError} from the reader: `validation_error` that begins with the field's name
 */
export function pictureReader(
  files: FileStore,
  options: { appUrl: string; secret: string; rules?: Partial<DownloadRules> },
): PictureReader {
  return async (url, field) => {
    const own = ownFile(url, field, options);
    if (own !== undefined) {
      const bytes = own.expiresAt > now() ? await files.read(own.key) : undefined;
      if (bytes === undefined) throw unusable(field, 'could be downloaded for one hour and is gone');
      return bytes;
    }
    return inScratchFolder(async (folder) => {
      const path = join(folder, 'picture');
      await downloadImage(url, path, options.rules).catch((error: unknown): never => {
        throw error instanceof DownloadError ? unusable(field, error.message, error) : error;
      });
      return readFile(path);
    });
  };
}

function ownFile(url: string, field: string, { appUrl, secret }: { appUrl: string; secret: string }) {
  const { origin, pathname, searchParams } = new URL(url);
  if (origin !== new URL(appUrl).origin || !pathname.startsWith('/files/')) return undefined;
  const access = verifySignedUrl(pathname.slice('/files/'.length), searchParams, secret);
  if (access === undefined) throw unusable(field, 'is not an address that we made: copy it whole');
  return access;
}

function unusable(field: string, message: string, cause?: unknown): DepictaError {
  return new DepictaError('validation_error', `${field} ${message}.`, {
    details: { fields: [{ field, message }] },
    cause,
  });
}
