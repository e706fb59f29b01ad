import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { newCustomer, newLink } from '#lib/testing/accounts.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { accountSubject, keyOf, type Limit, requireTaken, take } from './rate-limit.ts';
import { clear, deleteOver, giveBack } from './rate-limit-store.ts';
import { startSession } from './sessions.ts';
import { deleteForgotten } from './store.ts';

const at = new Date('2026-11-22T10:00:00Z');
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);
const limit: Limit = { name: 'test', times: 3, windowSeconds: 60 };

let db: Database;
beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
});
afterAll(() => db.close());

test('a window begins with the first try and ends when it says, whatever is tried meanwhile', async () => {
  const subject = uuidv7();
  const tries = [];
  for (const seconds of [0, 10, 59, 59.9, 60, 61]) {
    const taken = await take(db, limit, subject, later(seconds));
    tries.push([taken.allowed, taken.remaining, (taken.resetsAt.getTime() - at.getTime()) / 1000]);
  }
  expect(tries).toEqual([
    [true, 2, 60],
    [true, 1, 60],
    [true, 0, 60],
    [false, 0, 60],
    [true, 2, 120],
    [true, 1, 120],
  ]);
});

test('of a hundred parallel tries exactly as many are allowed as the limit says', async () => {
  const subject = uuidv7();
  const taken = await Promise.all(Array.from({ length: 100 }, () => take(db, limit, subject, at)));
  expect(taken.filter(({ allowed }) => allowed)).toHaveLength(3);
});

test('a try that is given back can be made again, and no more than that one', async () => {
  const subject = uuidv7();
  for (let i = 0; i < 50; i += 1) await take(db, limit, subject, at);
  await giveBack(db.pool, keyOf(limit, subject));
  await giveBack(db.pool, keyOf(limit, subject));
  expect((await take(db, limit, subject, at)).allowed).toBe(true);
  expect((await take(db, limit, subject, at)).allowed).toBe(false);
  await clear(db.pool, keyOf(limit, subject));
  expect(await take(db, limit, subject, at)).toMatchObject({ allowed: true, remaining: 2 });
});

test('one too many is told how long to wait, in whole seconds', () => {
  const taken = { allowed: false, remaining: 0, resetsAt: later(59.2) };
  expect(() => requireTaken(taken, at)).toThrow(
    expect.objectContaining({ code: 'rate_limited', retryAfterSeconds: 60 }),
  );
  expect(() => requireTaken({ ...taken, allowed: true }, at)).not.toThrow();
});

test('an address is counted under a hash that nobody can make without the secret', () => {
  const secret = 'a-secret-of-more-than-thirty-two-characters';
  expect(accountSubject('Ada@Example.com', secret)).toBe(accountSubject('ada@example.com', secret));
  expect(accountSubject('ada@example.com', secret)).not.toBe(accountSubject('ada@example.com', `${secret}2`));
  expect(accountSubject('ada@example.com', secret)).toMatch(/^[\w-]{43}$/);
});

test('housekeeping drops what nobody can use any more, and nothing else', async () => {
  const subjects = [uuidv7(), uuidv7()] as const;
  await take(db, limit, subjects[0], at);
  await take(db, limit, subjects[1], later(30));
  await deleteOver(db.pool, later(61));
  const left = await db.prisma.rateLimit.findMany({ where: { key: { startsWith: limit.name } } });
  expect(left.map(({ key }) => key)).toContain(keyOf(limit, subjects[1]));
  expect(left.map(({ key }) => key)).not.toContain(keyOf(limit, subjects[0]));

  const { userId } = await newCustomer(db, at);
  const old = later(-100 * 86_400);
  await newLink(db, { userId, purpose: 'verify', at: old });
  await newLink(db, { userId, purpose: 'verify', at });
  await startSession(db.prisma, { userId, userAgent: '', at: old });
  const kept = await startSession(db.prisma, { userId, userAgent: '', at });
  const before = later(-90 * 86_400);
  expect(
    await deleteForgotten(db.prisma, {
      linksExpiredBefore: before,
      sessionsBegunBefore: before,
      marksSeenBefore: before,
    }),
  ).toEqual({
    links: 1,
    sessions: 1,
  });
  expect(await db.prisma.session.findMany({ where: { userId } })).toMatchObject([{ id: kept }]);
});
