import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { ZERO } from '#lib/money/credits.ts';
import { newCustomer, newLink, newVisit, PASSWORD, queuedMails } from '#lib/testing/accounts.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { signIn } from './sign-in.ts';
import { deleteForgotten } from './store.ts';
import { verifyEmail } from './verify-email.ts';

const at = new Date('2026-11-22T10:00:00Z');
const later = (days: number) => new Date(at.getTime() + days * 86_400_000);
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const NEWER_FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1';
const HOME = { addressBlock: '203.0.113.0/24', userAgent: FIREFOX };

let db: Database;
beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
});
afterAll(() => db.close());

const told = async (userId: string) =>
  (await queuedMails(db, userId)).filter(({ template }) => template === 'new_sign_in').length;

async function atHome() {
  const person = await newCustomer(db, at, { verified: true });
  const come = (from: Partial<typeof HOME> = {}, when = at) =>
    signIn(newVisit(db, when, { ...HOME, ...from }), { email: person.email, password: PASSWORD });
  return { ...person, come };
}

test('a browser or a network that was not seen before is told once, and is known from then on', async () => {
  const { userId, come } = await atHome();
  await come();
  expect(await told(userId)).toBe(1);
  await come();
  await come({ userAgent: NEWER_FIREFOX });
  expect(await told(userId)).toBe(1);
  await come({ userAgent: SAFARI });
  expect(await told(userId)).toBe(2);
  await come({ addressBlock: '2001:db8:1:2::/64' });
  expect(await told(userId)).toBe(3);
  await come({ userAgent: SAFARI, addressBlock: '2001:db8:1:2::/64' });
  expect(await told(userId)).toBe(3);
});

test('what one person is known by says nothing of another', async () => {
  const [one, two] = [await atHome(), await atHome()];
  await one.come();
  await two.come();
  expect(await told(two.userId)).toBe(1);
  const marks = await db.prisma.knownSignIn.findMany({
    where: { userId: { in: [one.userId, two.userId] } },
  });
  expect(new Set(marks.map(({ mark }) => Buffer.from(mark).toString('hex'))).size).toBe(4);
});

test('of many sign-ins at once from the same new place one is told', async () => {
  const { userId, come } = await atHome();
  await Promise.all(Array.from({ length: 8 }, () => come()));
  expect(await told(userId)).toBe(1);
});

test('the queue and the table hold no address and no browser', async () => {
  const { userId, come } = await atHome();
  await come();
  const [payload] = (await queuedMails(db, userId)).filter(({ template }) => template === 'new_sign_in');
  const marks = await db.prisma.knownSignIn.findMany({ where: { userId } });
  expect(JSON.stringify([payload, marks])).not.toMatch(/203\.0|Firefox/);
});

test('the browser that verified the address is known; a sign-in before that is not, and is not told', async () => {
  const { userId, email } = await newCustomer(db, at);
  await signIn(newVisit(db, at, { ...HOME, userAgent: SAFARI }), { email, password: PASSWORD });
  expect(await told(userId)).toBe(0);
  const token = await newLink(db, { userId, purpose: 'verify', at });
  const browser = { provenUserId: userId, isSignedIn: false };
  await verifyEmail(newVisit(db, at, HOME), { token, password: '', trialMicros: ZERO, browser });
  await signIn(newVisit(db, at, HOME), { email, password: PASSWORD });
  expect(await told(userId)).toBe(0);
  await signIn(newVisit(db, at, { ...HOME, userAgent: SAFARI }), { email, password: PASSWORD });
  expect(await told(userId)).toBe(1);
});

test('a wrong password tells nobody', async () => {
  const { userId, email } = await atHome();
  await signIn(newVisit(db, at, HOME), { email, password: 'not the password' }).catch(() => {});
  expect(await told(userId)).toBe(0);
});

test('what nobody came with for long is forgotten, and told again', async () => {
  const { userId, come } = await atHome();
  await come();
  await come({ userAgent: SAFARI }, later(300));
  const before = later(200);
  await deleteForgotten(db.prisma, {
    linksExpiredBefore: at,
    sessionsBegunBefore: at,
    marksSeenBefore: before,
  });
  expect(await told(userId)).toBe(2);
  await come({ userAgent: SAFARI }, later(401));
  expect(await told(userId)).toBe(2);
  await come({}, later(401));
  expect(await told(userId)).toBe(3);
});
