import { expect } from 'vitest';
import { POST as generateImage } from '#app/v1/generate/image/route.ts';
import { revokeApiKey } from '#lib/auth/keys.ts';
import type { ImageResult } from '#lib/contracts/image.ts';
import { now } from '#lib/core/clock.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { CURRENT_CONSENT } from '#lib/i18n/consent.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { cents } from '#lib/money/cents.ts';
import { paddleCheckout } from '#lib/paddle/checkout.ts';
import { configuredPaddle } from '#lib/paddle/configured.ts';
import { takePayment } from '#lib/paddle/lookup.ts';
import { nextRawPage } from '#lib/paddle/raw-page.ts';
import { beginTopUp } from '#lib/topups/begin.ts';
import type { Emulator } from '../../../emulators/paddle/src/start.ts';
import { closeOwnAccount, newCustomer, newStaff, type Person, withFactor } from '../accounts.ts';
import type { ApiApp } from '../api-app.ts';
import { Books } from '../books.ts';
import { sessionCookieOf } from '../page-session.ts';
import { anotherKey, type PayingCustomer } from '../paying-customer.ts';

/** Who asks with the session's cookie of a browser. */
export const VISITORS = [
  'nobody',
  'unverified',
  'owner',
  'another',
  'suspended',
  'closed',
  'support',
  'admin',
] as const;
export type Visitor = (typeof VISITORS)[number];

/** Who asks with an API key. */
export const KEYS = ['revoked', 'key', "another's", "unverified's", "suspended's", "closed's"] as const;
export type Key = (typeof KEYS)[number];

/** A customer about whom is asked, with a word that stands in all that is theirs and nowhere else. */
export type Subject = Person & {
  word: string;
  /** The credit that they began with. */
  lotId: Uuid;
  /** The cookie of the browser that signed up. */
  cookie: string;
  key: PayingCustomer;
  revoked: PayingCustomer;
};

/** What a subject of the pages and the routes has besides. */
export type Things = { jobId: Uuid; pictureUrl: string; purchaseId: Uuid };

export type Standing = 'owner' | 'unverified' | 'suspended' | 'closed';

/** Whose things each visitor asks for: their own, or those of the owner. */
export function subjectOf(asking: Visitor | Key): Standing {
  if (asking.startsWith('unverified')) return 'unverified';
  if (asking.startsWith('suspended')) return 'suspended';
  return asking.startsWith('closed') ? 'closed' : 'owner';
}

/** The people of the matrix, over the app's handlers, a database and Paddle's emulator. */
export class Visitors {
  readonly app: ApiApp;
  readonly paddle: Emulator;
  readonly #shared = new Map<Standing, Promise<Subject & Things>>();
  #another: Promise<Subject> | undefined;
  #staff: Promise<Record<'support' | 'admin', { userId: Uuid; email: string }>> | undefined;

  constructor(app: ApiApp, paddle: Emulator) {
    this.app = app;
    this.paddle = paddle;
  }

  /** A customer of this standing whom nobody has changed: everybody may ask about the same one. */
  shared(standing: Standing): Promise<Subject & Things> {
    const made = this.#shared.get(standing) ?? this.#complete(standing);
    this.#shared.set(standing, made);
    return made;
  }

  async #complete(standing: Standing): Promise<Subject & Things> {
    const subject = await this.fresh();
    const things = { ...(await this.picture(subject)), purchaseId: await this.payment(subject) };
    await this.settle(subject, standing);
    return { ...subject, ...things };
  }

  /** A new customer with credit and two keys, one of them revoked. */
  async fresh(): Promise<Subject> {
    const { app } = this;
    const word = `otter${uuidv7().replaceAll('-', '')}`;
    const at = now();
    const person = await newCustomer(app.db, at, {
      ...{ email: `${word}@example.com`, name: `Ada ${word}`, verified: true },
    });
    const { customerId, userId } = person;
    const { lotId } = await Books.of(onPool(app.db.pool), customerId).topUp(at, '10');
    const bare = { customerId, userId } as PayingCustomer;
    const [key, revoked] = [
      await anotherKey(app.given.pool, bare, at),
      await anotherKey(app.given.pool, bare, at),
    ];
    await app.given.ownerPool.query('UPDATE api_key SET name = $2 WHERE customer_id = $1', [
      customerId,
      `Key ${word}`,
    ]);
    await revokeApiKey(app.db.prisma, { customerId, id: revoked.apiKey.id, at });
    return { ...person, word, lotId, key, revoked, cookie: await sessionCookieOf(app.db, userId) };
  }

  /** Gives a customer their standing, after whatever they needed to have was made. */
  async settle(subject: Subject, standing: Standing): Promise<void> {
    const { app } = this;
    const { customerId } = subject;
    const set = (statement: string) => app.given.ownerPool.query(statement, [customerId]);
    if (standing === 'suspended') await set("UPDATE customer SET status = 'suspended' WHERE id = $1");
    if (standing === 'unverified')
      await set('UPDATE user_account SET email_verified_at = NULL WHERE customer_id = $1');
    if (standing !== 'closed') return;
    const balance = await balanceNow(onPool(app.db.pool), customerId, now());
    await closeOwnAccount(app.db, subject, balance!.creditMicros, now());
  }

  /** A picture that was made for a subject, with their word in its prompt. The app's worker must run. */
  async picture({ key, word }: Subject): Promise<Pick<Things, 'jobId' | 'pictureUrl'>> {
    const asked = { as: key, body: { prompt: `a ${word} in a boat` } };
    const { status, body } = await this.app.call<ImageResult>(generateImage, asked);
    if (status !== 200) throw new Error(`No picture was made: ${JSON.stringify(body)}`);
    return { jobId: body.id, pictureUrl: body.formats.png.url };
  }

  /** A session of somebody's own for one request: what it does to it is nobody else's. */
  signIn(userId: Uuid): Promise<string> {
    return sessionCookieOf(this.app.db, userId);
  }

  /** Limits have tests of their own; here everybody has all their tries. */
  async forgetTries(): Promise<void> {
    await this.app.given.ownerPool.query('DELETE FROM rate_limit');
  }

  /** Waits until the worker has done all that was ordered. */
  async atRest(): Promise<void> {
    const underWay = () =>
      this.app.db.prisma.job.count({ where: { status: { in: ['pending', 'processing'] } } });
    await expect.poll(underWay, { interval: 20 }).toBe(0);
  }

  /** A top-up of a subject that was begun at Paddle. */
  async begun({ customerId, email, word }: Subject): Promise<{ id: Uuid; paddleTransactionId: string }> {
    const payer = { customerId, email, name: word, emailVerified: true, customerStatus: 'active' } as const;
    const choice = {
      requestToken: uuidv7(),
      amountCents: cents(1000n),
      country: 'DE',
      consentVersion: CURRENT_CONSENT,
    };
    const begun = await beginTopUp(
      this.app.db.prisma,
      paddleCheckout(configuredPaddle()),
      payer,
      choice,
      now(),
    );
    return { id: begun.id, paddleTransactionId: begun.paddleTransactionId! };
  }

  /** A top-up of a subject that was paid and credited. */
  async payment(subject: Subject): Promise<Uuid> {
    const { id, paddleTransactionId } = await this.begun(subject);
    await this.paddle.control.pay(paddleTransactionId);
    await this.paddle.control.idle();
    const known = configuredPaddle().transactions.list({ id: [paddleTransactionId] });
    const [transaction] = await nextRawPage('look at transaction', known);
    const became = await takePayment(this.app.db.prisma, transaction, now());
    if (became !== 'processed') throw new Error(`The payment became ${became}`);
    return id;
  }

  /** Another customer: active, verified, and with nothing to do with the owner. */
  another(): Promise<Subject> {
    this.#another ??= this.fresh();
    return this.#another;
  }

  /** All whom everybody may ask about, and another. */
  async everybody(): Promise<Subject[]> {
    return [...(await Promise.all(this.#shared.values())), await this.another()];
  }

  /** The next to be another is somebody new. */
  renewAnother(): void {
    this.#another = undefined;
  }

  staff() {
    this.#staff ??= this.#newStaff();
    return this.#staff;
  }

  async #newStaff() {
    const { db } = this.app;
    const staff = { support: await newStaff(db, now()), admin: await newStaff(db, now(), 'admin') };
    for (const { userId } of Object.values(staff)) await withFactor(db, userId, now());
    return staff;
  }
}
