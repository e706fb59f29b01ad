import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { newCustomer, newStaff, newVisit, PASSWORD } from '#lib/testing/accounts.ts';
import { leaveBroken, testDatabase } from '#lib/testing/postgres.ts';
import { signIn } from './sign-in.ts';
import type { Visit } from './visit.ts';

leaveBroken(['closed_is_recorded'], 'a customer is closed by a single update');

const at = new Date('2026-11-22T10:00:00Z');
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);

let db: Database;
beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
});
afterAll(() => db.close());

/** What a try came to: `ok`, or the problem. */
async function attempt(visit: Visit, email: string, password = 'not the password'): Promise<string> {
  return signIn(visit, { email, password }).then(
    () => 'ok',
    (error) => error.problem ?? error,
  );
}

test('the right password begins a session', async () => {
  const { userId, email } = await newCustomer(db, at);
  const signedIn = await signIn(newVisit(db, at, { userAgent: 'Firefox' }), { email, password: PASSWORD });
  expect(signedIn).toMatchObject({ userId, role: 'customer' });
  const session = await db.prisma.session.findUniqueOrThrow({ where: { id: signedIn.sessionId } });
  expect(session).toMatchObject({ userId, userAgent: 'Firefox', createdAt: at, endedAt: null });
});

test('staff sign in the same way', async () => {
  const { email } = await newStaff(db, at);
  expect(await signIn(newVisit(db, at), { email, password: PASSWORD })).toMatchObject({ role: 'support' });
});

test('a wrong password, an unknown address and a closed account have one answer', async () => {
  const known = await newCustomer(db, at);
  const closed = await newCustomer(db, at);
  await db.prisma.customer.update({
    where: { id: closed.customerId },
    data: { status: 'closed', closedAt: at },
  });
  const answers = await Promise.all([
    signIn(newVisit(db, at), { email: known.email, password: 'not the password' }).catch((e) => e),
    signIn(newVisit(db, at), { email: 'nobody@example.com', password: PASSWORD }).catch((e) => e),
    signIn(newVisit(db, at), { email: closed.email, password: PASSWORD }).catch((e) => e),
  ]);
  for (const error of answers)
    expect(error).toMatchObject({
      code: 'auth_invalid',
      problem: 'credentials_wrong',
      message: 'The address or the password is wrong.',
      details: undefined,
    });
  expect(await db.prisma.session.count({ where: { userId: known.userId } })).toBe(0);
});

test('an account takes ten wrong tries in fifteen minutes, from wherever they come, then says how long to wait', async () => {
  const { email } = await newCustomer(db, at);
  for (let i = 0; i < 10; i += 1)
    expect(await attempt(newVisit(db, later(i)), email)).toBe('credentials_wrong');
  // The owner with the right password has to wait as well: nobody may learn which guess was right.
  const refused = await signIn(newVisit(db, later(60)), { email, password: PASSWORD }).catch((e) => e);
  expect(refused).toMatchObject({
    code: 'rate_limited',
    retryAfterSeconds: 840,
    message: 'Too many attempts. Try again in 14 minutes.',
  });
  expect(await attempt(newVisit(db, later(900)), email, PASSWORD)).toBe('ok');
});

test('an address without an account is counted and refused just like one with', async () => {
  const tries = [];
  for (let i = 0; i < 11; i += 1) tries.push(await attempt(newVisit(db, at), 'no.such@example.com'));
  expect(tries).toEqual([...Array(10).fill('credentials_wrong'), 'too_many_attempts']);
});

test('an address block takes ten wrong tries, over however many accounts', async () => {
  const block = newVisit(db, at);
  for (let i = 0; i < 10; i += 1)
    expect(await attempt(block, `guess-${i}@example.com`)).toBe('credentials_wrong');
  const { email } = await newCustomer(db, at);
  expect(await attempt(block, email, PASSWORD)).toBe('too_many_attempts');
  expect(await attempt(newVisit(db, at), email, PASSWORD)).toBe('ok');
});

test('of fifty parallel guesses ten are looked at', async () => {
  const { email } = await newCustomer(db, at);
  const guesses = Array.from({ length: 50 }, () => attempt(newVisit(db, at), email));
  const answers = await Promise.all(guesses);
  expect(answers.filter((answer) => answer === 'credentials_wrong')).toHaveLength(10);
  expect(answers.filter((answer) => answer === 'too_many_attempts')).toHaveLength(40);
});

test('who signs in rightly is never locked out by doing it often, and frees nobody else', async () => {
  const visit = newVisit(db, at);
  const { email } = await newCustomer(db, at);
  for (let i = 0; i < 9; i += 1) await attempt(visit, `guess-${i}@elsewhere.example`);
  for (let i = 0; i < 12; i += 1) expect(await attempt(visit, email, PASSWORD)).toBe('ok');
  expect(await attempt(visit, 'guess-9@elsewhere.example')).toBe('credentials_wrong');
  expect(await attempt(visit, email, PASSWORD)).toBe('too_many_attempts');
});

test('the counters name nobody', async () => {
  await attempt(newVisit(db, at), 'secret.name@example.com');
  const counters = await db.prisma.rateLimit.findMany();
  expect(counters.length).toBeGreaterThan(0);
  expect(JSON.stringify(counters)).not.toMatch(/secret|example|@/);
});
