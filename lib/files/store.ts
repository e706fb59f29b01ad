import type { OperationFormat } from '#lib/contracts/operations.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { lockCustomer } from '#lib/db/lock-customer.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';

type Db = Pick<Database, 'prisma'>;

/** How long a key is kept: what comes with it later is another request. */
const KEY_LIFETIME_MS = 24 * 60 * 60_000;

/** An upload as it is stored. */
export type UploadRow = {
  id: Uuid;
  customerId: Uuid;
  format: OperationFormat;
  width: number;
  height: number;
  sizeBytes: number;
  /** Of the file, in hex. */
  sha256: string;
  idempotencyKey: string | null;
  createdAt: Date;
  expiresAt: Date;
};

/**
 * Writes an upload down, unless its key came before or a customer has as many as may be kept. One customer's uploads are
 * decided one after the other.
 *
 * @returns what is recorded: this upload, or the one that came first with its key; undefined when there are too many
 */
export async function recordUpload(
  { prisma }: Db,
  row: UploadRow,
  options: { most: number },
): Promise<UploadRow | undefined> {
  return transaction(prisma, async (tx) => {
    await lockCustomer(tx, row.customerId);
    if (row.idempotencyKey !== null) {
      await forgetKey(tx, { ...row, idempotencyKey: row.idempotencyKey });
      const before = await uploadWithKey(tx, row.customerId, row.idempotencyKey);
      if (before) return before;
    }
    if ((await countUploads(tx, row.customerId, row.createdAt)) >= options.most) return undefined;
    await tx.upload.create({ data: row });
    return row;
  });
}

async function forgetKey(
  tx: Tx,
  { customerId, idempotencyKey, createdAt }: UploadRow & { idempotencyKey: string },
): Promise<void> {
  const latest = new Date(createdAt.getTime() - KEY_LIFETIME_MS);
  await tx.upload.updateMany({
    where: { customerId, idempotencyKey, createdAt: { lte: latest } },
    data: { idempotencyKey: null },
  });
}

/** The upload that came with a key. */
export async function uploadWithKey(tx: Tx, customerId: Uuid, key: string): Promise<UploadRow | null> {
  const where = { customerId_idempotencyKey: { customerId, idempotencyKey: key } };
  return (await tx.upload.findUnique({ where, omit: { deletedAt: true } })) as UploadRow | null;
}

/** Whether an upload is recorded. */
export async function isRecorded({ prisma }: Db, id: Uuid): Promise<boolean> {
  return (await prisma.upload.count({ where: { id } })) > 0;
}

/** How many uploads of a customer are there still. */
export async function countUploads(tx: Tx, customerId: Uuid, at: Date): Promise<number> {
  return tx.upload.count({ where: { customerId, expiresAt: { gt: at } } });
}

/** Uploads whose time is over and whose files are there still, oldest first. */
export async function expiredUploads({ prisma }: Db, at: Date, limit: number): Promise<Uuid[]> {
  const rows = await prisma.upload.findMany({
    where: { deletedAt: null, expiresAt: { lte: at } },
    orderBy: { expiresAt: 'asc' },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

export async function markUploadsDeleted({ prisma }: Db, ids: Uuid[], at: Date): Promise<void> {
  await prisma.upload.updateMany({ where: { id: { in: ids } }, data: { deletedAt: at } });
}

/** A customer's uploads whose files are there still. */
export async function uploadsKept({ prisma }: Db, customerId: Uuid, limit: number): Promise<Uuid[]> {
  const rows = await prisma.upload.findMany({
    where: { customerId, deletedAt: null },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
