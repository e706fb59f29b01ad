import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { Tx } from '#lib/db/transaction.ts';

type Prisma = Database['prisma'] | Tx;

/** A second factor as it is kept. */
export type FactorRow = { sealedSecret: string; lastStep: bigint; enrolledAt: Date };

export async function findFactor(prisma: Prisma, userId: Uuid): Promise<FactorRow | null> {
  return prisma.secondFactor.findUnique({ where: { userId }, omit: { userId: true } });
}

/** Locks a person until the transaction ends: what is decided about their factor is decided one after the other. */
export async function lockPerson(tx: Tx, userId: Uuid): Promise<void> {
  await tx.$queryRaw`SELECT FROM user_account WHERE id = ${userId}::uuid FOR UPDATE`;
}

/** Sets a person's factor up, or another one in its place. No recovery code of the one before is left. */
export async function putFactor(
  tx: Tx,
  { userId, ...factor }: FactorRow & { userId: Uuid; codeHashes: readonly Uint8Array<ArrayBuffer>[] },
): Promise<void> {
  const { codeHashes, ...row } = factor;
  await tx.secondFactor.upsert({ where: { userId }, create: { userId, ...row }, update: row });
  await putRecoveryCodes(tx, userId, codeHashes);
}

/** Takes a person's factor away with its codes. @returns false when there was none */
export async function deleteFactor(tx: Tx, userId: Uuid): Promise<boolean> {
  return (await tx.secondFactor.deleteMany({ where: { userId } })).count === 1;
}

/**
 * Takes the code of a step. Of any number of tries at once one is first: the rest find the step taken.
 *
 * @returns false when it, or a later one, was taken before
 */
export async function takeStep(tx: Tx, userId: Uuid, step: number): Promise<boolean> {
  const { count } = await tx.secondFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

/** Marks a session as one that has passed. @returns false when it is over */
export async function passSession(tx: Tx, sessionId: Uuid, at: Date): Promise<boolean> {
  const { count } = await tx.session.updateMany({
    where: { id: sessionId, endedAt: null, secondFactorAt: null },
    data: { secondFactorAt: at },
  });
  return count === 1;
}

/** What a live session knows of the second factor; null when it is over. */
export async function findFactorSession(
  prisma: Prisma,
  sessionId: Uuid,
): Promise<{ offeredSecret: string | null; secondFactorAt: Date | null } | null> {
  return prisma.session.findFirst({
    where: { id: sessionId, endedAt: null },
    select: { offeredSecret: true, secondFactorAt: true },
  });
}

/** Keeps the secret that a session is shown, sealed; null: it is shown none any more. */
export async function keepOffer(tx: Tx, sessionId: Uuid, sealed: string | null): Promise<void> {
  await tx.session.update({ where: { id: sessionId }, data: { offeredSecret: sealed } });
}

/** Gives a person new recovery codes; the old ones are worthless. */
export async function putRecoveryCodes(
  tx: Tx,
  userId: Uuid,
  hashes: readonly Uint8Array<ArrayBuffer>[],
): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: hashes.map((hash) => ({ userId, hash })) });
}

/** Uses a recovery code up. @returns false when it is none of this person's, or was used before */
export async function takeRecoveryCode(
  tx: Tx,
  code: { userId: Uuid; hash: Uint8Array<ArrayBuffer>; at: Date },
): Promise<boolean> {
  const { userId, hash, at } = code;
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, hash, usedAt: null },
    data: { usedAt: at },
  });
  return count === 1;
}

export async function countRecoveryCodes(prisma: Prisma, userId: Uuid): Promise<number> {
  return prisma.recoveryCode.count({ where: { userId, usedAt: null } });
}

/** Somebody of the desk, and how their factor stands. */
export type StaffFactor = {
  userId: Uuid;
  email: string;
  name: string;
  role: string;
  /** Null: not set up. */
  enrolledAt: Date | null;
};

/** All staff, by address. */
export async function listStaffFactors(prisma: Prisma): Promise<StaffFactor[]> {
  const people = await prisma.user.findMany({
    where: { role: { not: 'customer' } },
    orderBy: { email: 'asc' },
    select: { id: true, email: true, name: true, role: true, secondFactor: { select: { enrolledAt: true } } },
  });
  return people.map(({ id: userId, secondFactor, ...rest }) => ({
    ...{ userId, ...rest },
    enrolledAt: secondFactor?.enrolledAt ?? null,
  }));
}
