import * as z from 'zod';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { DIFFERENCE_KINDS } from './differences.ts';

/** How far a list was read. */
export async function findBookmark(prisma: Database['prisma'], name: string): Promise<string | undefined> {
  return (await prisma.bookmark.findUnique({ where: { name } }))?.position;
}

export async function setBookmark(
  prisma: Database['prisma'],
  name: string,
  position: string,
  at: Date,
): Promise<void> {
  const values = { position, updatedAt: at };
  await prisma.bookmark.upsert({ where: { name }, create: { name, ...values }, update: values });
}

const findings = z.array(
  z.object({
    kind: z.enum(DIFFERENCE_KINDS),
    subject: z.string(),
    purchaseId: z.string().nullable(),
    detail: z.string(),
    repaired: z.boolean(),
  }),
);

/** A run of the reconciliation, as it is kept. */
export type ReconciliationRow = {
  id: Uuid;
  at: Date;
  payments: number;
  adjustments: number;
  findings: z.infer<typeof findings>;
};

export async function insertReconciliation(
  prisma: Database['prisma'],
  run: ReconciliationRow,
): Promise<void> {
  await prisma.reconciliation.create({ data: run });
}

/** The newest runs first. */
export async function listReconciliations(
  prisma: Database['prisma'],
  limit: number,
): Promise<ReconciliationRow[]> {
  const rows = await prisma.reconciliation.findMany({
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map((row) => ({ ...row, findings: findings.parse(row.findings) }));
}
