import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { Violation } from '#lib/db/invariant.ts';

/** A rule that was put to the books. */
type CheckedRule = { name: string; meaning: string };

/** A run of every rule, as it is kept. */
export type KeptCheck = { at: Date; rules: CheckedRule[]; violations: Violation[] };

export async function insertCheck(
  prisma: Database['prisma'],
  check: KeptCheck & { id: Uuid; auditNumber: bigint; auditHash: Uint8Array<ArrayBuffer> | null },
): Promise<void> {
  await prisma.booksCheck.create({ data: check });
}

/** The newest check; undefined before the first. */
export async function lastCheck(prisma: Database['prisma']): Promise<KeptCheck | undefined> {
  const found = await prisma.booksCheck.findFirst({ orderBy: [{ at: 'desc' }, { id: 'desc' }] });
  if (found === null) return undefined;
  const { at, rules, violations } = found;
  return { at, rules: rules as CheckedRule[], violations: violations as Violation[] };
}
