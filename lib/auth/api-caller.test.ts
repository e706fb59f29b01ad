import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { env } from '#lib/core/env.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { newCustomer, newStaff, passFactorOf, SECRET } from '#lib/testing/accounts.ts';
import { eur } from '#lib/testing/books.ts';
import { leaveBroken, testDatabase } from '#lib/testing/postgres.ts';
import { TEST_SIGNING_KEY } from '#lib/testing/signing-key.ts';
import { authenticate } from './api-caller.ts';
import { newApiKey } from './api-key.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './keys.ts';
import { encodeSessionToken, sessionCookie } from './session-token.ts';
import { startSession } from './sessions.ts';
import { endSession } from './store.ts';

leaveBroken(['closed_is_recorded'], 'a customer is closed by a single update');

const at = new Date('2026-11-22T10:00:00Z');

let db: Database;
beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
  Object.assign(process.env, {
    APP_URL: 'http://localhost:3000',
    APP_DATABASE_URL: 'postgres://unused',
    AUTH_SECRET: SECRET,
    FILES_SECRET: SECRET,
    SECOND_FACTOR_SECRET: SECRET,
    PROOF_SIGNING_KEY: TEST_SIGNING_KEY,
    FILES_DIR: '/unused',
    PADDLE_ENVIRONMENT: 'sandbox',
    PADDLE_API_KEY: 'unused',
    PADDLE_CLIENT_TOKEN: 'unused',
    PADDLE_WEBHOOK_SECRETS: 'unused',
    SMTP_URL: 'smtp://unused',
  });
});
afterAll(() => db.close());

const URL = 'http://localhost:3000/v1/balance';
const withKey = (text: string, method = 'GET') =>
  authenticate(new Request(URL, { method, headers: { authorization: `Bearer ${text}` } }), db);
const withCookie = (cookie: string, init: RequestInit = {}) =>
  authenticate(new Request(URL, { ...init, headers: { cookie, ...init.headers } }), db);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error) => error.code ?? error,
  );

async function key(rest: { cap?: string } = {}) {
  const person = await newCustomer(db, at, { verified: true });
  const monthlyCapMicros = rest.cap === undefined ? null : eur(rest.cap);
  const { id, text, last4 } = await createApiKey(db.prisma, {
    customerId: person.customerId,
    name: 'laptop',
    monthlyCapMicros,
    at,
  });
  return { ...person, id, text, last4 };
}

async function cookieOf(userId: string) {
  const sessionId = await startSession(db.prisma, { userId, userAgent: '', at: new Date() });
  const token = await encodeSessionToken({ userId, sessionId }, SECRET);
  return { sessionId, cookie: `theme=dark; ${sessionCookie(env().APP_URL).name}=${token}` };
}

test('a key is dpct_ and 43 letters and digits, each as likely as the other', () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < 2000; i += 1) {
    const { text, last4 } = newApiKey();
    expect(text).toMatch(/^dpct_[A-Za-z0-9]{43}$/);
    expect(text.endsWith(last4)).toBe(true);
    for (const sign of text.slice(5)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  const expected = (2000 * 43) / 62;
  expect(counts.size).toBe(62);
  for (const count of counts.values()) {
    expect(count).toBeGreaterThan(expected * 0.85);
    expect(count).toBeLessThan(expected * 1.15);
  }
});

test('of a key only its SHA-256 and its last four signs are kept', async () => {
  const { id, text, last4 } = await key();
  const row = await db.prisma.apiKey.findUniqueOrThrow({ where: { id } });
  expect(Buffer.from(row.hash)).toEqual(createHash('sha256').update(text).digest());
  expect(last4).toBe(text.slice(-4));
  const stored = JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? value.toString() : value));
  expect(stored).not.toContain(text.slice(5, 20));
});

test('a key speaks for its customer, whatever the method', async () => {
  const { id, text, last4, customerId } = await key({ cap: '5' });
  const caller = {
    customerId,
    apiKey: { id, name: 'laptop', last4, monthlyCapMicros: eur('5') },
    userId: null,
    emailVerified: true,
    customerStatus: 'active',
  };
  expect(await withKey(text)).toEqual(caller);
  expect(await withKey(text, 'POST')).toEqual(caller);
});

test('a key says when its customer is suspended or not verified; the caller decides', async () => {
  const { customerId, userId, text } = await key();
  await db.prisma.customer.update({ where: { id: customerId }, data: { status: 'suspended' } });
  await db.prisma.user.update({ where: { id: userId }, data: { emailVerifiedAt: null } });
  expect(await withKey(text)).toMatchObject({ customerStatus: 'suspended', emailVerified: false });
});

test('a revoked key is refused with the next request; nobody revokes another customer’s', async () => {
  const [ada, eve] = [await key(), await key()];
  const revoke = (customerId: string) => codeOf(revokeApiKey(db.prisma, { customerId, id: ada.id, at }));
  expect(await revoke(eve.customerId)).toBe('not_found');
  expect(await codeOf(withKey(ada.text))).toBe('accepted');
  expect(await revoke(ada.customerId)).toBe('accepted');
  expect(await codeOf(withKey(ada.text))).toBe('auth_invalid');
  expect(await revoke(ada.customerId)).toBe('not_found');
  const [listed] = await listApiKeys(db.prisma, ada.customerId);
  expect(listed).toMatchObject({ id: ada.id, last4: ada.last4, revokedAt: at });
  expect(listed).not.toHaveProperty('hash');
});

test('whatever is not a key is refused, and a wrong key is not helped by a good cookie', async () => {
  const { userId, text } = await key();
  const { cookie } = await cookieOf(userId);
  const headers = [
    `Bearer ${text.slice(0, -1)}`,
    `Bearer ${text}x`,
    `Bearer ${newApiKey().text}`,
    `Basic ${Buffer.from(`x:${text}`).toString('base64')}`,
    `Bearer dpct_${"'".repeat(43)}`,
    'Bearer',
    text,
  ];
  for (const authorization of headers)
    expect(await codeOf(withCookie(cookie, { headers: { authorization } }))).toBe('auth_invalid');
});

test('the session cookie reads and never writes', async () => {
  const { userId, customerId } = await key();
  const { cookie } = await cookieOf(userId);
  expect(await withCookie(cookie)).toMatchObject({ customerId, userId, apiKey: null, emailVerified: true });
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
    expect(await codeOf(withCookie(cookie, { method }))).toBe('auth_invalid');
  expect(await codeOf(authenticate(new Request(URL), db))).toBe('auth_invalid');
});

test('an ended session reads nothing more', async () => {
  const { userId } = await key();
  const { cookie, sessionId } = await cookieOf(userId);
  await endSession(db.prisma, { userId, sessionId, at: new Date() });
  expect(await codeOf(withCookie(cookie))).toBe('auth_invalid');
});

test('staff have no customer, so there is nothing for them at these addresses', async () => {
  const { userId } = await newStaff(db, at, 'admin');
  const { cookie, sessionId } = await cookieOf(userId);
  expect(await codeOf(withCookie(cookie))).toBe('auth_invalid');
  await passFactorOf(db, { userId, sessionId }, at);
  expect(await codeOf(withCookie(cookie))).toBe('not_found');
});

test('a closed customer’s keys are dead', async () => {
  const { customerId, text } = await key();
  await db.prisma.customer.update({ where: { id: customerId }, data: { status: 'closed', closedAt: at } });
  expect(await codeOf(withKey(text))).toBe('auth_invalid');
});

test('last use is noted at most once a minute, and parallel requests do not wait for it', async () => {
  const { id, text } = await key();
  const used = async () => (await db.prisma.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;
  expect(await used()).toBeNull();
  await Promise.all(Array.from({ length: 20 }, () => withKey(text)));
  const first = await used();
  expect(first).not.toBeNull();
  await withKey(text);
  expect(await used()).toEqual(first);
  const longAgo = new Date(first!.getTime() - 61_000);
  await db.prisma.apiKey.update({ where: { id }, data: { lastUsedAt: longAgo } });
  await withKey(text);
  expect((await used())!.getTime()).toBeGreaterThanOrEqual(first!.getTime());
});

test('a customer has a hundred live keys at most; revoking one makes room', async () => {
  const { customerId, id } = await key();
  const another = () => createApiKey(db.prisma, { customerId, name: 'more', monthlyCapMicros: null, at });
  const outcomes = await Promise.all(Array.from({ length: 130 }, () => codeOf(another())));
  expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(99);
  expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(31);
  await revokeApiKey(db.prisma, { customerId, id, at });
  expect(await codeOf(another())).toBe('accepted');
});
