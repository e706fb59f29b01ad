import type { Prisma } from '#generated/prisma/client.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';

/** A row of the audit log as it is read. */
export type AuditLine = {
  number: bigint;
  id: Uuid;
  at: Date;
  actor: string;
  action: string;
  customerId: Uuid | null;
  reason: string;
  before: Prisma.JsonValue;
  after: Prisma.JsonValue;
  hash: Uint8Array;
};

/** Which rows are asked for; what is left out excludes none. `from` counts, `to` does not. */
export type AuditFilter = {
  actor?: string | undefined;
  action?: string | undefined;
  customerId?: Uuid | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
};

/**
 * Rows of the audit log, newest first.
 *
 * @param page.before only rows with a lesser number
 * @param page.limit ask for one more than is shown to learn whether there is more
 */
export async function listAudit(
  prisma: Database['prisma'],
  { actor, action, customerId, from, to }: AuditFilter,
  page: { before?: bigint | undefined; limit: number },
): Promise<AuditLine[]> {
  return prisma.auditEntry.findMany({
    where: {
      ...(actor !== undefined && { actor }),
      ...(action !== undefined && { action }),
      ...(customerId !== undefined && { customerId }),
      at: { ...(from !== undefined && { gte: from }), ...(to !== undefined && { lt: to }) },
      ...(page.before !== undefined && { number: { lt: page.before } }),
    },
    orderBy: { number: 'desc' },
    take: page.limit,
    omit: { previousHash: true },
  });
}

/** Who has done something and what kinds of deeds there are, for the filter. */
export async function auditChoices(
  prisma: Database['prisma'],
): Promise<{ actors: string[]; actions: string[] }> {
  const [actors, actions] = await Promise.all([
    prisma.auditEntry.groupBy({ by: ['actor'], orderBy: { actor: 'asc' } }),
    prisma.auditEntry.groupBy({ by: ['action'], orderBy: { action: 'asc' } }),
  ]);
  return { actors: actors.map(({ actor }) => actor), actions: actions.map(({ action }) => action) };
}

/** Where the log ends: its last row's number and hash; number 0 before the first. */
export async function auditEnd(
  prisma: Database['prisma'],
): Promise<{ number: bigint; hash: Uint8Array<ArrayBuffer> | null }> {
  const last = await prisma.auditEntry.findFirst({
    orderBy: { number: 'desc' },
    select: { number: true, hash: true },
  });
  return last ?? { number: 0n, hash: null };
}
