import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { type CreditItem, type HoldItem, type Item, type Posted, post } from '#lib/ledger/post.ts';
import type { Sql } from '#lib/ledger/sql.ts';
import { clawBack, grant, refund, reverse, topUp, trial } from '#lib/ledger/verbs.ts';
import { type Cents, centsFromMinorUnits } from '#lib/money/cents.ts';
import { type Credits, parseEuros } from '#lib/money/credits.ts';

/** Micro-euros from decimal euros, for tests: `eur('9.955')`. */
export function eur(text: string): Credits {
  const amount = parseEuros(text);
  if (amount === undefined) throw new Error(`${text} is no amount`);
  return amount;
}

const centsOf = (euros: string): Cents => centsFromMinorUnits((eur(euros) / 10_000n).toString());

/** The books of one new customer: each call is one item, posted alone. Tests never clean up; each opens its own. */
export class Books {
  readonly sql: Sql;
  readonly customerId: string;

  private constructor(sql: Sql, customerId: string) {
    this.sql = sql;
    this.customerId = customerId;
  }

  /** The books of a customer who has some. */
  static of(sql: Sql, customerId: string): Books {
    return new Books(sql, customerId);
  }

  static async open(sql: Sql, at: Date): Promise<Books> {
    const books = new Books(sql, uuidv7());
    await books.post(at, { op: 'open', customerId: books.customerId });
    return books;
  }

  async post(at: Date, item: Item): Promise<Posted> {
    const [posted] = await post(this.sql, at, [item]);
    return posted!;
  }

  async topUp(
    at: Date,
    euros: string,
    paidAt: Date = at,
    paddleTransactionId = `txn_${uuidv7()}`,
  ): Promise<Posted & { lotId: Uuid }> {
    const item = this.topUpItem(euros, paidAt, paddleTransactionId);
    return { ...(await this.post(at, item)), lotId: item.lotId };
  }

  topUpItem(euros: string, paidAt: Date, paddleTransactionId: string): CreditItem {
    const { customerId } = this;
    return topUp({
      customerId,
      purchaseId: uuidv7(),
      paddleTransactionId,
      netCents: centsOf(euros),
      paidAt,
    });
  }

  trial(at: Date, euros: string): Promise<Posted> {
    return this.post(at, trial({ customerId: this.customerId, amountMicros: eur(euros), at }));
  }

  grant(at: Date, euros: string): Promise<Posted> {
    const detailDigest = new Uint8Array(32);
    return this.post(
      at,
      grant({
        customerId: this.customerId,
        grantId: uuidv7(),
        amountMicros: eur(euros),
        at,
        author: 'test',
        detailDigest,
      }),
    );
  }

  holdItem(at: Date, euros: string, rest: Partial<HoldItem> = {}): HoldItem {
    return {
      op: 'hold',
      customerId: this.customerId,
      holdId: uuidv7(),
      amountMicros: eur(euros),
      causeType: 'generation',
      expiresAt: new Date(at.getTime() + 900_000),
      floorMicros: eur('0'),
      maxOpen: 10,
      ...rest,
    };
  }

  async hold(at: Date, euros: string, rest: Partial<HoldItem> = {}): Promise<Posted & { holdId: string }> {
    const item = this.holdItem(at, euros, rest);
    return { ...(await this.post(at, item)), holdId: item.holdId };
  }

  settle(at: Date, holdId: string, euros: string): Promise<Posted> {
    return this.post(at, { op: 'settle', customerId: this.customerId, holdId, chargeMicros: eur(euros) });
  }

  release(at: Date, holdId: string, reason = 'failed'): Promise<Posted> {
    return this.post(at, { op: 'release', customerId: this.customerId, holdId, reason });
  }

  /** Holds and settles at once: a job that is over. */
  async spend(at: Date, euros: string): Promise<Posted> {
    const { holdId } = await this.hold(at, euros);
    return this.settle(at, holdId, euros);
  }

  expire(at: Date): Promise<Posted> {
    return this.post(at, { op: 'expire', customerId: this.customerId });
  }

  /** Opens a refund request for an amount of a purchase. */
  async reserve(at: Date, lotId: Uuid, euros: string): Promise<Posted & { requestId: Uuid }> {
    const requestId = uuidv7();
    const { customerId } = this;
    const posted = await this.post(at, {
      op: 'reserve',
      customerId,
      requestId,
      lotId,
      amountMicros: eur(euros),
    });
    return { ...posted, requestId };
  }

  refund(at: Date, requestId: Uuid): Promise<Posted> {
    return this.post(at, refund({ customerId: this.customerId, requestId, refundedAt: at, at }));
  }

  giveBack(at: Date, requestId: Uuid): Promise<Posted> {
    return this.post(at, { op: 'return', customerId: this.customerId, requestId });
  }

  clawBack(at: Date, purchaseId: Uuid, euros: string, adjustmentId: string = uuidv7()): Promise<Posted> {
    const adjustment = { id: adjustmentId, status: 'approved' };
    const { customerId } = this;
    const netCents = centsOf(euros);
    return this.post(at, clawBack({ customerId, purchaseId, adjustment, netCents, tookEffectAt: at, at }));
  }

  reverse(at: Date, purchaseId: Uuid, euros: string, adjustmentId: string = uuidv7()): Promise<Posted> {
    const adjustment = { id: adjustmentId, status: 'reversed' };
    const { customerId } = this;
    return this.post(at, reverse({ customerId, purchaseId, adjustment, netCents: centsOf(euros) }));
  }

  writeOff(at: Date, euros: string): Promise<Posted> {
    return this.post(at, { op: 'write_off', ...this.#decision(), amountMicros: eur(euros) });
  }

  correct(at: Date, lotId: Uuid, euros: string): Promise<Posted> {
    return this.post(at, { op: 'correct', ...this.#decision(), lotId, amountMicros: eur(euros) });
  }

  forfeit(at: Date): Promise<Posted> {
    return this.post(at, { op: 'forfeit', ...this.#decision() });
  }

  #decision() {
    const id = uuidv7();
    const cause = { type: 'decision', id };
    return {
      customerId: this.customerId,
      key: `decision:${id}`,
      cause,
      actor: 'test',
      detailDigest: new Uint8Array(32),
    };
  }
}
