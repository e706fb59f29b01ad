import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { customerInvariants } from '#lib/customers/invariants.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { balanceAt } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { ZERO } from '#lib/money/credits.ts';
import {
  newCustomer,
  newLink,
  newStaff,
  newVisit,
  PASSWORD,
  queuedMails,
  SECRET,
} from '#lib/testing/accounts.ts';
import { eur } from '#lib/testing/books.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { changePassword } from './profile.ts';
import { requestReset, resetPassword } from './reset-password.ts';
import { encodeSessionToken } from './session-token.ts';
import { liveViewer, startSession } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { resendVerification, verifyEmail } from './verify-email.ts';

const at = new Date('2026-11-22T10:00:00Z');
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);
const HOURS = 3600;
const trial = eur('1');
const NEW_PASSWORD = 'a lamp at low tide';

let given: TestDatabase;
let db: Database;
beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
});
afterAll(() => db.close());

/** In another browser than the one that signed up, with the password, unless said otherwise. */
const verify = (token: string, when = at, rest: { password?: string; signedUpHere?: string } = {}) =>
  verifyEmail(newVisit(db, when), {
    token,
    password: rest.password ?? PASSWORD,
    trialMicros: trial,
    browser: { provenUserId: rest.signedUpHere, isSignedIn: false },
  });
const verifyLink = (userId: string) => newLink(db, { userId, purpose: 'verify', at });
const resetLink = (userId: string) => newLink(db, { userId, purpose: 'reset', at });
const available = async (customerId: string) =>
  (await balanceAt(onPool(db.pool), customerId, later(24 * HOURS)))?.availableMicros;
const isVerified = async (id: string) =>
  (await db.prisma.user.findUniqueOrThrow({ where: { id } })).emailVerifiedAt !== null;
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error) => error.problem ?? error,
  );

test('the link verifies the address and brings the trial', async () => {
  const { userId, customerId } = await newCustomer(db, at);
  const outcome = await verify(await verifyLink(userId), later(23 * HOURS));
  expect(outcome).toEqual({ userId, sessionId: expect.any(String), trialMicros: trial });
  expect(await isVerified(userId)).toBe(true);
  expect(await available(customerId)).toBe(trial);
});

test('of twenty parallel uses of one link one counts, and the others are told that it is done', async () => {
  const { userId, customerId } = await newCustomer(db, at);
  const token = await verifyLink(userId);
  const here = { password: '', signedUpHere: userId };
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => verify(token, at, here)));
  expect(outcomes.filter((outcome) => outcome.userId === userId)).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome.userId === null)).toHaveLength(19);
  expect(await available(customerId)).toBe(trial);
});

test('twenty links of one account, used at the same time, bring one trial', async () => {
  const { userId, customerId } = await newCustomer(db, at);
  const tokens = await Promise.all(Array.from({ length: 20 }, () => verifyLink(userId)));
  await Promise.all(tokens.map((token) => verify(token, at, { signedUpHere: userId })));
  expect(await available(customerId)).toBe(trial);
});

test('two accounts of one mailbox, verified at the same time, have one trial between them', async () => {
  const [one, two] = await Promise.all([
    newCustomer(db, at, { email: 'mail.box+one@gmail.com' }),
    newCustomer(db, at, { email: 'mailbox@googlemail.com' }),
  ]);
  const tokens = [await verifyLink(one.userId), await verifyLink(two.userId)];
  const outcomes = await Promise.all(tokens.map((token) => verify(token)));
  expect(outcomes.map((outcome) => outcome.trialMicros).sort()).toEqual([ZERO, trial]);
  expect(await Promise.all([one, two].map(({ userId }) => isVerified(userId)))).toEqual([true, true]);
  expect((await available(one.customerId))! + (await available(two.customerId))!).toBe(trial);
  expect(await violationsOf(given.ownerPool, customerInvariants, at)).toEqual([]);
});

test('a link that is too old, made up, of another kind or somebody else’s leaves all as it is', async () => {
  const { userId, customerId } = await newCustomer(db, at);
  const token = await verifyLink(userId);
  const reset = await resetLink(userId);
  expect(await problemOf(verify(token, later(24 * HOURS)))).toBe('link_dead');
  for (const text of ['', 'x'.repeat(43), reset, `${token}x`])
    expect(await problemOf(verify(text))).toBe('link_dead');
  expect(await isVerified(userId)).toBe(false);
  expect(await available(customerId)).toBe(ZERO);
});

test('only the browser that signed up needs no password for the link, which then signs in', async () => {
  const here = await newCustomer(db, at);
  const session = await verify(await verifyLink(here.userId), at, {
    password: '',
    signedUpHere: here.userId,
  });
  expect(session.sessionId).not.toBeNull();
  const elsewhere = await newCustomer(db, at);
  const token = await verifyLink(elsewhere.userId);
  for (const signedUpHere of [undefined, uuidv7(), here.userId]) {
    for (const password of ['', 'not the password'])
      expect(await problemOf(verify(token, at, { password, ...(signedUpHere && { signedUpHere }) }))).toBe(
        'fields',
      );
  }
  expect(await isVerified(elsewhere.userId)).toBe(false);
  expect((await verify(token)).sessionId).not.toBeNull();
});

test('an account that a stranger made with somebody’s address is verified for neither of them, until it is reset by mail', async () => {
  const { userId, customerId, email } = await newCustomer(db, at);
  const stranger = await signIn(newVisit(db, at), { email, password: PASSWORD });
  // The owner of the address presses the button of the mail, and does not know the stranger’s password.
  const token = await verifyLink(userId);
  expect(await problemOf(verify(token, at, { password: '' }))).toBe('fields');
  expect([await isVerified(userId), await available(customerId)]).toEqual([false, ZERO]);

  await resetPassword(newVisit(db, at), { token: await resetLink(userId), password: NEW_PASSWORD }, trial);
  const session = await db.prisma.session.findUniqueOrThrow({ where: { id: stranger.sessionId } });
  expect(session.endedAt).not.toBeNull();
  expect(await problemOf(signIn(newVisit(db, at), { email, password: PASSWORD }))).toBe('credentials_wrong');
  expect(await available(customerId)).toBe(trial);
});

test('the tries at a link’s password are counted like those at signing in', async () => {
  const { userId, email } = await newCustomer(db, at);
  const token = await verifyLink(userId);
  for (let i = 0; i < 10; i += 1)
    expect(await problemOf(verify(token, at, { password: 'not the password' }))).toBe('fields');
  expect(await problemOf(verify(token))).toBe('too_many_attempts');
  expect(await problemOf(signIn(newVisit(db, at), { email, password: PASSWORD }))).toBe('too_many_attempts');
});

test('no sign-in with the old password outlives a reset, however they overlap', async () => {
  for (let round = 0; round < 3; round += 1) {
    const { userId, email } = await newCustomer(db, at, { verified: true });
    const token = await resetLink(userId);
    // Its hash is the first in line; the sign-ins have read the old one by the time it is set.
    const reset = resetPassword(newVisit(db, at), { token, password: NEW_PASSWORD }, trial);
    const signIns = Array.from({ length: 8 }, () =>
      problemOf(signIn(newVisit(db, at), { email, password: PASSWORD })),
    );
    await Promise.all([reset, ...signIns]);
    expect(await db.prisma.session.count({ where: { userId, endedAt: null } })).toBe(0);
  }
});

test('a change of the password that is under way does not undo a reset', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { userId, email } = await newCustomer(db, at, { verified: true });
    const { sessionId } = await signIn(newVisit(db, at), { email, password: PASSWORD });
    const token = await encodeSessionToken({ userId, sessionId }, SECRET);
    const stranger = (await liveViewer(db, token, { secret: SECRET, at }))!;
    const reset = problemOf(
      resetPassword(newVisit(db, at), { token: await resetLink(userId), password: NEW_PASSWORD }, trial),
    );
    await sleep(round * 15);
    const change = { current: PASSWORD, password: 'the stranger was here first' };
    const changed = problemOf(changePassword(db, stranger, change, at));
    const outcomes = await Promise.all([reset, changed]);
    // One of them came first and made the other void: never both, and never the stranger's after a reset.
    expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(1);
    const password = outcomes[0] === 'none' ? NEW_PASSWORD : change.password;
    expect(await problemOf(signIn(newVisit(db, at), { email, password }))).toBe('none');
  }
});

test('a changed password ends the links that could set another', async () => {
  const { userId, email } = await newCustomer(db, at, { verified: true });
  const token = await resetLink(userId);
  const { sessionId } = await signIn(newVisit(db, at), { email, password: PASSWORD });
  const cookie = await encodeSessionToken({ userId, sessionId }, SECRET);
  const owner = (await liveViewer(db, cookie, { secret: SECRET, at }))!;
  await changePassword(db, owner, { current: PASSWORD, password: NEW_PASSWORD }, at);
  const again = { token, password: 'yet another lamp' };
  expect(await problemOf(resetPassword(newVisit(db, at), again, trial))).toBe('link_dead');
});

test('the mail is sent again to an account that is not verified, and to nobody else', async () => {
  const fresh = await newCustomer(db, at);
  const done = await newCustomer(db, at, { verified: true });
  for (const email of [fresh.email, done.email, 'nobody@example.com'])
    await resendVerification(newVisit(db, at), { email }, trial);
  expect(await queuedMails(db, fresh.userId)).toEqual([
    expect.objectContaining({ template: 'verify', trialEur: '1.000000' }),
  ]);
  expect(await queuedMails(db, done.userId)).toEqual([]);
});

test('five mails an hour for an address, known or not', async () => {
  const known = await newCustomer(db, at);
  for (const email of [known.email, 'not.known@example.com']) {
    for (let i = 0; i < 5; i += 1) await requestReset(newVisit(db, at), { email });
    expect(await problemOf(requestReset(newVisit(db, at), { email }))).toBe('too_many_attempts');
  }
  expect(await queuedMails(db, known.userId)).toHaveLength(5);
});

test('a new password signs everybody out, works at once, frees a locked account and is told to the owner', async () => {
  const { userId, email } = await newCustomer(db, at, { verified: true });
  const sessionId = await startSession(db.prisma, { userId, userAgent: '', at });
  for (let i = 0; i < 10; i += 1)
    await problemOf(signIn(newVisit(db, at), { email, password: 'not the password' }));
  await resetPassword(
    newVisit(db, later(60)),
    { token: await resetLink(userId), password: NEW_PASSWORD },
    trial,
  );

  const session = await db.prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
  expect(session.endedAt).toEqual(later(60));
  expect(await problemOf(signIn(newVisit(db, at), { email, password: PASSWORD }))).toBe('credentials_wrong');
  expect(await problemOf(signIn(newVisit(db, at), { email, password: NEW_PASSWORD }))).toBe('none');
  expect(await queuedMails(db, userId)).toEqual([
    expect.objectContaining({ template: 'password_changed', changedAt: '2026-11-22T10:01:00.000Z' }),
    expect.objectContaining({ template: 'new_sign_in' }),
  ]);
});

test('a reset link works once and for an hour, and ends the others', async () => {
  const { userId } = await newCustomer(db, at);
  const [first, second] = [await resetLink(userId), await resetLink(userId)];
  const reset = (token: string, when = at) =>
    problemOf(resetPassword(newVisit(db, when), { token, password: NEW_PASSWORD }, trial));
  expect(await reset(first, later(HOURS))).toBe('link_dead');
  const parallel = await Promise.all([reset(first), reset(first), reset(first)]);
  expect(parallel.sort()).toEqual(['link_dead', 'link_dead', 'none']);
  expect(await reset(second)).toBe('link_dead');
  expect(await reset(await verifyLink(userId))).toBe('link_dead');
});

test('a refused password does not use the link up', async () => {
  const { userId } = await newCustomer(db, at);
  const token = await resetLink(userId);
  const reset = (password: string) => problemOf(resetPassword(newVisit(db, at), { token, password }, trial));
  expect(await reset('password1234')).toBe('fields');
  expect(await reset(NEW_PASSWORD)).toBe('none');
});

test('whoever resets by mail has shown that the address is theirs: it is verified, with the trial', async () => {
  const { userId, customerId } = await newCustomer(db, at);
  await resetPassword(newVisit(db, at), { token: await resetLink(userId), password: NEW_PASSWORD }, trial);
  expect(await isVerified(userId)).toBe(true);
  expect(await available(customerId)).toBe(trial);
});

test('staff reset their password too, and get no trial', async () => {
  const { userId, email } = await newStaff(db, at);
  await resetPassword(newVisit(db, at), { token: await resetLink(userId), password: NEW_PASSWORD }, trial);
  const signedIn = await signIn(newVisit(db, at), { email, password: NEW_PASSWORD });
  expect(signedIn.role).toBe('support');
});
