import type { Uuid } from '#lib/core/ids.ts';
import { seal, unseal } from '#lib/core/sealed.ts';
import type { Database } from '#lib/db/client.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { AccountError, wrongFields } from './account-error.ts';
import { requireOwnPassword } from './own-password.ts';
import { keyOf, SECOND_FACTOR, secondsUntil, take } from './rate-limit.ts';
import { clear } from './rate-limit-store.ts';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import {
  countRecoveryCodes,
  findFactor,
  findFactorSession,
  keepOffer,
  lockPerson,
  passSession,
  putFactor,
  putRecoveryCodes,
  takeRecoveryCode,
  takeStep,
} from './second-factor-store.ts';
import type { HalfSignedIn } from './sessions.ts';
import { endSessions } from './store.ts';
import { codeOf, newSecret, otpauthUrl, STEP_SECONDS, stepAt, stepOf } from './totp.ts';

/** What somebody did with their own factor, for the audit log. */
export type FactorDeed = {
  actor: string;
  action: 'second_factor_set_up' | 'second_factor_recovery' | 'second_factor_codes';
  reason: string;
  before: { second_factor: string } | null;
  after: { second_factor: string; recovery_codes: number };
};

/** What the second factor needs of the world. */
export type FactorDesk = {
  db: Database;
  /** The setting `SECOND_FACTOR_SECRET`. */
  key: string;
  /** Writes a deed down in its transaction, last. The audit log is kept above us: `noteFactor` of `lib/staff`. */
  note: (tx: Tx, deed: FactorDeed, at: Date) => Promise<void>;
  at: Date;
};

const ISSUER = 'Depicta';

/** How long what the password was given for may be finished. */
const OFFER_MS = 15 * 60_000;

/** How a person's factor stands. */
export type FactorStanding = { enrolledAt: Date; recoveryCodes: number };

/** @returns undefined where none is set up. `recoveryCodes`: those not used yet */
export async function factorOf(
  prisma: Database['prisma'],
  userId: Uuid,
): Promise<FactorStanding | undefined> {
  const factor = await findFactor(prisma, userId);
  if (factor === null) return undefined;
  return { enrolledAt: factor.enrolledAt, recoveryCodes: await countRecoveryCodes(prisma, userId) };
}

/**
 * Begins to set a factor up, for whoever gives the password once more: this session, and no other, is shown a new secret.
 * It counts for nothing before `setUpFactor`, which has to follow within a quarter of an hour.
 *
 * @throws {AccountError} naming the password, `too_many_attempts`, `signed_out`, or `not_yours` where one is set up that this
 *   session has not passed
 */
export async function offerFactor(
  desk: FactorDesk,
  person: HalfSignedIn,
  form: { password: string },
): Promise<void> {
  const { db, key, at } = desk;
  const { userId, sessionId } = person;
  await requireOwnPassword(db, userId, form.password, at, async (tx) => {
    await requireMayEnrol(tx, person);
    const offer = `${at.getTime()} ${newSecret()}`;
    await keepOffer(tx, sessionId, seal(offer, key, offerOf(sessionId)));
  });
}

/** The secret that a session is being shown, and its address for an app; undefined when it is shown none, or too long since. */
export async function offeredFactor(
  desk: FactorDesk,
  { sessionId, email }: HalfSignedIn,
): Promise<{ secret: string; url: string } | undefined> {
  const session = await findFactorSession(desk.db.prisma, sessionId);
  const secret = openOffer(desk, session?.offeredSecret, sessionId);
  return secret === undefined ? undefined : { secret, url: otpauthUrl(secret, { issuer: ISSUER, email }) };
}

/**
 * Sets the factor up that this session was shown, for whoever types a right code of it. The session has passed by that;
 * the person's others end. A mail tells them.
 *
 * @returns ten recovery codes, which nobody can be shown again
 * @throws {AccountError} naming the code as wrong, `too_many_attempts`, `setup_not_begun`, `signed_out`, or `not_yours` as
 *   `offerFactor`
 */
export async function setUpFactor(
  desk: FactorDesk,
  person: HalfSignedIn,
  form: { code: string },
): Promise<string[]> {
  const { db, key, at } = desk;
  const { userId, sessionId, email } = person;
  await countTry(desk, userId);
  const codes = newRecoveryCodes();
  await transaction(db.prisma, async (tx) => {
    await lockPerson(tx, userId);
    const session = await requireMayEnrol(tx, person);
    const secret = openOffer(desk, session.offeredSecret, sessionId);
    if (secret === undefined) throw new AccountError('setup_not_begun');
    const step = stepOf(secret, digitsOf(form.code), at);
    if (step === undefined) throw wrongCode();
    const known = await findFactor(tx, userId);
    await putFactor(tx, {
      ...{ userId, sealedSecret: seal(secret, key, purposeOf(userId)), lastStep: BigInt(step) },
      ...{ enrolledAt: at, codeHashes: codes.map(hashRecoveryCode) },
    });
    await keepOffer(tx, sessionId, null);
    if (session.secondFactorAt === null && !(await passSession(tx, sessionId, at)))
      throw new AccountError('signed_out');
    await endSessions(tx, { userId, except: sessionId, at });
    await tell(tx, { userId, event: 'set_up', left: codes.length, at });
    const before = known && { second_factor: known.enrolledAt.toISOString() };
    const after = { second_factor: at.toISOString(), recovery_codes: codes.length };
    const reason = known === null ? 'Set up at the first sign-in' : 'Moved to another app';
    await desk.note(tx, { actor: email, action: 'second_factor_set_up', reason, before, after }, at);
  });
  await clear(db.pool, keyOf(SECOND_FACTOR, userId));
  return codes;
}

/**
 * Gives somebody a factor without asking them: to the people of a demo, whose secrets nobody has on a phone, and in tests.
 *
 * @returns what `setUpFactor` shows
 */
export async function giveFactor(
  tx: Tx,
  { userId, key, at }: { userId: Uuid; key: string; at: Date },
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const secret = newSecret();
  const recoveryCodes = newRecoveryCodes();
  await putFactor(tx, {
    ...{ userId, sealedSecret: seal(secret, key, purposeOf(userId)), lastStep: 0n, enrolledAt: at },
    codeHashes: recoveryCodes.map(hashRecoveryCode),
  });
  return { secret, recoveryCodes };
}

/**
 * A code that somebody can sign in with, for a demo: who has no phone there asks the command line. Never for anything else.
 *
 * @returns the code and the first instant at which it is good, a few seconds off where the present one was taken; undefined
 *   where no factor is set up
 */
export async function nextCode(
  { db, key, at }: Pick<FactorDesk, 'db' | 'key' | 'at'>,
  userId: Uuid,
): Promise<{ code: string; goodFrom: Date } | undefined> {
  const factor = await findFactor(db.prisma, userId);
  const secret = factor === null ? undefined : unseal(factor.sealedSecret, key, purposeOf(userId));
  if (factor === null || secret === undefined) return undefined;
  const step = Math.max(stepAt(at), Number(factor.lastStep) + 1);
  // A code is taken a step before its own.
  return { code: codeOf(secret, step), goodFrom: new Date((step - 1) * STEP_SECONDS * 1000) };
}

/**
 * Passes the second factor with a code of the app or a recovery code: the session is signed in from now on. Each code is
 * taken once, whichever session shows it, and a wrong one, a used one and one of nobody's have the same answer.
 *
 * @returns what it was passed with
 * @throws {AccountError} naming the code as wrong, `too_many_attempts`, or `signed_out`
 */
export async function passFactor(
  desk: FactorDesk,
  person: HalfSignedIn,
  form: { code: string },
): Promise<'app' | 'recovery_code'> {
  await countTry(desk, person.userId);
  const digits = digitsOf(form.code);
  const way = /^\d{1,6}$/.test(digits) ? 'app' : 'recovery_code';
  if (way === 'app') await passWithApp(desk, person, digits);
  else await passWithRecoveryCode(desk, person, form.code);
  await clear(desk.db.pool, keyOf(SECOND_FACTOR, person.userId));
  return way;
}

async function passWithApp(desk: FactorDesk, person: HalfSignedIn, code: string): Promise<void> {
  const { db, key, at } = desk;
  const { userId, sessionId } = person;
  const factor = await findFactor(db.prisma, userId);
  const secret = factor === null ? undefined : unseal(factor.sealedSecret, key, purposeOf(userId));
  // Without a factor it computes as long and says no.
  const step = stepOf(secret ?? NOBODYS, code, at);
  if (secret === undefined || step === undefined) throw wrongCode();
  await transaction(db.prisma, async (tx) => {
    await lockPerson(tx, userId);
    // What was looked at must still be so: a reset or another set-up that came meanwhile has the last word.
    if ((await findFactor(tx, userId))?.sealedSecret !== factor?.sealedSecret) throw wrongCode();
    if (!(await takeStep(tx, userId, step))) throw wrongCode();
    if (!(await passSession(tx, sessionId, at))) throw new AccountError('signed_out');
  });
}

async function passWithRecoveryCode(desk: FactorDesk, person: HalfSignedIn, code: string): Promise<void> {
  const { db, at } = desk;
  const { userId, sessionId, email } = person;
  await transaction(db.prisma, async (tx) => {
    await lockPerson(tx, userId);
    if (!(await takeRecoveryCode(tx, { userId, hash: hashRecoveryCode(code), at }))) throw wrongCode();
    if (!(await passSession(tx, sessionId, at))) throw new AccountError('signed_out');
    const left = await countRecoveryCodes(tx, userId);
    const second_factor = (await findFactor(tx, userId))!.enrolledAt.toISOString();
    await tell(tx, { userId, event: 'recovery', left, at });
    await desk.note(
      tx,
      {
        ...{ actor: email, action: 'second_factor_recovery', reason: 'Signed in without the app' },
        ...{ before: { second_factor }, after: { second_factor, recovery_codes: left } },
      },
      at,
    );
  });
}

/**
 * Makes ten new recovery codes, for whoever gives the password once more; the old ones are worthless.
 *
 * @returns the codes, which nobody can be shown again
 * @throws {AccountError} naming the password, `too_many_attempts`, or `signed_out`
 */
export async function renewRecoveryCodes(
  desk: FactorDesk,
  person: HalfSignedIn,
  form: { password: string },
): Promise<string[]> {
  const { db, at } = desk;
  const { userId, sessionId, email } = person;
  const codes = newRecoveryCodes();
  await requireOwnPassword(db, userId, form.password, at, async (tx) => {
    const session = await findFactorSession(tx, sessionId);
    const factor = await findFactor(tx, userId);
    if (!session?.secondFactorAt || factor === null) throw new AccountError('signed_out');
    await putRecoveryCodes(tx, userId, codes.map(hashRecoveryCode));
    const second_factor = factor.enrolledAt.toISOString();
    await desk.note(
      tx,
      {
        ...{ actor: email, action: 'second_factor_codes', reason: 'Asked for new recovery codes' },
        ...{ before: { second_factor }, after: { second_factor, recovery_codes: codes.length } },
      },
      at,
    );
  });
  return codes;
}

/** Who has a factor sets up another one only from a session that has passed it: a password alone does not get round it. */
async function requireMayEnrol(tx: Tx, { userId, sessionId }: HalfSignedIn) {
  const session = await findFactorSession(tx, sessionId);
  if (session === null) throw new AccountError('signed_out');
  if (session.secondFactorAt === null && (await findFactor(tx, userId)) !== null)
    throw new AccountError('not_yours');
  return session;
}

/** Counted before anything is looked at, so that parallel guesses gain nothing. */
async function countTry({ db, at }: FactorDesk, userId: Uuid): Promise<void> {
  const taken = await take(db, SECOND_FACTOR, userId, at);
  if (!taken.allowed)
    throw new AccountError('too_many_attempts', { retryAfterSeconds: secondsUntil(taken.resetsAt, at) });
}

async function tell(
  tx: Tx,
  what: { userId: Uuid; event: 'set_up' | 'recovery'; left: number; at: Date },
): Promise<void> {
  const { userId, event, left, at } = what;
  await queueMail(tx, { template: 'second_factor', userId, event, left, happenedAt: at.toISOString() });
}

function wrongCode(): AccountError {
  return wrongFields({ field: 'code', problem: 'code_wrong' });
}

/** Apps show a code in two groups: blanks are no mistake. */
function digitsOf(code: string): string {
  return code.replace(/\s/g, '');
}

function openOffer(
  { key, at }: FactorDesk,
  sealed: string | null | undefined,
  sessionId: Uuid,
): string | undefined {
  const [offeredMs, secret] = (sealed && unseal(sealed, key, offerOf(sessionId)))?.split(' ') ?? [];
  return at.getTime() - Number(offeredMs) <= OFFER_MS ? secret : undefined;
}

/** A sealed secret opens for the person, or the session, that it was sealed for, and in no other row. */
const purposeOf = (userId: Uuid) => `second-factor/${userId}`;
const offerOf = (sessionId: Uuid) => `second-factor-offer/${sessionId}`;

const NOBODYS = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
