import { createHash } from 'node:crypto';
import { FILES_AVAILABLE_SECONDS } from '#lib/contracts/image.ts';
import type { OperationFormat } from '#lib/contracts/operations.ts';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { FileStore } from './file-store.ts';
import { countUploads, expiredUploads, insertUpload, markUploadsDeleted } from './store.ts';

type Db = Pick<Database, 'prisma'>;

/** How many uploads of a customer are kept at a time: at most 5 GB, for at most an hour. */
export const MOST_UPLOADS = 100;
const BATCH = 200;

/** An upload that is kept: its file can be had until its time. */
export type Upload = { id: Uuid; key: string; expiresAt: Date };

/**
 * Whether a customer may send one more picture: asked before its bytes are read.
 *
 * @throws {DepictaError} `rate_limited`
 */
export async function mayUpload(db: Db, customerId: Uuid): Promise<void> {
  if ((await countUploads(db, customerId, now())) < MOST_UPLOADS) return;
  throw new DepictaError(
    'rate_limited',
    `${MOST_UPLOADS} pictures that you sent are kept, each for an hour. Send the next when one is gone.`,
    { details: { max_uploads: MOST_UPLOADS }, retryAfterSeconds: 60 },
  );
}

/**
 * Keeps a picture that was received, for an hour. The file is there before it is known of.
 *
 * @param received.path of the file, which stays with the caller
 */
export async function keepUpload(
  db: Db,
  files: FileStore,
  received: { customerId: Uuid; path: string; format: OperationFormat; sizeBytes: number },
): Promise<Upload> {
  const { customerId, path, format, sizeBytes } = received;
  const id = uuidv7();
  const key = `${prefixOf(id)}image.${format}`;
  await files.copy(key, path);
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + FILES_AVAILABLE_SECONDS * 1000);
  await insertUpload(db, { id, customerId, format, sizeBytes, createdAt, expiresAt });
  return { id, key, expiresAt };
}

/**
 * Deletes uploads whose hour is over.
 *
 * @returns how many
 */
export async function deleteExpiredUploads(db: Db, files: FileStore): Promise<number> {
  let deleted = 0;
  for (;;) {
    const at = now();
    const ids = await expiredUploads(db, at, BATCH);
    for (const id of ids) await files.removeAll(prefixOf(id));
    await markUploadsDeleted(db, ids, at);
    deleted += ids.length;
    if (ids.length < BATCH) return deleted;
  }
}

function prefixOf(id: Uuid): string {
  return `uploads/${createHash('sha256').update(id).digest('hex').slice(0, 2)}/${id}/`;
}
