import { setTimeout as sleep } from 'node:timers/promises';
import { createCustomerAccount } from '#lib/auth/accounts.ts';
import { createApiKey } from '#lib/auth/keys.ts';
import { now } from '#lib/core/clock.ts';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { CURRENT_CONSENT } from '#lib/i18n/consent.ts';
import { cents } from '#lib/money/cents.ts';
import { paddleCheckout } from '#lib/paddle/checkout.ts';
import { paddleClient } from '#lib/paddle/client.ts';
import { giveCredit } from '#lib/staff/grants.ts';
import { beginTopUp, type Payer } from '#lib/topups/begin.ts';
import { eur } from '../books.ts';
import type { Asker } from './clients.ts';
import type { Rig } from './rig.ts';

/** How many top-ups one customer may begin in an hour. */
const TOP_UPS_EACH = 8;
const PAUSE_MS = 700;

/** One that was paid at Paddle. */
export type Paid = { customerId: string; paddleTransactionId: string; cents: bigint };

/** Makes a customer with a verified address, a key and credit that was given. */
export async function newAsker(db: Database, euros: string): Promise<Asker> {
  const payer = await newPayer(db);
  const { customerId } = payer;
  const at = now();
  await giveCredit(db.prisma, {
    customerId,
    amountMicros: eur(euros),
    reason: 'For the chaos to come',
    internalNote: '',
    author: 'operator',
    at,
  });
  const key = await createApiKey(db.prisma, { customerId, name: 'chaos', monthlyCapMicros: null, at });
  return { customerId, apiKey: key.text };
}

async function newPayer(db: Database): Promise<Payer> {
  const email = `${uuidv7()}@example.com`;
  const account = { email, name: 'Ada Chaos', passwordHash: '-', at: now() };
  const { customerId, userId } = await transaction(db.prisma, (tx) => createCustomerAccount(tx, account));
  await db.prisma.user.update({ where: { id: userId }, data: { emailVerifiedAt: now() } });
  return { customerId, email, name: account.name, emailVerified: true, customerStatus: 'active' };
}

/** Pays one top-up after the other until told to stop; whatever is down meanwhile. */
export class Payers {
  readonly paid: Paid[] = [];
  readonly #rig: Rig;
  readonly #db: Database;
  readonly #stop = new AbortController();
  readonly #working: Promise<void>;

  constructor(rig: Rig) {
    this.#rig = rig;
    this.#db = connect(rig.appDatabaseUrl, { poolSize: 2 });
    this.#working = this.#work();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#working;
    await this.#db.close();
  }

  async #work(): Promise<void> {
    const { emulator } = this.#rig;
    const checkout = paddleCheckout(paddleClient({ apiKey: 'any', environment: emulator.url }));
    let payer: Payer | undefined;
    for (let n = 0; !this.#stop.signal.aborted; n += 1) {
      if (n % TOP_UPS_EACH === 0) payer = await insist(() => newPayer(this.#db));
      const customerId = payer!.customerId;
      const amountCents = cents(500n + BigInt(n % 50));
      const choice = {
        // Asked again with the same token it is the same purchase.
        requestToken: uuidv7(),
        amountCents,
        country: 'DE',
        consentVersion: CURRENT_CONSENT,
      };
      const purchase = await insist(() => beginTopUp(this.#db.prisma, checkout, payer!, choice, now()));
      const paddleTransactionId = purchase.paddleTransactionId!;
      await emulator.control.pay(paddleTransactionId);
      this.paid.push({ customerId, paddleTransactionId, cents: amountCents });
      await sleep(PAUSE_MS);
    }
  }
}

/** The database may be away: whoever wants to pay tries again. */
async function insist<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 100) throw error;
      await sleep(200);
    }
  }
}
