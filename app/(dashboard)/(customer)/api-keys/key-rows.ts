import type { KeyRow } from '#components/api-keys/key-row.ts';
import { listApiKeys } from '#lib/auth/keys.ts';
import { now } from '#lib/core/clock.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import { spendByKeyThisMonth } from '#lib/history/overview.ts';
import { toWire, ZERO } from '#lib/money/credits.ts';

/** A customer's keys with what each has taken of its limit this month, open holds counted. */
export async function keyRows(customerId: Uuid): Promise<KeyRow[]> {
  const db = database();
  const at = now();
  const monthStart = `${at.toISOString().slice(0, 7)}-01`;
  const [keys, spent] = await Promise.all([
    listApiKeys(db.prisma, customerId),
    spendByKeyThisMonth(db, customerId, at),
  ]);
  const ofKey = new Map(spent.map((key) => [key.apiKeyId, key]));
  return keys.map((key) => {
    const { takenMicros = ZERO, costMicros = ZERO, openHoldMicros = ZERO } = ofKey.get(key.id) ?? {};
    return {
      id: key.id,
      name: key.name,
      last4: key.last4,
      createdAt: key.createdAt.toISOString(),
      lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
      revokedAt: key.revokedAt?.toISOString() ?? null,
      takenEur: toWire(takenMicros),
      chargedEur: toWire(costMicros),
      openEur: toWire(openHoldMicros),
      chargesHref: `/history?${new URLSearchParams({ key: key.id, from: monthStart })}`,
      capEur: key.monthlyCapMicros === null ? null : toWire(key.monthlyCapMicros),
      shareOfCap: shareOf(takenMicros, key.monthlyCapMicros),
    };
  });
}

/** How much of a limit is used, from 0 to 1, to the thousandth: for drawing, not for counting. */
function shareOf(part: bigint, whole: bigint | null): number {
  if (whole === null) return 0;
  if (whole === 0n || part >= whole) return 1;
  return Number((part * 1000n) / whole) / 1000;
}
