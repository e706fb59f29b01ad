import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { DownloadError, type DownloadRules, downloadImage } from './download-image.ts';
import type { FileStore } from './file-store.ts';
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
    const own = ownFile(url, options);
    if (own !== undefined) {
      const bytes = own.expiresAt > now() ? await files.read(own.key) : undefined;
      if (bytes === undefined) throw unusable(field, 'could be downloaded for one hour and is gone');
      return bytes;
    }
    const folder = await mkdtemp(join(tmpdir(), 'depicta-input-'));
    try {
      const path = join(folder, 'picture');
      await downloadImage(url, path, options.rules);
      return await readFile(path);
    } catch (error) {
      if (error instanceof DownloadError) throw unusable(field, error.message, error);
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

function ownFile(url: string, { appUrl, secret }: { appUrl: string; secret: string }) {
  const { origin, pathname, searchParams } = new URL(url);
  if (origin !== new URL(appUrl).origin || !pathname.startsWith('/files/')) return undefined;
  return verifySignedUrl(pathname.slice('/files/'.length), searchParams, secret);
}

function unusable(field: string, message: string, cause?: unknown): DepictaError {
  return new DepictaError('validation_error', `${field} ${message}.`, {
    details: { fields: [{ field, message }] },
    cause,
  });
}
