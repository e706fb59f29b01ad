import { beforeAll, describe, expect, test } from 'vitest';
import { encodeSessionToken } from '#lib/auth/session-token.ts';
import { halfSignedIn, liveViewer, startSession } from '#lib/auth/sessions.ts';
import { signIn } from '#lib/auth/sign-in.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { newCustomer, newStaff, newVisit, PASSWORD, passFactorOf, SECRET } from '#lib/testing/accounts.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { changeRole, type StaffRole } from './roles.ts';

const AT = new Date('2026-11-22T12:00:00Z');

let db: Database;
beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
  return () => db.close();
});

type Person = { userId: Uuid; email: string };

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error) => error.code ?? String(error),
  );
const change = (
  person: Person,
  role: StaffRole,
  by: Person & { role: 'support' | 'admin' },
  reason = 'why',
) => outcome(changeRole(db.prisma, { userId: person.userId, role, reason, by }, AT));
const staff = async (role: 'support' | 'admin') => ({ ...(await newStaff(db, AT, role)), role });
const roleOf = async ({ userId }: Person) =>
  (await db.prisma.user.findUniqueOrThrow({ where: { id: userId } })).role;

/** A sign-in of staff that has shown the second factor, and what it is worth. */
async function atTheDesk({ userId }: Person) {
  const sessionId = await startSession(db.prisma, { userId, userAgent: '', at: AT });
  await passFactorOf(db, { userId, sessionId }, AT);
  const token = await encodeSessionToken({ userId, sessionId }, SECRET);
  return async () => (await liveViewer(db, token, { secret: SECRET, at: AT }))?.role;
}

test('an admin makes a colleague an admin: signed out, and told in the log', async () => {
  const [ada, sam] = [await staff('admin'), await staff('support')];
  const role = await atTheDesk(sam);
  expect(await role()).toBe('support');
  expect(await change(sam, 'admin', ada, ' Moved to finance ')).toBe('ok');
  expect([await roleOf(sam), await role()]).toEqual(['admin', undefined]);
  const [entry] = await db.prisma.auditEntry.findMany({ where: { action: 'role_change', actor: ada.email } });
  expect(entry).toMatchObject({
    ...{ reason: 'Moved to finance', customerId: null },
    before: { person: sam.email, role: 'support' },
    after: { person: sam.email, role: 'admin' },
  });
});

test('who has left is nobody: no sign-in, no session, no second factor; and can come back', async () => {
  const [ada, sam] = [await staff('admin'), await staff('support')];
  await atTheDesk(sam);
  const visit = newVisit(db, AT);
  expect(await outcome(signIn(visit, { email: sam.email, password: PASSWORD }))).toBe('ok');
  expect(await change(sam, 'former', ada)).toBe('ok');
  expect(await outcome(signIn(visit, { email: sam.email, password: PASSWORD }))).not.toBe('ok');
  expect(await db.prisma.secondFactor.count({ where: { userId: sam.userId } })).toBe(0);
  // Even a session that is begun all the same.
  const sessionId = await startSession(db.prisma, { userId: sam.userId, userAgent: '', at: AT });
  await passFactorOf(db, { userId: sam.userId, sessionId }, AT);
  const token = await encodeSessionToken({ userId: sam.userId, sessionId }, SECRET);
  expect(await liveViewer(db, token, { secret: SECRET, at: AT })).toBeNull();
  expect(await halfSignedIn(db, token, { secret: SECRET, at: AT })).toBeNull();
  expect(await change(sam, 'support', ada)).toBe('ok');
  expect(await outcome(signIn(visit, { email: sam.email, password: PASSWORD }))).toBe('ok');
});

describe('what nobody can do', () => {
  test.each<
    [string, (who: { ada: Person; sam: Person; customer: Person }) => [Person, StaffRole, string?], string]
  >([
    ['their own role', ({ ada }) => [ada, 'support'], 'conflict'],
    ['the role that they have', ({ sam }) => [sam, 'support'], 'conflict'],
    ['without a reason', ({ sam }) => [sam, 'admin', ' '], 'validation_error'],
    ['of a customer', ({ customer }) => [customer, 'admin'], 'not_found'],
    ['of nobody', () => [{ userId: uuidv7(), email: 'x' }, 'admin'], 'not_found'],
  ])('%s', async (_what, of, code) => {
    const [ada, sam] = [await staff('admin'), await staff('support')];
    const customer = await newCustomer(db, AT);
    const [person, role, reason] = of({ ada, sam, customer });
    expect(await change(person, role, ada, reason)).toBe(code);
    expect([await roleOf(ada), await roleOf(sam), await roleOf(customer)]).toEqual([
      'admin',
      'support',
      'customer',
    ]);
  });

  test('support, and who was an admin when the page was opened', async () => {
    const [ada, eve, sam] = [await staff('admin'), await staff('admin'), await staff('support')];
    expect(await change(ada, 'former', sam)).toBe('not_found');
    expect(await change(eve, 'support', ada)).toBe('ok');
    expect(await change(ada, 'former', eve)).toBe('not_found');
    expect(await roleOf(ada)).toBe('admin');
  });
});

test('of two admins who take each other’s role at once, one stays', async () => {
  for (let i = 0; i < 5; i += 1) {
    const [ada, eve] = [await staff('admin'), await staff('admin')];
    const both = await Promise.all([change(ada, 'former', eve), change(eve, 'former', ada)]);
    expect(both.sort()).toEqual(['not_found', 'ok']);
    expect([await roleOf(ada), await roleOf(eve)].sort()).toEqual(['admin', 'former']);
  }
});
