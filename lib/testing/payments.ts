import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import { uuidv7 } from '#lib/core/ids.ts';
import { openCustomer } from '#lib/customers/open.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { isOfTheMoment, violationsOf } from '#lib/db/invariant.ts';
import { transaction } from '#lib/db/transaction.ts';
import { CURRENT_CONSENT } from '#lib/i18n/consent.ts';
import { type Balance, balanceAt, lotsAt } from '#lib/ledger/balance.ts';
import { ledgerInvariants } from '#lib/ledger/invariants.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { cents } from '#lib/money/cents.ts';
import { parseEuros, ZERO } from '#lib/money/credits.ts';
import { paddleCheckout } from '#lib/paddle/checkout.ts';
import { type PaddleClient, paddleClient } from '#lib/paddle/client.ts';
import { paddleRefunds } from '#lib/paddle/refunds.ts';
import { paddleWebhooks } from '#lib/paddle/source.ts';
import { answerWebhook } from '#lib/paddle/webhook.ts';
import { beginTopUp, type Payer } from '#lib/topups/begin.ts';
import { topUpInvariants } from '#lib/topups/invariants.ts';
import type { Purchase } from '#lib/topups/purchase.ts';
import { sendRefunds } from '#lib/topups/refund-send.ts';
import { findPurchase } from '#lib/topups/store.ts';
import { type Emulator, startEmulator } from '../../emulators/paddle/src/start.ts';
import { testDatabase } from './postgres.ts';

const SECRET = 'pdl_ntfset_01jd0000000000000000000000_testing';

/**
 * Everything a payment goes through, for tests: a database, the Paddle emulator, the unmodified SDK, and a server
 * that takes the webhooks in as the app's route does.
 */
export class PaymentWorld {
  readonly db: Database;
  readonly emulator: Emulator;
  readonly paddle: PaddleClient;
  readonly source = paddleWebhooks({ secrets: [SECRET], acceptSimulated: false });
  readonly #server;
  readonly #ownerPool;
  readonly #handling = new Set<Promise<unknown>>();
  /** Where the clock stands; moves by itself unless it was set. */
  #at: Date | undefined;

  private constructor(
    db: Database,
    ownerPool: Awaited<ReturnType<typeof testDatabase>>['ownerPool'],
    emulator: Emulator,
  ) {
    this.db = db;
    this.#ownerPool = ownerPool;
    this.emulator = emulator;
    this.paddle = paddleClient({ apiKey: 'test-key', environment: emulator.url });
    this.#server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', async () => {
        const headers = { 'paddle-signature': String(incoming.headers['paddle-signature'] ?? '') };
        const request = new Request('http://app/', { method: 'POST', headers, body: Buffer.concat(chunks) });
        const response = await this.answer(request);
        outgoing.writeHead(response.status).end();
      });
    });
  }

  /** Starts it all. Call `close` at the end of the file. */
  static async start(options: Parameters<typeof testDatabase>[0] = {}): Promise<PaymentWorld> {
    const { appUrl, ownerPool } = await testDatabase(options);
    const emulator = await startEmulator({ completedDelayMs: 20, retryBaseMs: 50 });
    const world = new PaymentWorld(connect(appUrl), ownerPool, emulator);
    await new Promise<void>((resolve) => world.#server.listen(0, '127.0.0.1', resolve));
    await world.goOnline();
    return world;
  }

  async close(): Promise<void> {
    await this.emulator.close();
    await new Promise((resolve) => this.#server.close(resolve));
    await Promise.allSettled(this.#handling);
    await this.db.close();
  }

  /** As the database's owner: to look at what the app may not, and to arrange it. */
  get ownerPool(): Pool {
    return this.#ownerPool;
  }

  get webhookUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** The present instant: real time, unless the test set it. */
  now = (): Date => this.#at ?? new Date();

  setClock(at: Date | undefined): void {
    this.#at = at;
  }

  /** Paddle delivers to this app. */
  async goOnline(): Promise<void> {
    await this.emulator.control.setDestinations([{ url: this.webhookUrl, secret: SECRET }]);
  }

  /** Paddle has nowhere to deliver to: what happens now is only in its list of events. */
  async goOffline(): Promise<void> {
    await this.emulator.control.setDestinations([]);
  }

  /** The app's route: answers, then handles. */
  answer(request: Request): Promise<Response> {
    return answerWebhook(this.db.prisma, this.source, request, {
      now: this.now,
      later: (work) => {
        const handling = work().finally(() => this.#handling.delete(handling));
        this.#handling.add(handling);
      },
    });
  }

  /** Waits until Paddle has delivered everything and everything delivered is handled. */
  async settle(): Promise<void> {
    await this.emulator.control.idle(15_000);
    await Promise.all(this.#handling);
  }

  /** A customer with books and a verified address. */
  async customer(): Promise<Payer> {
    const customerId = uuidv7();
    const email = `${customerId}@example.com`;
    await transaction(this.db.prisma, async (tx) => {
      await openCustomer(tx, { customerId, at: this.now() });
    });
    await this.db.prisma.user.create({
      data: {
        id: uuidv7(),
        customerId,
        role: 'customer',
        email,
        name: 'Ada Buyer',
        passwordHash: '-',
        createdAt: this.now(),
        emailVerifiedAt: this.now(),
      },
    });
    return { customerId, email, name: 'Ada Buyer', emailVerified: true, customerStatus: 'active' };
  }

  /** Begins a top-up as the page does. */
  begin(payer: Payer, amountCents: bigint, country = 'DE'): Promise<Purchase> {
    const choice = {
      requestToken: uuidv7(),
      amountCents: cents(amountCents),
      country,
      consentVersion: CURRENT_CONSENT,
    };
    return beginTopUp(this.db.prisma, paddleCheckout(this.paddle), payer, choice, this.now());
  }

  async purchase(made: Purchase): Promise<Purchase> {
    return (await findPurchase(this.db.prisma, { purchaseId: made.id, customerId: made.customerId }))!;
  }

  async balance(payer: { customerId: string }): Promise<Balance> {
    return (await balanceAt(onPool(this.db.pool), payer.customerId, this.now()))!;
  }

  lots(payer: { customerId: string }) {
    return lotsAt(onPool(this.db.pool), payer.customerId, this.now());
  }

  /** The events of a young Paddle transaction, oldest first, as Paddle lists them: what webhooks carried. */
  async events(paddleTransactionId: string): Promise<SentEvent[]> {
    const response = await fetch(`${this.emulator.url}/events?per_page=200&order_by=id[DESC]`, {
      headers: { authorization: 'Bearer test-key' },
    });
    const { data } = (await response.json()) as { data: SentEvent[] };
    const isOf = ({ id, transaction_id }: SentEvent['data']) =>
      id === paddleTransactionId || transaction_id === paddleTransactionId;
    return data.filter((event) => isOf(event.data)).reverse();
  }

  /** A purchase that is paid and credited. */
  async paid(amountCents: bigint, payer?: Payer): Promise<{ payer: Payer; purchase: Purchase }> {
    const who = payer ?? (await this.customer());
    const begun = await this.begin(who, amountCents);
    await this.emulator.control.pay(begun.paddleTransactionId!);
    await this.settle();
    return { payer: who, purchase: await this.purchase(begun) };
  }

  /** Runs the task that sends approved refunds to Paddle, and waits for what Paddle says about them. */
  async sendRefunds(at: Date = this.now()): Promise<void> {
    await sendRefunds(this.db.prisma, paddleRefunds(this.paddle), () => at);
    await this.settle();
  }

  /** Spends credit of a customer on work that costs exactly what was held. */
  async spend(payer: { customerId: string }, euros: string): Promise<void> {
    const { customerId } = payer;
    const holdId = uuidv7();
    const amountMicros = parseEuros(euros)!;
    const at = this.now();
    const hold = {
      op: 'hold',
      customerId,
      holdId,
      amountMicros,
      causeType: 'generation',
      expiresAt: new Date(at.getTime() + 900_000),
      floorMicros: ZERO,
      maxOpen: 10,
    } as const;
    const settle = { op: 'settle', customerId, holdId, chargeMicros: amountMicros } as const;
    for (const item of [hold, settle]) {
      const [posted] = await post(onPool(this.db.pool), at, [item]);
      if (posted!.outcome !== 'held' && posted!.outcome !== 'settled') throw new Error(posted!.outcome);
    }
  }

  /** A request as Paddle sends it, freshly signed; parts may be given otherwise. */
  delivery(
    event: unknown,
    over: {
      body?: string | Uint8Array<ArrayBuffer>;
      header?: string;
      secret?: string;
      ageSeconds?: number;
    } = {},
  ): Request {
    const body = over.body ?? JSON.stringify(event);
    const ts = Math.floor(this.now().getTime() / 1000) - (over.ageSeconds ?? 0);
    const hash = createHmac('sha256', over.secret ?? SECRET)
      .update(`${ts}:`)
      .update(body)
      .digest('hex');
    const header = over.header ?? `ts=${ts};h1=${hash}`;
    return new Request('http://app/', { method: 'POST', headers: { 'paddle-signature': header }, body });
  }

  /** Delivers an event, and waits until it is handled. @returns the status of the answer */
  async deliver(event: unknown, over: Parameters<PaymentWorld['delivery']>[1] = {}): Promise<number> {
    const { status } = await this.answer(this.delivery(event, over));
    await Promise.all(this.#handling);
    return status;
  }

  /** The stored event, with its timeline. */
  storedEvent(eventId: string) {
    return this.db.prisma.inboundEvent.findUnique({
      where: { source_eventId: { source: 'paddle', eventId } },
      include: { steps: { orderBy: { id: 'asc' } } },
    });
  }

  /** How many receipts wait in the queue for a purchase. */
  async queuedReceipts(purchase: Purchase): Promise<number> {
    return (await this.queuedMails(purchase.id)).filter((template) => template === 'receipt').length;
  }

  /** The kinds of mail that wait in the queue about a purchase or a refund request, in their order. */
  async queuedMails(id: string): Promise<string[]> {
    const { rows } = await this.#ownerPool.query<{ template: string }>(
      `SELECT payload ->> 'template' AS template FROM graphile_worker._private_jobs
       WHERE $1 IN (payload ->> 'purchaseId', payload ->> 'requestId') AND payload ->> 'template' IS NOT NULL
       ORDER BY id`,
      [id],
    );
    return rows.map(({ template }) => template);
  }

  /** What the newest mail of a kind about a purchase is to tell. */
  async queuedMail(purchaseId: string, template: string): Promise<Record<string, unknown> | undefined> {
    const { rows } = await this.#ownerPool.query<{ payload: Record<string, unknown> }>(
      `SELECT payload FROM graphile_worker._private_jobs
       WHERE payload ->> 'purchaseId' = $1 AND payload ->> 'template' = $2 ORDER BY id DESC LIMIT 1`,
      [purchaseId, template],
    );
    return rows[0]?.payload;
  }

  /** The broken rules of books and payments; empty when all hold. Of what time decides only events are asked: no worker runs. */
  violations() {
    const rules = [...ledgerInvariants, ...topUpInvariants].filter(
      (rule) => !isOfTheMoment(rule) || rule.name === 'no_event_forgotten',
    );
    return violationsOf(this.#ownerPool, rules, this.now());
  }

  /** Runs a statement as the database's owner: to break what the app cannot. */
  async asOwner(statement: string): Promise<void> {
    await this.#ownerPool.query(statement);
  }
}

/** An event as it travels. */
export type SentEvent = {
  event_id: string;
  event_type: string;
  occurred_at: string;
  data: { id: string; status: string } & Record<string, unknown>;
};
