import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { newCustomer, newVisit, PASSWORD, queuedMails, SECRET } from '#lib/testing/accounts.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { changeName, changePassword, endOtherSessions, endOwnSession } from './profile.ts';
import { encodeSessionToken } from './session-token.ts';
import { liveViewer, startSession, type Viewer } from './sessions.ts';
import { signIn } from './sign-in.ts';

const at = new Date('2026-11-22T10:00:00Z');
const NEW_PASSWORD = 'a lamp at low tide';

let db: Database;
beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
});
afterAll(() => db.close());

async function viewerOf(userId: string): Promise<Viewer> {
  const sessionId = await startSession(db.prisma, { userId, userAgent: '', at });
  const token = await encodeSessionToken({ userId, sessionId }, SECRET);
  return (await liveViewer(db, token, { secret: SECRET, at }))!;
}

const isLive = async (viewer: Viewer) =>
  (await db.prisma.session.findUniqueOrThrow({ where: { id: viewer.sessionId } })).endedAt === null;

test('a changed name is there with the next request', async () => {
  const { userId } = await newCustomer(db, at);
  await changeName(db, await viewerOf(userId), 'Countess of Lovelace');
  expect((await viewerOf(userId)).name).toBe('Countess of Lovelace');
});

test('a changed password ends every other session, keeps this one and tells the owner', async () => {
  const { userId, email } = await newCustomer(db, at);
  const [here, elsewhere] = [await viewerOf(userId), await viewerOf(userId)];
  await changePassword(db, here, { current: PASSWORD, password: NEW_PASSWORD }, at);
  expect([await isLive(here), await isLive(elsewhere)]).toEqual([true, false]);
  await expect(signIn(newVisit(db, at), { email, password: PASSWORD })).rejects.toThrow();
  await expect(signIn(newVisit(db, at), { email, password: NEW_PASSWORD })).resolves.toMatchObject({
    userId,
  });
  expect(await queuedMails(db, userId)).toEqual([expect.objectContaining({ template: 'password_changed' })]);
});

test('the present password has to be right, and cannot be guessed at leisure', async () => {
  const { userId } = await newCustomer(db, at);
  const here = await viewerOf(userId);
  const change = (current: string) =>
    changePassword(db, here, { current, password: NEW_PASSWORD }, at).catch((error) => error);
  for (let i = 0; i < 10; i += 1)
    expect(await change('not the password')).toMatchObject({
      fields: [{ field: 'current', problem: 'password_wrong' }],
    });
  expect(await change(PASSWORD)).toMatchObject({ problem: 'too_many_attempts' });
  expect(await queuedMails(db, userId)).toEqual([]);
});

test('a weak new password is refused and changes nothing', async () => {
  const { userId, email } = await newCustomer(db, at);
  const form = { current: PASSWORD, password: 'letmein12345' };
  const refused = await changePassword(db, await viewerOf(userId), form, at).catch((error) => error);
  expect(refused.fields).toEqual([{ field: 'password', problem: 'password_too_common' }]);
  await expect(signIn(newVisit(db, at), { email, password: PASSWORD })).resolves.toBeDefined();
});

test("a user ends sessions of their own, one or all others, and never somebody else's", async () => {
  const [ada, eve] = [await newCustomer(db, at), await newCustomer(db, at)];
  const [here, there, third] = await Promise.all([1, 2, 3].map(() => viewerOf(ada.userId)));
  const foreign = await viewerOf(eve.userId);
  await expect(endOwnSession(db, here!, foreign.sessionId, at)).rejects.toMatchObject({ code: 'not_found' });
  await endOwnSession(db, here!, there!.sessionId, at);
  await expect(endOwnSession(db, here!, there!.sessionId, at)).rejects.toMatchObject({ code: 'not_found' });
  expect(await endOtherSessions(db, here!, at)).toBe(1);
  expect(await Promise.all([here!, there!, third!, foreign].map(isLive))).toEqual([true, false, false, true]);
});
