import { createHash } from 'node:crypto';
import { FILES_AVAILABLE_SECONDS } from '#lib/contracts/image.ts';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { FileStore } from './file-store.ts';
import {
  countUploads,
  expiredUploads,
  isRecorded,
  markUploadsDeleted,
  recordUpload,
  type UploadRow,
  uploadsKept,
  uploadWithKey,
} from './store.ts';

type Db = Pick<Database, 'prisma'>;

/** How many uploads of a customer are kept at a time: at most 5 GB, for at most an hour. */
export const MOST_UPLOADS = 100;
const BATCH = 200;

/** A picture that was received. */
export type Received = Pick<
  UploadRow,
  'customerId' | 'format' | 'width' | 'height' | 'sizeBytes' | 'sha256' | 'idempotencyKey'
> & {
  /** Of the file, which stays with the caller. */
  path: string;
};

/** An upload that is kept: its file can be had until its time. */
export type Upload = Pick<UploadRow, 'id' | 'format' | 'width' | 'height' | 'expiresAt'> & {
  key: string;
  /** Whether it was kept before, when it came first with its idempotency key. */
  isRepeat: boolean;
};

/**
 * Whether a customer may send one more picture: asked before its bytes are read. What comes again with its key always may.
 *
 * @throws {DepictaError} `rate_limited`
 */
export async function mayUpload(
  { prisma }: Db,
  customerId: Uuid,
  idempotencyKey: string | null,
): Promise<void> {
  if ((await countUploads(prisma, customerId, now())) < MOST_UPLOADS) return;
  if (idempotencyKey !== null && (await uploadWithKey(prisma, customerId, idempotencyKey))) return;
  throw tooMany();
}

/**
 * Keeps a picture that was received, for an hour. The file is there before it is known of. What came with its key before
 * is answered as it was recorded, and is not kept twice.
 *
 * @throws {DepictaError} `rate_limited`; `idempotency_mismatch` when the key came with another picture
 */
export async function keepUpload(db: Db, files: FileStore, { path, ...received }: Received): Promise<Upload> {
  const id = uuidv7();
  await files.copy(keyOf({ id, format: received.format }), path);
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + FILES_AVAILABLE_SECONDS * 1000);
  const row = { id, ...received, createdAt, expiresAt };
  const recorded = await recordUpload(db, row, { most: MOST_UPLOADS }).catch(async (error: unknown) => {
    // The answer may be lost and the upload recorded: its file goes only where it is known not to be.
    if (!(await isRecorded(db, id))) await files.removeAll(prefixOf(id));
    throw error;
  });
  if (recorded?.id !== id) await files.removeAll(prefixOf(id));
  if (recorded === undefined) throw tooMany();
  if (recorded.sha256 !== received.sha256) {
    throw new DepictaError(
      'idempotency_mismatch',
      'This Idempotency-Key came with another picture before. Use a new key for each picture.',
    );
  }
  return { ...recorded, key: keyOf(recorded), isRepeat: recorded.id !== id };
}

function tooMany(): DepictaError {
  return new DepictaError(
    'rate_limited',
    `${MOST_UPLOADS} pictures that you sent are kept, each for an hour. Send the next when one is gone.`,
    { details: { rule: 'uploads_full', max_uploads: MOST_UPLOADS }, retryAfterSeconds: 60 },
  );
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

/** Deletes the files of all uploads of a customer who closed their account. May be done again. */
export async function deleteUploadsOf(db: Db, files: FileStore, customerId: Uuid): Promise<void> {
  for (;;) {
    const ids = await uploadsKept(db, customerId, BATCH);
    for (const id of ids) await files.removeAll(prefixOf(id));
    await markUploadsDeleted(db, ids, now());
    if (ids.length < BATCH) return;
  }
}

function keyOf({ id, format }: Pick<UploadRow, 'id' | 'format'>): string {
  return `${prefixOf(id)}image.${format}`;
}

function prefixOf(id: Uuid): string {
  return `uploads/${createHash('sha256').update(id).digest('hex').slice(0, 2)}/${id}/`;
}
