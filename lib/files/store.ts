import type { OperationFormat } from '#lib/contracts/operations.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';

type Db = Pick<Database, 'prisma'>;

/** An upload as it is stored. */
export type UploadRow = {
  id: Uuid;
  customerId: Uuid;
  format: OperationFormat;
  sizeBytes: number;
  createdAt: Date;
  expiresAt: Date;
};

export async function insertUpload({ prisma }: Db, row: UploadRow): Promise<void> {
  await prisma.upload.create({ data: row });
}

/** How many uploads of a customer are there still. */
export async function countUploads({ prisma }: Db, customerId: Uuid, at: Date): Promise<number> {
  return prisma.upload.count({ where: { customerId, expiresAt: { gt: at } } });
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
