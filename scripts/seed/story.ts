import { setTimeout as sleep } from 'node:timers/promises';
import { confirmAddress } from '#lib/auth/accounts.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { InvariantError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { trialCredit } from '#lib/customers/trial.ts';
import { database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { localFileStore } from '#lib/files/file-store.ts';
import { type Admission, createAdmission } from '#lib/generation/admit.ts';
import { createFinishing } from '#lib/generation/finish.ts';
import { order } from '#lib/generation/order.ts';
import { createStudio } from '#lib/generation/providers/studio/studio.ts';
import { bookExpiredCredit, deleteExpiredFiles } from '#lib/generation/recover.ts';
import { GENERATION_TIMEOUT_MS, HEARTBEAT_MS, runJob, type Workshop } from '#lib/generation/run.ts';
import { CURRENT_CONSENT } from '#lib/i18n/consent.ts';
import { operatorOf } from '#lib/jobs/tasks.ts';
import { floorToCents, parseEuros } from '#lib/money/credits.ts';
import { backfillEvents } from '#lib/paddle/backfill.ts';
import { paddleCheckout } from '#lib/paddle/checkout.ts';
import { configuredPaddle } from '#lib/paddle/configured.ts';
import { giveCredit } from '#lib/staff/grants.ts';
import { beginTopUp } from '#lib/topups/begin.ts';
import { askRefund } from '#lib/topups/refunds.ts';
import { findPurchase } from '#lib/topups/store.ts';

const WAIT_MS = 15_000;

/** What a customer of the demo has lived through. Nothing is made up: each event goes the way that it goes for real. */
export class Story {
  readonly #who: { customerId: Uuid; email: string; name: string };
  readonly #admission: Admission;
  readonly #workshop: Workshop = {
    db: database(),
    files: localFileStore(env().FILES_DIR),
    finishing: createFinishing(database()),
    providers: { studio: createStudio() },
    operator: operatorOf(localFileStore(env().FILES_DIR)),
    timeoutMs: GENERATION_TIMEOUT_MS,
    heartbeatMs: HEARTBEAT_MS,
  };

  constructor(who: { customerId: Uuid; email: string; name: string }) {
    this.#who = who;
    this.#admission = createAdmission(database(), { maxInFlight: 10, topUpUrl: `${env().APP_URL}/top-up` });
  }

  /** The address is verified, which brings the trial credit. */
  async joins(userId: Uuid): Promise<void> {
    const { AUTH_SECRET: secret } = env();
    await transaction(database().prisma, (tx) =>
      confirmAddress(tx, { userId, trialMicros: trialCredit(), secret, at: now() }),
    );
  }

  /** Pays at the emulator; the app not being up, the payment is found in Paddle's list of events. @returns the purchase */
  async topsUp(euros: string, country: string): Promise<Uuid> {
    const { prisma } = database();
    const purchase = await beginTopUp(
      prisma,
      paddleCheckout(configuredPaddle()),
      { ...this.#who, emailVerified: true, customerStatus: 'active' },
      {
        requestToken: uuidv7(),
        amountCents: floorToCents(parseEuros(euros)!),
        country,
        consentVersion: CURRENT_CONSENT,
      },
      now(),
    );
    await this.#payAtEmulator(purchase.paddleTransactionId!);
    const { customerId } = this.#who;
    const deadline = Date.now() + WAIT_MS;
    while ((await findPurchase(prisma, { purchaseId: purchase.id, customerId }))?.status !== 'PAID') {
      if (Date.now() > deadline)
        throw new InvariantError(`The purchase ${purchase.id} was paid and not credited`);
      await sleep(200);
      await backfillEvents(prisma, configuredPaddle(), now());
    }
    return purchase.id;
  }

  /** Asks for everything unused of a top-up back; nobody has decided on it yet. */
  async asksBack(purchaseId: Uuid, euros: string): Promise<void> {
    const { customerId } = this.#who;
    const amountCents = floorToCents(parseEuros(euros)!);
    await askRefund(database().prisma, { customerId, purchaseId, amountCents }, now());
  }

  /** Asks for a picture and has it made, as a worker would. */
  async paints(prompt: string, model: string, aspectRatio: '1:1' | '16:9' | '3:2' | '4:3'): Promise<void> {
    const { customerId } = this.#who;
    const admitted = await this.#admission.admit({
      customerId,
      apiKey: null,
      ...order({ prompt, model, aspect_ratio: aspectRatio, image_size: '1K' }),
      idempotencyKey: undefined,
    });
    await runJob(this.#workshop, admitted.jobId, AbortSignal.timeout(GENERATION_TIMEOUT_MS));
  }

  async receivesGrant(euros: string, reason: string): Promise<void> {
    await giveCredit(database().prisma, {
      customerId: this.#who.customerId,
      amountMicros: parseEuros(euros)!,
      reason,
      internalNote: 'Demo',
      author: 'operator',
      at: now(),
    });
  }

  /** What the tasks would have done on the way: files are deleted an hour after completion. */
  async tidiesUp(): Promise<void> {
    await deleteExpiredFiles(database(), this.#workshop.files);
    await bookExpiredCredit(database());
  }

  async #payAtEmulator(paddleTransactionId: string): Promise<void> {
    const url = `${env().PADDLE_ENVIRONMENT}/_control/transactions/${paddleTransactionId}/pay`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(WAIT_MS),
    });
    if (!response.ok) throw new Error(`The emulator refused the payment: ${await response.text()}`);
  }
}
