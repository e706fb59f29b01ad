import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { newCustomer, newStaff, passFactorOf, SECRET } from '#lib/testing/accounts.ts';
import { leaveBroken, testDatabase } from '#lib/testing/postgres.ts';
import { decodeSessionToken, encodeSessionToken, encodeSignUpToken, sessionCookie } from './session-token.ts';
import { listSessions, liveViewer, startSession } from './sessions.ts';
import { endSession, endSessions } from './store.ts';

leaveBroken(['closed_is_recorded'], 'a customer is closed by a single update');

const at = new Date('2026-11-22T10:00:00Z');
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);
const DAYS = 86_400;

let db: Database;
beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
});
afterAll(() => db.close());

async function signedIn(userId: string) {
  const sessionId = await startSession(db.prisma, { userId, userAgent: 'Test/1.0', at });
  const token = await encodeSessionToken({ userId, sessionId }, SECRET);
  const look = (when = at, text = token) => liveViewer(db, text, { secret: SECRET, at: when });
  return { sessionId, token, look };
}

test('a session says who is asking, from the database and not from the cookie', async () => {
  const { userId, customerId, email } = await newCustomer(db, at);
  const { look, sessionId } = await signedIn(userId);
  expect(await look()).toEqual({
    userId,
    customerId,
    role: 'customer',
    email,
    name: 'Ada',
    emailVerified: false,
    sessionId,
    customerStatus: 'active',
  });
  await db.prisma.user.update({ where: { id: userId }, data: { name: 'Lady Ada', emailVerifiedAt: at } });
  expect(await look()).toMatchObject({ name: 'Lady Ada', emailVerified: true });
});

test('staff are nobody before their second factor, and belong to no customer after it', async () => {
  const { userId } = await newStaff(db, at, 'admin');
  const { look, sessionId } = await signedIn(userId);
  expect(await look()).toBeNull();
  await passFactorOf(db, { userId, sessionId }, at);
  expect(await look()).toMatchObject({ role: 'admin', customerId: null, customerStatus: null });
});

test('an ended session is over with the next request, and the others go on', async () => {
  const { userId } = await newCustomer(db, at);
  const [first, second] = [await signedIn(userId), await signedIn(userId)];
  expect(await endSession(db.prisma, { userId, sessionId: first.sessionId, at })).toBe(true);
  expect(await first.look()).toBeNull();
  expect(await second.look()).not.toBeNull();
  expect(await endSession(db.prisma, { userId, sessionId: first.sessionId, at })).toBe(false);
});

test("nobody ends or uses another user's session", async () => {
  const [ada, eve] = [await newCustomer(db, at), await newCustomer(db, at)];
  const { look, sessionId } = await signedIn(ada.userId);
  expect(await endSession(db.prisma, { userId: eve.userId, sessionId, at })).toBe(false);
  const mixed = await encodeSessionToken({ userId: eve.userId, sessionId }, SECRET);
  expect(await look(at, mixed)).toBeNull();
  expect(await look()).not.toBeNull();
});

test('ending all but one leaves that one', async () => {
  const { userId } = await newCustomer(db, at);
  const sessions = [await signedIn(userId), await signedIn(userId), await signedIn(userId)];
  expect(await endSessions(db.prisma, { userId, except: sessions[1]!.sessionId, at })).toBe(2);
  const live = await Promise.all(sessions.map((session) => session.look()));
  expect(live.map((viewer) => viewer !== null)).toEqual([false, true, false]);
});

test('a session lasts thirty days from its beginning, used or not', async () => {
  const { userId } = await newCustomer(db, at);
  const { look } = await signedIn(userId);
  expect(await look(later(29 * DAYS))).not.toBeNull();
  expect(await look(later(30 * DAYS))).toBeNull();
  expect(await listSessions(db.prisma, { userId, at: later(30 * DAYS) })).toEqual([]);
});

test('a closed customer is signed out; a suspended one may look', async () => {
  const { userId, customerId } = await newCustomer(db, at);
  const { look } = await signedIn(userId);
  await db.prisma.customer.update({ where: { id: customerId }, data: { status: 'suspended' } });
  expect(await look()).toMatchObject({ customerStatus: 'suspended' });
  await db.prisma.customer.update({ where: { id: customerId }, data: { status: 'closed', closedAt: at } });
  expect(await look()).toBeNull();
});

test('when it was last seen is kept to five minutes, so that a page view rarely writes', async () => {
  const { userId } = await newCustomer(db, at);
  const { look, sessionId } = await signedIn(userId);
  const seen = async () =>
    (await db.prisma.session.findUniqueOrThrow({ where: { id: sessionId } })).lastSeenAt;
  await look(later(299));
  expect(await seen()).toEqual(at);
  await look(later(301));
  expect(await seen()).toEqual(later(301));
});

test('a cookie that we did not write is nobody', async () => {
  const { userId } = await newCustomer(db, at);
  const { token, look, sessionId } = await signedIn(userId);
  const foreign = await encodeSessionToken({ userId, sessionId }, `${SECRET}-of-another-app`);
  const signUp = await encodeSignUpToken(userId, SECRET);
  for (const text of ['', 'x', `${token}x`, token.slice(0, -2), foreign, signUp, undefined])
    expect(await liveViewer(db, text, { secret: SECRET, at })).toBeNull();
  const unknown = await encodeSessionToken({ userId, sessionId: uuidv7() }, SECRET);
  expect(await look(at, unknown)).toBeNull();
});

test('the cookie holds two ids and nothing else, unreadable to the browser', async () => {
  const ids = { userId: uuidv7(), sessionId: uuidv7() };
  const token = await encodeSessionToken(ids, SECRET);
  expect(await decodeSessionToken(token, SECRET)).toEqual(ids);
  const readable = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
  for (const id of Object.values(ids)) expect(readable.join()).not.toContain(id);
  expect(token.length).toBeLessThan(400);
});

test('over https the cookie is bound to this host and to https', () => {
  expect(sessionCookie('https://app.depicta.example')).toEqual({
    name: '__Host-depicta.session',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure: true },
  });
  expect(sessionCookie('http://localhost:3000')).toMatchObject({
    name: 'depicta.session',
    options: { httpOnly: true, secure: false },
  });
});
