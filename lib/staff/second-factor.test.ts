import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type FactorDesk,
  factorOf,
  nextCode,
  offeredFactor,
  offerFactor,
  passFactor,
  renewRecoveryCodes,
  setUpFactor,
} from '#lib/auth/second-factor.ts';
import { takeStep } from '#lib/auth/second-factor-store.ts';
import { encodeSessionToken } from '#lib/auth/session-token.ts';
import { type HalfSignedIn, halfSignedIn, liveViewer, startSession } from '#lib/auth/sessions.ts';
import { endSession } from '#lib/auth/store.ts';
import { codeOf, STEP_SECONDS, stepAt } from '#lib/auth/totp.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { transaction } from '#lib/db/transaction.ts';
import {
  FACTOR_SECRET,
  newCustomer,
  newStaff,
  PASSWORD,
  queuedMails,
  SECRET,
  withFactor,
} from '#lib/testing/accounts.ts';
import { whereWordsStand } from '#lib/testing/every-row.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { staffInvariants } from './invariants.ts';
import { noteFactor, type Resetter, resetFactor } from './second-factor.ts';

const AT = new Date('2026-11-22T12:00:05Z');
const later = (seconds: number) => new Date(AT.getTime() + seconds * 1000);
const codeAt = (secret: string, at: Date) => codeOf(secret, stepAt(at));

let given: TestDatabase;
let db: Database;
beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
  return () => db.close();
});

const desk = (at = AT): FactorDesk => ({ db, key: FACTOR_SECRET, note: noteFactor, at });

/** A sign-in with a password, and what it is worth at any time. */
async function signedIn(userId: Uuid) {
  const sessionId = await startSession(db.prisma, { userId, userAgent: 'Test/1.0', at: AT });
  const token = await encodeSessionToken({ userId, sessionId }, SECRET);
  return {
    sessionId,
    half: async (at = AT) => (await halfSignedIn(db, token, { secret: SECRET, at }))!,
    viewer: (at = AT) => liveViewer(db, token, { secret: SECRET, at }),
  };
}

/** Staff with a factor, and a sign-in of theirs that has not shown it. */
async function enrolled(role: 'support' | 'admin' = 'support') {
  const person = await newStaff(db, AT, role);
  const factor = await withFactor(db, person.userId, AT);
  const session = await signedIn(person.userId);
  return { ...person, ...factor, session, half: await session.half() };
}

/** What a try came to: `ok`, or the problem, of its field where it names one. */
async function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'ok',
    (error) => error.fields?.[0]?.problem ?? error.problem ?? error.code ?? String(error),
  );
}

const auditOf = (email: string) =>
  db.prisma.auditEntry.findMany({
    where: { OR: [{ actor: email }, { before: { path: ['person'], equals: email } }] },
    orderBy: { number: 'asc' },
  });

describe('setting it up', () => {
  let person: HalfSignedIn;
  let session: Awaited<ReturnType<typeof signedIn>>;
  beforeEach(async () => {
    const { userId } = await newStaff(db, AT);
    session = await signedIn(userId);
    person = await session.half();
  });

  async function offered(who = person): Promise<string> {
    await offerFactor(desk(), who, { password: PASSWORD });
    return (await offeredFactor(desk(), who))!.secret;
  }

  test('takes the password once more, and a right code; before that nothing counts', async () => {
    expect(await outcome(offerFactor(desk(), person, { password: 'not the password' }))).toBe(
      'password_wrong',
    );
    expect(await offeredFactor(desk(), person)).toBeUndefined();
    expect(await outcome(setUpFactor(desk(), person, { code: '000000' }))).toBe('setup_not_begun');
    const secret = await offered();
    const wrong = codeAt(secret, later(-300));
    expect(await outcome(setUpFactor(desk(), person, { code: wrong }))).toBe('code_wrong');
    expect(await factorOf(db.prisma, person.userId)).toBeUndefined();
    expect(await session.viewer()).toBeNull();

    const right = codeAt(secret, AT);
    const codes = await setUpFactor(desk(), person, { code: `${right.slice(0, 3)} ${right.slice(3)} ` });
    expect(codes).toHaveLength(10);
    for (const code of codes) expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
    expect(await factorOf(db.prisma, person.userId)).toEqual({ enrolledAt: AT, recoveryCodes: 10 });
    expect(await session.viewer()).toMatchObject({ userId: person.userId });
    expect(await offeredFactor(desk(), person)).toBeUndefined();
  });

  test('takes a quarter of an hour and no longer: a screen left open is no way round the password', async () => {
    const secret = await offered();
    expect(await offeredFactor(desk(later(900)), person)).toMatchObject({ secret });
    expect(await offeredFactor(desk(later(901)), person)).toBeUndefined();
    const late = later(901);
    expect(await outcome(setUpFactor(desk(late), person, { code: codeAt(secret, late) }))).toBe(
      'setup_not_begun',
    );
    const inTime = later(899);
    expect(await outcome(setUpFactor(desk(inTime), person, { code: codeAt(secret, inTime) }))).toBe('ok');
  });

  test('shows the secret to the session that asked for it, and to no other of the same person', async () => {
    const other = await (await signedIn(person.userId)).half();
    const secret = await offered();
    expect(await offeredFactor(desk(), other)).toBeUndefined();
    expect(await outcome(setUpFactor(desk(), other, { code: codeAt(secret, AT) }))).toBe('setup_not_begun');
    // Carried into another's row it does not open.
    await given.ownerPool.query(
      'UPDATE session SET offered_secret = (SELECT offered_secret FROM session WHERE id = $1) WHERE id = $2',
      [person.sessionId, other.sessionId],
    );
    expect(await offeredFactor(desk(), other)).toBeUndefined();
  });

  test('keeps neither secret nor codes in clear, anywhere in the database', async () => {
    const secret = await offered();
    expect(await whereWordsStand(given.ownerPool, [secret])).toEqual([]);
    const codes = await setUpFactor(desk(), person, { code: codeAt(secret, AT) });
    const words = [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))];
    expect(await whereWordsStand(given.ownerPool, words)).toEqual([]);
    const row = await db.prisma.secondFactor.findUniqueOrThrow({ where: { userId: person.userId } });
    expect(Buffer.from(row.sealedSecret, 'base64url').length).toBeGreaterThanOrEqual(12 + 32 + 16);
  });

  test('uses its code up, ends the other sessions, tells by mail and stands in the audit log', async () => {
    const other = await signedIn(person.userId);
    const secret = await offered();
    const code = codeAt(secret, AT);
    await setUpFactor(desk(), person, { code });
    expect(await other.half()).toBeNull();
    const next = await signedIn(person.userId);
    expect(await outcome(passFactor(desk(), await next.half(), { code }))).toBe('code_wrong');
    expect(await queuedMails(db, person.userId)).toMatchObject([
      { template: 'second_factor', event: 'set_up', left: 10 },
    ]);
    expect(await auditOf(person.email)).toMatchObject([
      { action: 'second_factor_set_up', before: null, after: { recovery_codes: 10 } },
    ]);
    expect(await violationsOf(given.pool, staffInvariants, AT)).toEqual([]);
  });

  test('of two at once one counts', async () => {
    const other = await (await signedIn(person.userId)).half();
    const [mine, theirs] = [await offered(), await offered(other)];
    const outcomes = await Promise.all([
      outcome(setUpFactor(desk(), person, { code: codeAt(mine, AT) })),
      outcome(setUpFactor(desk(), other, { code: codeAt(theirs, AT) })),
    ]);
    expect(outcomes.sort()).toEqual(['ok', 'signed_out']);
    expect(await auditOf(person.email)).toHaveLength(1);
  });
});

describe('who has one', () => {
  test('cannot get round it by setting up another with the password alone', async () => {
    const { half, session, secret } = await enrolled();
    expect(await outcome(offerFactor(desk(), half, { password: PASSWORD }))).toBe('not_yours');
    // Not even with a secret that was offered before there was one.
    const late = await newStaff(db, AT);
    const early = await (await signedIn(late.userId)).half();
    await offerFactor(desk(), early, { password: PASSWORD });
    const known = (await offeredFactor(desk(), early))!.secret;
    await withFactor(db, late.userId, AT);
    expect(await outcome(setUpFactor(desk(), early, { code: codeAt(known, AT) }))).toBe('not_yours');

    await passFactor(desk(), half, { code: codeAt(secret, AT) });
    const viewer = (await session.viewer())!;
    await offerFactor(desk(), viewer, { password: PASSWORD });
    const another = (await offeredFactor(desk(), viewer))!.secret;
    await setUpFactor(desk(), viewer, { code: codeAt(another, AT) });
    expect(await session.viewer()).not.toBeNull();
    const fresh = await (await signedIn(viewer.userId)).half();
    expect(await outcome(passFactor(desk(later(60)), fresh, { code: codeAt(secret, later(60)) }))).toBe(
      'code_wrong',
    );
    expect(await outcome(passFactor(desk(later(60)), fresh, { code: codeAt(another, later(60)) }))).toBe(
      'ok',
    );
  });

  test('is nobody until the code is right, and the session lasts no longer for it', async () => {
    const { half, session, secret, userId } = await enrolled('admin');
    expect(await session.viewer()).toBeNull();
    expect(await outcome(passFactor(desk(), half, { code: codeAt(secret, later(-120)) }))).toBe('code_wrong');
    expect(await session.viewer()).toBeNull();
    expect(await passFactor(desk(), half, { code: codeAt(secret, AT) })).toBe('app');
    expect(await session.viewer()).toMatchObject({ userId, role: 'admin' });
    expect(await session.half()).toBeNull();
    expect(await session.viewer(later(30 * 86_400))).toBeNull();
  });

  test.each([
    ['before', -STEP_SECONDS, 'ok'],
    ['after', STEP_SECONDS, 'ok'],
    ['two before', -2 * STEP_SECONDS, 'code_wrong'],
    ['two after', 2 * STEP_SECONDS, 'code_wrong'],
  ])('passes with the code of the step %s as the window says', async (_, offset, expected) => {
    const { half, secret } = await enrolled();
    expect(await outcome(passFactor(desk(), half, { code: codeAt(secret, later(offset)) }))).toBe(expected);
  });

  test('passes once with a code, in whichever session, and never with an earlier one after a later', async () => {
    const { half, secret, userId } = await enrolled();
    await passFactor(desk(), half, { code: codeAt(secret, AT) });
    const second = await (await signedIn(userId)).half();
    expect(await outcome(passFactor(desk(), second, { code: codeAt(secret, AT) }))).toBe('code_wrong');
    expect(await outcome(passFactor(desk(), second, { code: codeAt(secret, later(-30)) }))).toBe(
      'code_wrong',
    );
    expect(await outcome(passFactor(desk(), second, { code: codeAt(secret, later(30)) }))).toBe('ok');
  });

  test('passes once with one code that is sent twenty times at once', async () => {
    const { secret, userId } = await enrolled();
    const sessions = await Promise.all(Array.from({ length: 20 }, () => signedIn(userId)));
    const halves = await Promise.all(sessions.map((each) => each.half()));
    const code = codeAt(secret, AT);
    const outcomes = await Promise.all(halves.map((half) => outcome(passFactor(desk(), half, { code }))));
    expect(outcomes.filter((each) => each === 'ok')).toHaveLength(1);
    expect(new Set(outcomes.filter((each) => each !== 'ok'))).toEqual(
      new Set(['code_wrong', 'too_many_attempts']),
    );
    const viewers = await Promise.all(sessions.map((each) => each.viewer()));
    expect(viewers.filter((viewer) => viewer !== null)).toHaveLength(1);
  });

  test('takes a step once, without the limit on tries and without a lock', async () => {
    const { userId } = await enrolled();
    const taken = await Promise.all(
      Array.from({ length: 20 }, () => transaction(db.prisma, (tx) => takeStep(tx, userId, stepAt(AT)))),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('waits after five wrong codes, even with the right one and from another session', async () => {
    const { half, secret, userId } = await enrolled();
    for (let i = 0; i < 5; i += 1)
      expect(await outcome(passFactor(desk(), half, { code: codeAt(secret, later(300)) }))).toBe(
        'code_wrong',
      );
    const other = await (await signedIn(userId)).half();
    const refused = await passFactor(desk(), other, { code: codeAt(secret, AT) }).catch((error) => error);
    expect(refused).toMatchObject({ problem: 'too_many_attempts', retryAfterSeconds: 900 });
    const free = later(901);
    expect(await outcome(passFactor(desk(free), half, { code: codeAt(secret, free) }))).toBe('ok');
  });

  test('a right code forgets the wrong ones', async () => {
    const { half, secret, userId } = await enrolled();
    for (let i = 0; i < 4; i += 1) await outcome(passFactor(desk(), half, { code: '1' }));
    await passFactor(desk(), half, { code: codeAt(secret, AT) });
    const other = await (await signedIn(userId)).half();
    for (let i = 0; i < 4; i += 1)
      expect(await outcome(passFactor(desk(), other, { code: '1' }))).toBe('code_wrong');
  });

  test('gets the answer of somebody who has none', async () => {
    const { userId } = await newStaff(db, AT);
    const none = await (await signedIn(userId)).half();
    const { half } = await enrolled();
    for (const code of ['123456', 'AAAA-AAAA-AAAA-AAAA', '12345', 'x'])
      expect(await outcome(passFactor(desk(), none, { code }))).toBe(
        await outcome(passFactor(desk(), half, { code })),
      );
  });

  test('passes with no session that has ended meanwhile', async () => {
    const { half, secret } = await enrolled();
    await endSession(db.prisma, { ...half, at: AT });
    expect(await outcome(passFactor(desk(), half, { code: codeAt(secret, AT) }))).toBe('signed_out');
    // Nor is the code used up by it.
    const again = await (await signedIn(half.userId)).half();
    expect(await outcome(passFactor(desk(), again, { code: codeAt(secret, AT) }))).toBe('ok');
  });

  test('has a secret that opens in no other row and with no other key', async () => {
    const [ada, eve] = [await enrolled(), await enrolled()];
    await given.ownerPool.query(
      `UPDATE second_factor SET sealed_secret = (SELECT sealed_secret FROM second_factor WHERE user_id = $1)
       WHERE user_id = $2`,
      [eve.userId, ada.userId],
    );
    expect(await outcome(passFactor(desk(), ada.half, { code: codeAt(eve.secret, AT) }))).toBe('code_wrong');
    const otherKey = { ...desk(), key: SECRET };
    expect(await outcome(passFactor(otherKey, eve.half, { code: codeAt(eve.secret, AT) }))).toBe(
      'code_wrong',
    );
  });

  test('a demo is told a code that works now or in a moment', async () => {
    const { half, userId, secret } = await enrolled();
    expect(await nextCode(desk(), userId)).toMatchObject({ code: codeAt(secret, AT) });
    for (const _ of [1, 2]) {
      const { code, goodFrom } = (await nextCode(desk(), userId))!;
      expect(goodFrom.getTime()).toBeLessThanOrEqual(AT.getTime());
      const session = await (await signedIn(userId)).half();
      await passFactor(desk(), session, { code });
    }
    const { code, goodFrom } = (await nextCode(desk(), userId))!;
    expect(await outcome(passFactor(desk(), half, { code }))).toBe('code_wrong');
    expect(await outcome(passFactor(desk(goodFrom), half, { code }))).toBe('ok');
  });
});

describe('a recovery code', () => {
  test('lets somebody in once, however it is typed, tells them by mail and stands in the audit log', async () => {
    const { half, session, recoveryCodes, userId, email } = await enrolled();
    const [first, second] = recoveryCodes as [string, string];
    const typed = ` ${first.toLowerCase().replaceAll('-', ' ')} `;
    expect(await passFactor(desk(), half, { code: typed })).toBe('recovery_code');
    expect(await session.viewer()).not.toBeNull();
    const other = await (await signedIn(userId)).half();
    expect(await outcome(passFactor(desk(), other, { code: first }))).toBe('code_wrong');
    expect(await outcome(passFactor(desk(), other, { code: second }))).toBe('ok');
    expect(await factorOf(db.prisma, userId)).toMatchObject({ recoveryCodes: 8 });
    expect(await queuedMails(db, userId)).toMatchObject([
      { template: 'second_factor', event: 'recovery', left: 9 },
      { template: 'second_factor', event: 'recovery', left: 8 },
    ]);
    expect(await auditOf(email)).toMatchObject([
      { action: 'second_factor_recovery', after: { recovery_codes: 9 } },
      { action: 'second_factor_recovery', after: { recovery_codes: 8 } },
    ]);
  });

  test('lets one of five in that come with it at once', async () => {
    const { recoveryCodes, userId } = await enrolled();
    const halves = await Promise.all(Array.from({ length: 5 }, async () => (await signedIn(userId)).half()));
    const outcomes = await Promise.all(
      halves.map((half) => outcome(passFactor(desk(), half, { code: recoveryCodes[0]! }))),
    );
    expect(outcomes.filter((each) => each === 'ok')).toHaveLength(1);
    expect(await factorOf(db.prisma, userId)).toMatchObject({ recoveryCodes: 9 });
  });

  test('is nobody else’s, and counts as a try like any other code', async () => {
    const [ada, eve] = [await enrolled(), await enrolled()];
    for (let i = 0; i < 5; i += 1)
      expect(await outcome(passFactor(desk(), eve.half, { code: ada.recoveryCodes[i]! }))).toBe('code_wrong');
    expect(await outcome(passFactor(desk(), eve.half, { code: eve.recoveryCodes[0]! }))).toBe(
      'too_many_attempts',
    );
    expect(await factorOf(db.prisma, ada.userId)).toMatchObject({ recoveryCodes: 10 });
  });

  test('is worthless once new ones are made, for the password and from a session that has passed', async () => {
    const { half, session, secret, recoveryCodes, userId, email } = await enrolled();
    expect(await outcome(renewRecoveryCodes(desk(), half, { password: PASSWORD }))).toBe('signed_out');
    await passFactor(desk(), half, { code: codeAt(secret, AT) });
    const viewer = (await session.viewer())!;
    expect(await outcome(renewRecoveryCodes(desk(), viewer, { password: 'not it' }))).toBe('password_wrong');
    const fresh = await renewRecoveryCodes(desk(), viewer, { password: PASSWORD });
    expect(new Set([...fresh, ...recoveryCodes]).size).toBe(20);
    const other = await (await signedIn(userId)).half();
    expect(await outcome(passFactor(desk(), other, { code: recoveryCodes[0]! }))).toBe('code_wrong');
    expect(await outcome(passFactor(desk(), other, { code: fresh[0]! }))).toBe('ok');
    expect((await auditOf(email)).map(({ action }) => action)).toEqual([
      'second_factor_codes',
      'second_factor_recovery',
    ]);
  });
});

describe('resetting', () => {
  const by = (person: { userId: Uuid; email: string }, role: string): Resetter => ({ ...person, role });
  const reset = (userId: Uuid, resetter: Resetter, reason = 'Lost the phone, asked in person') =>
    resetFactor(db.prisma, { userId, reason, by: resetter }, AT);

  test('by an admin makes app and codes worthless, ends every session, tells by mail and stands in the audit log', async () => {
    const { half, session, secret, recoveryCodes, userId, email } = await enrolled();
    await passFactor(desk(), half, { code: codeAt(secret, AT) });
    const waiting = await (await signedIn(userId)).half();
    const ada = await newStaff(db, AT, 'admin');
    await reset(userId, by(ada, 'admin'));
    expect(await session.viewer()).toBeNull();
    expect(await outcome(passFactor(desk(later(60)), waiting, { code: codeAt(secret, later(60)) }))).toBe(
      'code_wrong',
    );
    const fresh = await (await signedIn(userId)).half();
    expect(await outcome(passFactor(desk(), fresh, { code: recoveryCodes[0]! }))).toBe('code_wrong');
    expect(await outcome(offerFactor(desk(), fresh, { password: PASSWORD }))).toBe('ok');
    expect(await queuedMails(db, userId)).toMatchObject([{ template: 'second_factor', event: 'reset' }]);
    expect(await auditOf(email)).toMatchObject([
      {
        ...{ actor: ada.email, action: 'second_factor_reset', reason: 'Lost the phone, asked in person' },
        ...{ before: { person: email, second_factor: AT.toISOString() }, after: { second_factor: null } },
      },
    ]);
    expect(await violationsOf(given.pool, staffInvariants, AT)).toEqual([]);
  });

  test('is an admin’s and the operator’s, never one’s own, of staff who have one, and with a reason', async () => {
    const sam = await enrolled();
    const ada = await enrolled('admin');
    const bare = await newStaff(db, AT);
    const { userId: customer } = await newCustomer(db, AT);
    const admin = by(ada, 'admin');
    expect(await outcome(reset(ada.userId, by(sam, 'support')))).toBe('not_found');
    expect(await outcome(reset(ada.userId, admin))).toBe('conflict');
    expect(await outcome(reset(bare.userId, admin))).toBe('conflict');
    expect(await outcome(reset(customer, admin))).toBe('not_found');
    expect(await outcome(reset(uuidv7(), admin))).toBe('not_found');
    expect(await outcome(reset(sam.userId, admin, '  '))).toBe('validation_error');
    expect(await factorOf(db.prisma, sam.userId)).toBeDefined();
    await reset(ada.userId, 'operator');
    expect(await auditOf(ada.email)).toMatchObject([{ actor: 'operator', action: 'second_factor_reset' }]);
  });

  test('twice at once is done once', async () => {
    const { userId, email } = await enrolled();
    const outcomes = await Promise.all([1, 2].map(() => outcome(reset(userId, 'operator'))));
    expect(outcomes.sort()).toEqual(['conflict', 'ok']);
    expect(await auditOf(email)).toHaveLength(1);
  });

  test('is not done where it cannot be written down', async () => {
    const { userId } = await enrolled();
    await given.ownerPool.query('REVOKE EXECUTE ON FUNCTION audit_append FROM depicta_app');
    try {
      await expect(reset(userId, 'operator')).rejects.toThrow();
    } finally {
      await given.ownerPool.query('GRANT EXECUTE ON FUNCTION audit_append TO depicta_app');
    }
    expect(await factorOf(db.prisma, userId)).toBeDefined();
  });
});

test('no page, route or task gives a factor unasked, or tells a code', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const asking = ['app', 'components', 'lib'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => join(folder, path))
      .filter((path) => /(?<!\.test)\.tsx?$/.test(path) && !path.startsWith('lib/testing/'))
      .filter((path) => /\b(giveFactor|nextCode)\b/.test(readFileSync(join(root, path), 'utf8'))),
  );
  expect(asking).toEqual(['lib/auth/second-factor.ts']);
});

describe('the database refuses', () => {
  const asOwner = (text: string, ...values: unknown[]) => given.ownerPool.query(text, values);

  test('a code that was taken', async () => {
    const { userId } = await enrolled();
    await asOwner('UPDATE second_factor SET last_step = 10 WHERE user_id = $1', userId);
    for (const step of [10, 9])
      await expect(
        asOwner('UPDATE second_factor SET last_step = $2 WHERE user_id = $1', userId, step),
      ).rejects.toThrow(/a code is taken once/);
  });

  test('a recovery code that was used', async () => {
    const { userId } = await enrolled();
    await asOwner('UPDATE recovery_code SET used_at = now() WHERE user_id = $1', userId);
    for (const change of ['used_at = NULL', 'used_at = now()', "hash = 'x'"])
      await expect(asOwner(`UPDATE recovery_code SET ${change} WHERE user_id = $1`, userId)).rejects.toThrow(
        /a recovery code is used once/,
      );
  });

  test('a session that passes what its person does not have, or passes twice', async () => {
    const { userId } = await newStaff(db, AT);
    const { sessionId } = await signedIn(userId);
    const pass = () => asOwner('UPDATE session SET second_factor_at = now() WHERE id = $1', sessionId);
    await expect(pass()).rejects.toThrow(/nobody passes a second factor that they do not have/);
    await withFactor(db, userId, AT);
    await pass();
    await expect(pass()).rejects.toThrow(/a session passes its second factor once/);
    await expect(
      asOwner('UPDATE session SET second_factor_at = NULL WHERE id = $1', sessionId),
    ).rejects.toThrow(/a session passes its second factor once/);
  });
});
