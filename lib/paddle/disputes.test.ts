import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { transaction } from '#lib/db/transaction.ts';
import { redriveEvents } from '#lib/inbox/redrive.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { writeOff } from '#lib/ledger/verbs.ts';
import { cents } from '#lib/money/cents.ts';
import { toWire } from '#lib/money/credits.ts';
import { assertOfLives } from '#lib/testing/ledger-deeds.ts';
import { PaymentWorld, type SentEvent } from '#lib/testing/payments.ts';
import type { Payer } from '#lib/topups/begin.ts';
import type { Purchase } from '#lib/topups/purchase.ts';
import { refundPreview } from '#lib/topups/refund-preview.ts';
import { findRequest, listRequests } from '#lib/topups/refund-store.ts';
import { approveRefund, askRefund, refuseRefund } from '#lib/topups/refunds.ts';

const support = uuidv7();
let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start();
  return () => world.close();
});

/** Whatever a test did: books, payments and requests agree. */
afterEach(async () => {
  world.setClock(undefined);
  await world.emulator.control.clearSwitches();
  await world.emulator.control.setApproval({ mode: 'immediate' });
  await world.goOnline();
  await world.settle();
  expect(await world.violations()).toEqual([]);
});

/** What a customer sees: available, owed, and how the purchase stands. */
async function seen(payer: Payer, purchase: Purchase) {
  const { availableMicros, owedMicros } = await world.balance(payer);
  return [toWire(availableMicros), toWire(owedMicros), (await world.purchase(purchase)).status];
}

const adjustmentsOf = async ({ paddleTransactionId }: Purchase) =>
  (await world.events(paddleTransactionId!)).filter(({ event_type }) => event_type.startsWith('adjustment.'));

/** What the chosen deeds at Paddle tell, none of it delivered. */
async function untold(purchase: Purchase, deeds: () => Promise<unknown>): Promise<SentEvent[]> {
  await world.goOffline();
  await deeds();
  await world.settle();
  await world.goOnline();
  return adjustmentsOf(purchase);
}

const refundAtPaddle = async ({ paddleTransactionId }: Purchase, amount: string | 'tax') => {
  const { details } = await world.paddle.transactions.get(paddleTransactionId!);
  const itemId = details!.lineItems[0]!.id;
  const item =
    amount === 'tax'
      ? { itemId, type: 'tax' as const, amount: null }
      : { itemId, type: 'partial' as const, amount };
  return world.paddle.adjustments.create({
    action: 'refund',
    transactionId: paddleTransactionId!,
    reason: 'In Paddle’s dashboard',
    type: 'partial',
    taxMode: 'external',
    items: [item],
  });
};

/** An admin writes off all that a customer owes. */
async function giveUpDebt({ customerId }: Payer): Promise<void> {
  const { owedMicros } = await world.balance({ customerId });
  const decision = { writeOffId: uuidv7(), author: 'test', detailDigest: new Uint8Array(32) };
  const item = writeOff({ customerId, amountMicros: owedMicros, ...decision });
  await post(onPool(world.db.pool), world.now(), [item]);
}

describe('money that goes back outside of the app', () => {
  test('a chargeback of spent credit leaves a debt, which the next top-up pays; its reversal puts all back', async () => {
    const { payer, purchase } = await world.paid(1000n);
    await world.spend(payer, '6');
    const chargeback = await world.emulator.control.chargeback(purchase.paddleTransactionId!);
    await world.settle();
    expect(await seen(payer, purchase)).toEqual(['0.000000', '6.000000', 'CHARGED_BACK']);
    const second = await world.paid(1000n, payer);
    expect(await seen(payer, second.purchase)).toEqual(['4.000000', '0.000000', 'PAID']);
    await world.emulator.control.reverse(chargeback.id);
    await world.settle();
    expect(await seen(payer, purchase)).toEqual(['14.000000', '0.000000', 'PAID']);
    expect(await world.queuedMails(purchase.id)).toEqual(['receipt', 'taken_back', 'put_back']);
    // The mails tell what became of it, not more: four were credit, six had been spent.
    expect(await world.queuedMail(purchase.id, 'taken_back')).toMatchObject({
      netCents: '1000',
      creditEur: '4.000000',
    });
    expect(await world.queuedMail(purchase.id, 'put_back')).toMatchObject({
      creditEur: '10.000000',
      debtEur: '0.000000',
    });
  });

  test('refunded in part in the dashboard, the rest charged back, written off and won: the customer keeps nothing', async () => {
    const { payer, purchase } = await world.paid(1000n);
    await world.spend(payer, '6');
    await refundAtPaddle(purchase, '400');
    await world.settle();
    expect(await seen(payer, purchase)).toEqual(['0.000000', '0.000000', 'PARTLY_REFUNDED']);
    const chargeback = await world.emulator.control.chargeback(purchase.paddleTransactionId!);
    await world.settle();
    expect(await seen(payer, purchase)).toEqual(['0.000000', '6.000000', 'CHARGED_BACK']);
    await giveUpDebt(payer);
    await world.emulator.control.reverse(chargeback.id);
    await world.settle();
    expect(await seen(payer, purchase)).toEqual(['0.000000', '0.000000', 'PARTLY_REFUNDED']);
    expect(await world.queuedMail(purchase.id, 'put_back')).toMatchObject({
      netCents: '600',
      creditEur: '0.000000',
      debtEur: '0.000000',
    });
  });

  test('a refund and a chargeback that is won later, told in either order, leave the same', async () => {
    for (const isWrittenOff of [false, true]) {
      for (const isRefundFirst of [true, false]) {
        const { payer, purchase } = await world.paid(1000n);
        await world.spend(payer, '6');
        let chargebackId = '';
        const told = await untold(purchase, async () => {
          await refundAtPaddle(purchase, '400');
          chargebackId = (await world.emulator.control.chargeback(purchase.paddleTransactionId!)).id;
        });
        for (const isRefund of [isRefundFirst, !isRefundFirst]) {
          for (const event of told) {
            if ((event.data.action === 'refund') === isRefund) await world.deliver(event);
          }
        }
        expect(await seen(payer, purchase)).toEqual(['0.000000', '6.000000', 'CHARGED_BACK']);
        if (isWrittenOff) await giveUpDebt(payer);
        await world.emulator.control.reverse(chargebackId);
        await world.settle();
        expect(await seen(payer, purchase)).toEqual(['0.000000', '0.000000', 'PARTLY_REFUNDED']);
      }
    }
  });

  test('a warning has taken the money already: the chargeback after it takes nothing more', async () => {
    const { payer, purchase } = await world.paid(1000n);
    const id = purchase.paddleTransactionId!;
    const warning = await world.emulator.control.chargebackWarning(id);
    await world.settle();
    expect(await seen(payer, purchase)).toEqual(['0.000000', '0.000000', 'CHARGED_BACK']);
    const chargeback = await world.emulator.control.chargeback(id);
    await world.settle();
    expect(await seen(payer, purchase)).toEqual(['0.000000', '0.000000', 'CHARGED_BACK']);
    // One of the two reversed leaves the other standing.
    await world.emulator.control.reverse(warning.id);
    await world.settle();
    expect(await seen(payer, purchase)).toEqual(['0.000000', '0.000000', 'CHARGED_BACK']);
    await world.emulator.control.reverse(chargeback.id);
    await world.settle();
    expect(await seen(payer, purchase)).toEqual(['10.000000', '0.000000', 'PAID']);
  });

  test('a refund made in Paddle’s dashboard takes its net amount, and one of the tax only takes nothing', async () => {
    await world.emulator.control.setApproval({ mode: 'immediate' });
    const { payer, purchase } = await world.paid(2500n);
    await refundAtPaddle(purchase, '1000');
    await world.settle();
    expect(await seen(payer, purchase)).toEqual(['15.000000', '0.000000', 'PARTLY_REFUNDED']);
    await refundAtPaddle(purchase, 'tax');
    await world.settle();
    expect(await seen(payer, purchase)).toEqual(['15.000000', '0.000000', 'PARTLY_REFUNDED']);
    expect(await world.queuedMails(purchase.id)).toEqual(['receipt', 'taken_back']);
  });

  test('a chargeback supersedes the refund that was asked for, wherever it is', async () => {
    await world.emulator.control.setApproval({ mode: 'manual' });
    for (const isSent of [false, true]) {
      const { payer, purchase } = await world.paid(2500n);
      const { customerId, id: purchaseId } = purchase;
      const asked = await askRefund(
        world.db.prisma,
        { customerId, purchaseId, amountCents: cents(2500n) },
        world.now(),
      );
      if (isSent) {
        await transaction(world.db.prisma, (tx) =>
          approveRefund(
            tx,
            { requestId: asked.id, isSecond: false, staffId: support, isAdmin: false },
            world.now(),
          ),
        );
        await world.sendRefunds();
      }
      await world.emulator.control.chargeback(purchase.paddleTransactionId!);
      await world.settle();
      expect((await findRequest(world.db.prisma, asked.id))!.state).toBe('superseded');
      expect(await seen(payer, purchase)).toEqual(['0.000000', '0.000000', 'CHARGED_BACK']);
      if (!isSent) continue;
      // Paddle pays the refund out all the same: there is no more to take than was paid.
      const refund = (await adjustmentsOf(purchase)).find(({ data }) => data.action === 'refund')!;
      await world.emulator.control.approve(refund.data.id);
      await world.settle();
      expect(await seen(payer, purchase)).toEqual(['0.000000', '0.000000', 'CHARGED_BACK']);
    }
  });

  test('an adjustment that comes before its payment waits for it', async () => {
    const payer = await world.customer();
    const begun = await world.begin(payer, 1000n);
    await world.settle();
    await world.goOffline();
    await world.emulator.control.pay(begun.paddleTransactionId!);
    await world.settle();
    const [told] = await untold(begun, () => world.emulator.control.chargeback(begun.paddleTransactionId!));
    await world.deliver(told);
    expect((await world.storedEvent(told!.event_id))!.status).toBe('processed');
    expect(await seen(payer, begun)).toEqual(['0.000000', '0.000000', 'PENDING']);
    for (const event of await world.events(begun.paddleTransactionId!)) await world.deliver(event);
    expect(await seen(payer, begun)).toEqual(['0.000000', '0.000000', 'CHARGED_BACK']);
  });

  test('one of a payment that no purchase is bound to is tried again, taken up once it is, and parked after a day', async () => {
    const { payer, purchase } = await world.paid(1000n);
    const id = purchase.paddleTransactionId!;
    const [told] = await untold(purchase, () => world.emulator.control.chargeback(id));
    await world.asOwner(
      `UPDATE purchase SET paddle_transaction_id = 'txn_elsewhere' WHERE id = '${purchase.id}'`,
    );
    await world.deliver(told);
    const status = async () => (await world.storedEvent(told!.event_id))!.status;
    expect(await status()).toBe('received');
    const later = (ms: number) => new Date(world.now().getTime() + ms);
    await redriveEvents(world.db.prisma, [world.source], later(60_000));
    expect(await status()).toBe('received');
    await redriveEvents(world.db.prisma, [world.source], later(90_000_000));
    expect(await status()).toBe('parked');
    await world.asOwner(`UPDATE purchase SET paddle_transaction_id = '${id}' WHERE id = '${purchase.id}'`);
    await world.deliver(told);
    expect(await status()).toBe('processed');
    expect(await seen(payer, purchase)).toEqual(['0.000000', '0.000000', 'CHARGED_BACK']);
  });

  test('what is unknown is parked, never an exception, and the known beside it counts', async () => {
    const { payer, purchase } = await world.paid(1000n);
    const id = purchase.paddleTransactionId!;
    const [told] = await untold(purchase, () => world.emulator.control.chargeback(id));
    const odd = (over: object) => ({
      ...told,
      event_id: `evt_${uuidv7()}`,
      data: { ...told!.data, id: `adj_${uuidv7()}`, ...over },
    });
    const cases = [
      odd({ action: 'chargeback_of_a_new_kind' }),
      odd({ status: 'half_approved' }),
      odd({ currency_code: 'USD' }),
      odd({ action: 'credit' }),
      odd({ totals: { subtotal: '1000', tax: '190', total: '1000' } }),
      odd({ totals: { subtotal: '-1000', tax: '190', total: '1000' } }),
      odd({ totals: null }),
      odd({ transaction_id: 7 }),
    ];
    for (const event of cases) {
      expect(await world.deliver(event)).toBe(200);
      expect((await world.storedEvent(event.event_id))!.status).toBe('parked');
    }
    expect(await seen(payer, purchase)).toEqual(['10.000000', '0.000000', 'PAID']);
    await world.deliver(told);
    expect(await seen(payer, purchase)).toEqual(['0.000000', '0.000000', 'CHARGED_BACK']);
  });
});

test('several adjustments of one payment, told in any order and any number of times, end in the same books', async () => {
  await world.emulator.control.setApproval({ mode: 'manual' });
  const lives = fc.record({
    spentEuros: fc.constantFrom('0', '3.5', '10'),
    reverseFirst: fc.boolean(),
    order: fc.infiniteStream(fc.nat()),
  });
  await fc.assert(
    fc.asyncProperty(lives, async ({ spentEuros, reverseFirst, order }) => {
      const { payer, purchase } = await world.paid(1000n);
      if (spentEuros !== '0') await world.spend(payer, spentEuros);
      const id = purchase.paddleTransactionId!;
      const { control } = world.emulator;
      const told = await untold(purchase, async () => {
        const refund = await refundAtPaddle(purchase, '250');
        await control.approve(refund.id);
        const rejected = await refundAtPaddle(purchase, '100');
        await control.reject(rejected.id);
        const warning = await control.chargebackWarning(id, '595');
        const chargeback = await control.chargeback(id, '595');
        await control.reverse(reverseFirst ? warning.id : chargeback.id);
      });
      // Each told twice, in the order that chance gives.
      const deliveries = [...told, ...told].map((event) => ({ event, place: order.next().value }));
      deliveries.sort((a, b) => a.place - b.place);
      for (const { event } of deliveries) {
        await world.deliver(event);
        expect(await world.violations()).toEqual([]);
      }
      // 2.50 refunded, and one dispute of 5.00 stands.
      const left = 10 - 2.5 - 5 - Number(spentEuros);
      expect(await seen(payer, purchase)).toEqual([
        Math.max(0, left).toFixed(6),
        Math.max(0, -left).toFixed(6),
        'CHARGED_BACK',
      ]);
    }),
    { numRuns: Number(process.env.LEDGER_RUNS ?? 12) },
  );
}, 600_000);

const DEEDS = [
  'spend',
  'ask',
  'approve',
  'refuse',
  'send',
  'sendAndLoseTheAnswer',
  'lookAgain',
  'paddleApproves',
  'paddleRejects',
  'refundOutside',
  'chargeback',
  'warning',
  'reverse',
  'hear',
  'hearAgain',
  'expire',
] as const;
type Deed = (typeof DEEDS)[number];

/** What can happen around one purchase. Each may be refused, by us or by Paddle; none may harm the books. */
class Life {
  readonly payer: Payer;
  readonly purchase: Purchase;
  readonly #told = new Set<string>();
  /** What really went through, so that the run can say that it was no idle one. */
  readonly done: Record<string, number> = {};

  constructor({ payer, purchase }: { payer: Payer; purchase: Purchase }) {
    this.payer = payer;
    this.purchase = purchase;
  }

  async do(deed: Deed, chance: number): Promise<void> {
    const refusals = /conflict|refund|adjust|not_found|insufficient|owing|decided|reverse|nothing/i;
    try {
      if ((await this.deeds[deed](chance)) === false) return;
      this.done[deed] = (this.done[deed] ?? 0) + 1;
    } catch (error) {
      const { message, code } = error as Error & { code?: string };
      if (!refusals.test(`${code} ${message}`)) throw error;
    }
  }

  readonly deeds: Record<Deed, (chance: number) => Promise<unknown>> = {
    spend: (chance: number) => world.spend(this.payer, `${(chance % 4) + 1}.123456`),
    ask: async () => {
      const { customerId, id: purchaseId } = this.purchase;
      for (const amountCents of await this.#unused())
        await askRefund(world.db.prisma, { customerId, purchaseId, amountCents }, world.now());
    },
    approve: async () => {
      if ((await this.#open()).length === 0) await this.deeds.ask(0);
      const [open] = await this.#open();
      if (open === undefined) return false;
      await transaction(world.db.prisma, (tx) =>
        approveRefund(
          tx,
          { requestId: open.id, isSecond: false, staffId: support, isAdmin: false },
          world.now(),
        ),
      );
    },
    refuse: async () => {
      if ((await this.#open()).length === 0) await this.deeds.ask(0);
      const [open] = await this.#open();
      if (open === undefined) return false;
      await transaction(world.db.prisma, (tx) =>
        refuseRefund(tx, { requestId: open.id, reason: 'dispute_open' }, world.now()),
      );
    },
    send: async () => {
      if ((await this.#open())[0]?.state !== 'approved') await this.deeds.approve(0);
      if ((await this.#open())[0]?.state !== 'approved') return false;
      await world.sendRefunds();
    },
    sendAndLoseTheAnswer: async () => {
      if ((await this.#open())[0]?.state !== 'approved') await this.deeds.approve(0);
      if ((await this.#open())[0]?.state !== 'approved') return false;
      await world.emulator.control.setFaults([
        { fault: 'apply_then_drop', method: 'POST', pathPrefix: '/adjustments', times: 1 },
      ]);
      await world.sendRefunds();
      await world.emulator.control.setFaults([]);
    },
    lookAgain: () => world.sendRefunds(new Date(world.now().getTime() + 200_000)),
    paddleApproves: async () => world.emulator.control.approve(await this.#pending()),
    paddleRejects: async () => world.emulator.control.reject(await this.#pending()),
    refundOutside: (chance: number) => refundAtPaddle(this.purchase, `${100 + (chance % 300)}`),
    chargeback: () => world.emulator.control.chargeback(this.purchase.paddleTransactionId!),
    warning: () => world.emulator.control.chargebackWarning(this.purchase.paddleTransactionId!),
    reverse: async () => {
      const made = (await adjustmentsOf(this.purchase)).findLast(({ data }) =>
        String(data.action).startsWith('chargeback'),
      );
      if (made === undefined) return false;
      await world.emulator.control.reverse(made.data.id);
    },
    hear: async (chance: number) => {
      const events = (await adjustmentsOf(this.purchase)).filter(({ event_id }) => !this.#told.has(event_id));
      const event = events[chance % Math.max(1, events.length)];
      if (event === undefined) return false;
      await world.deliver(event);
      this.#told.add(event.event_id);
    },
    hearAgain: async (chance: number) => {
      const events = await adjustmentsOf(this.purchase);
      const event = events[chance % Math.max(1, events.length)];
      if (event === undefined) return false;
      await world.deliver(event);
    },
    expire: async () => {
      const { expiresAt } = await world.balance(this.payer);
      if (expiresAt === null || world.now() >= expiresAt) return false;
      world.setClock(new Date(expiresAt.getTime() + 3_600_000));
      const item = { op: 'expire', customerId: this.payer.customerId } as const;
      await post(onPool(world.db.pool), world.now(), [item]);
    },
  };

  /** Everything is told, in the end. */
  async hearAll(): Promise<void> {
    for (const event of await adjustmentsOf(this.purchase)) await world.deliver(event);
  }

  async #open() {
    const requests = await listRequests(world.db.prisma, [this.purchase.id]);
    return requests.filter(({ endedAt }) => endedAt === null);
  }

  async #unused() {
    const preview = await refundPreview(
      onPool(world.db.pool),
      await world.purchase(this.purchase),
      [],
      world.now(),
    );
    return preview.amountCents > 0n ? [preview.amountCents] : [];
  }

  async #pending(): Promise<string> {
    const made = await world.paddle.adjustments
      .list({ transactionId: [this.purchase.paddleTransactionId!], status: ['pending_approval'] })
      .next();
    if (made[0] === undefined) throw new Error('nothing is pending');
    return made[0].id;
  }
}

test('refund, chargeback, spending and expiry of one purchase, in any interleaving, keep every rule', async () => {
  await world.emulator.control.setApproval({ mode: 'manual' });
  const deed = fc.tuple(fc.constantFrom(...DEEDS), fc.nat());
  const met: Record<string, number> = {};
  await assertOfLives(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 25 }), async (deeds) => {
      world.setClock(undefined);
      await world.goOnline();
      const life = new Life(await world.paid(1000n));
      await world.goOffline();
      for (const [kind, chance] of deeds) {
        await life.do(kind, chance);
        expect(await world.violations(), kind).toEqual([]);
      }
      await life.hearAll();
      expect(await world.violations()).toEqual([]);
      for (const [kind, times] of Object.entries(life.done)) met[kind] = (met[kind] ?? 0) + times;
    }),
    { known: 20, fresh: Number(process.env.LEDGER_RUNS ?? 8) },
  );
  // Chance alone must not have idled.
  expect(DEEDS.filter((kind) => met[kind] === undefined)).toEqual([]);
}, 900_000);
