import { beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { cents } from '#lib/money/cents.ts';
import { toWire } from '#lib/money/credits.ts';
import { Books, eur } from '#lib/testing/books.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { balanceAt, balanceNow, lotsAt } from './balance.ts';
import { expiryOf } from './expiry.ts';
import { type Item, post } from './post.ts';
import { refundable } from './refundable.ts';
import { inTransaction, onPool, type Sql } from './sql.ts';
import { statementPage } from './statement.ts';

const noon = new Date('2026-11-22T12:00:00Z');
let db: Database;
let sql: Sql;

beforeAll(async () => {
  const { appUrl } = await testDatabase();
  db = connect(appUrl);
  sql = onPool(db.pool);
  return () => db.close();
});

const figures = async (books: Books, at: Date) => {
  const balance = (await balanceAt(sql, books.customerId, at))!;
  return [balance.availableMicros, balance.heldMicros, balance.owedMicros].map(toWire);
};

describe('worked examples of the product rules', () => {
  test('1: a hold of 0.06 settled at 0.045 leaves 9.955, and says so', async () => {
    const books = await Books.open(sql, noon);
    await books.topUp(noon, '10');
    const hold = await books.hold(noon, '0.06');
    expect([hold.outcome, toWire(hold.availableMicros), toWire(hold.heldMicros)]).toEqual([
      'held',
      '9.940000',
      '0.060000',
    ]);
    expect(await figures(books, noon)).toEqual(['9.940000', '0.060000', '0.000000']);
    const settled = await books.settle(noon, hold.holdId, '0.045');
    expect([settled.outcome, toWire(settled.amountMicros), toWire(settled.availableMicros)]).toEqual([
      'settled',
      '0.045000',
      '9.955000',
    ]);
    expect(await figures(books, noon)).toEqual(['9.955000', '0.000000', '0.000000']);
  });

  test('2: the trial is spent before the top-up, whose unused 4.70 is refundable', async () => {
    const books = await Books.open(sql, noon);
    await books.trial(noon, '1');
    await books.topUp(noon, '5');
    await books.spend(noon, '1.3');
    const [promo, paid] = await lotsAt(sql, books.customerId, noon);
    expect([promo!.source, promo!.remainingMicros, paid!.source, paid!.remainingMicros]).toEqual([
      'trial',
      0n,
      'top_up',
      eur('4.7'),
    ]);
    const balance = (await balanceAt(sql, books.customerId, noon))!;
    const facts = {
      ...paid!,
      availableMicros: balance.availableMicros,
      expiresAt: balance.expiresAt,
      paidCents: cents(500n),
      returnedCents: cents(0n),
      paidAt: noon,
    };
    expect(refundable(facts, noon).amountCents).toBe(470n);
  });

  test('5: a top-up sets the date, a grant leaves it, the next top-up moves it for everything', async () => {
    const books = await Books.open(sql, noon);
    await books.topUp(new Date('2026-11-22T15:00:00Z'), '10');
    const expiry = async (at: string) =>
      (await balanceAt(sql, books.customerId, new Date(at)))!.expiresAt!.toISOString();
    expect(await expiry('2026-11-22T15:00:00Z')).toBe('2027-11-23T00:00:00.000Z');
    await books.grant(new Date('2027-01-10T09:00:00Z'), '2');
    expect(await expiry('2027-01-10T09:00:00Z')).toBe('2027-11-23T00:00:00.000Z');
    await books.topUp(new Date('2027-03-01T09:00:00Z'), '5');
    expect(await expiry('2027-03-01T09:00:00Z')).toBe('2028-03-02T00:00:00.000Z');
  });

  test('6: what is spent comes from the older top-up; each has its own refund window', async () => {
    const books = await Books.open(sql, noon);
    const day = (n: number) => new Date(noon.getTime() + n * 86_400_000);
    await books.topUp(day(0), '20');
    await books.topUp(day(5), '10');
    await books.spend(day(6), '12');
    const at = async (n: number) => {
      const balance = (await balanceAt(sql, books.customerId, day(n)))!;
      const lots = await lotsAt(sql, books.customerId, day(n));
      return lots.map(
        (lot) =>
          refundable(
            {
              ...lot,
              availableMicros: balance.availableMicros,
              expiresAt: balance.expiresAt,
              paidCents: cents(lot.originalMicros / 10_000n),
              returnedCents: cents(0n),
              paidAt: lot.effectiveAt,
            },
            day(n),
          ).amountCents,
      );
    };
    expect(await at(10)).toEqual([800n, 1000n]);
    expect(await at(15)).toEqual([0n, 1000n]);
  });

  test.each([
    ['0.1', 10],
    ['0.2', 5],
  ])('7: of 50 parallel holds of %s against 1.00 exactly %i are placed', async (amount, fit) => {
    const books = await Books.open(sql, noon);
    await books.topUp(noon, '5');
    await books.spend(noon, '4');
    const results = await Promise.all(
      Array.from({ length: 50 }, () => books.hold(noon, amount, { maxOpen: 100 })),
    );
    expect(results.filter((r) => r.outcome === 'held')).toHaveLength(fit);
    expect(results.filter((r) => r.outcome === 'insufficient')).toHaveLength(50 - fit);
    expect(await figures(books, noon)).toEqual(['0.000000', '1.000000', '0.000000']);
  });

  test('7, in one batch: the same', async () => {
    const books = await Books.open(sql, noon);
    await books.topUp(noon, '5');
    await books.spend(noon, '4');
    const results = await post(
      sql,
      noon,
      Array.from({ length: 50 }, () => books.holdItem(noon, '0.1', { maxOpen: 100 })),
    );
    expect(results.map((r) => r.outcome)).toEqual([
      ...Array(10).fill('held'),
      ...Array(40).fill('insufficient'),
    ]);
  });

  test('in one batch: the floor is asked of what the holds before have left', async () => {
    const books = await Books.open(sql, noon);
    await books.topUp(noon, '1');
    const holds = ['0.3', '0.3', '0.3'].map((euros) =>
      books.holdItem(noon, euros, { floorMicros: eur('0.5') }),
    );
    const posted = await post(sql, noon, holds);
    expect(posted.map(({ outcome }) => outcome)).toEqual(['held', 'held', 'below_floor']);
  });

  test('9: a chargeback takes what is left and leaves a debt, the next top-up pays it, a reversal puts it all back', async () => {
    const books = await Books.open(sql, noon);
    const first = await books.topUp(noon, '10');
    await books.spend(noon, '6');
    expect(await books.clawBack(noon, first.lotId, '10')).toMatchObject({ outcome: 'clawed_back' });
    expect(await figures(books, noon)).toEqual(['0.000000', '0.000000', '6.000000']);
    expect((await books.hold(noon, '0.01')).outcome).toBe('owing');
    const second = await books.topUp(noon, '10');
    expect(await figures(books, noon)).toEqual(['4.000000', '0.000000', '0.000000']);
    const lot = async (id: string) => (await lotsAt(sql, books.customerId, noon)).find((l) => l.id === id)!;
    expect((await lot(second.lotId)).debtPaidMicros).toBe(eur('6'));
    // What paid the debt is not refundable.
    expect((await books.reserve(noon, second.lotId, '4.01')).outcome).toBe('insufficient');

    expect(await books.reverse(noon, first.lotId, '10')).toMatchObject({ outcome: 'reversed' });
    expect(await figures(books, noon)).toEqual(['14.000000', '0.000000', '0.000000']);
    expect((await lot(first.lotId)).remainingMicros).toBe(eur('4'));
    expect(await lot(second.lotId)).toMatchObject({ remainingMicros: eur('10'), debtPaidMicros: 0n });
  });

  test('10: what a hold gives back after the expiry date expires at once, and the statement shows both', async () => {
    const books = await Books.open(sql, noon);
    await books.topUp(noon, '5');
    const late = new Date('2027-11-22T23:59:00Z');
    const hold = await books.hold(late, '0.06');
    const after = new Date('2027-11-23T00:05:00Z');
    expect((await books.expire(after)).amountMicros).toBe(eur('4.94'));
    const settled = await books.settle(after, hold.holdId, '0.045');
    expect([settled.outcome, settled.availableMicros, settled.creditMicros]).toEqual(['settled', 0n, 0n]);
    const lines = await statementPage(sql, books.customerId, { limit: 20 });
    expect(lines.map((line) => [line.kind, toWire(line.changeMicros)])).toEqual([
      ['expire', '-0.015000'],
      ['charge', '-0.045000'],
      ['hold_settled', '0.060000'],
      ['expire', '-4.940000'],
      ['hold', '-0.060000'],
      ['top_up', '5.000000'],
    ]);
    expect(lines[3]!.effectiveAt.toISOString()).toBe('2027-11-23T00:00:00.000Z');
  });
});

describe('11: a top-up that goes back whole gives back its reset of the clock', () => {
  const paidAt = new Date('2026-11-22T12:00:00Z');
  const backAt = new Date('2026-11-25T12:00:00Z');
  const expiry = async (books: Books) =>
    (await balanceNow(sql, books.customerId, backAt))!.expiresAt!.toISOString();
  const customer = async (firstCredit: string) => {
    const books = await Books.open(sql, new Date(firstCredit));
    await books.trial(new Date(firstCredit), '1');
    const { lotId } = await books.topUp(paidAt, '10');
    expect(await expiry(books)).toBe('2027-11-23T00:00:00.000Z');
    return { books, lotId };
  };

  test.each([
    ['2026-03-01T09:00:00Z', '2027-03-02T00:00:00.000Z'],
    ['2025-11-10T09:00:00Z', '2026-12-26T00:00:00.000Z'],
  ])('first credit %s: refunded whole, the clock is %s', async (firstCredit, date) => {
    const { books, lotId } = await customer(firstCredit);
    const { requestId } = await books.reserve(backAt, lotId, '10');
    expect(await expiry(books)).toBe('2027-11-23T00:00:00.000Z');
    await books.refund(backAt, requestId);
    expect(await expiry(books)).toBe(date);
  });

  test('charged back, the same; and the reversal puts the reset back', async () => {
    const { books, lotId } = await customer('2026-03-01T09:00:00Z');
    await books.clawBack(backAt, lotId, '10');
    expect(await expiry(books)).toBe('2027-03-02T00:00:00.000Z');
    await books.reverse(backAt, lotId, '10');
    expect(await expiry(books)).toBe('2027-11-23T00:00:00.000Z');
  });

  test('what expired because the reset was gone is put back with it', async () => {
    const { books, lotId } = await customer('2026-03-01T09:00:00Z');
    await books.clawBack(backAt, lotId, '10');
    const later = new Date('2027-04-01T00:00:00Z');
    expect((await books.expire(later)).amountMicros).toBe(eur('1'));
    const put = await books.reverse(later, lotId, '10');
    expect(toWire(put.availableMicros)).toBe('11.000000');
  });

  test('a part of it given back, it keeps its reset', async () => {
    const { books, lotId } = await customer('2026-03-01T09:00:00Z');
    const { requestId } = await books.reserve(backAt, lotId, '9.99');
    await books.refund(backAt, requestId);
    expect(await expiry(books)).toBe('2027-11-23T00:00:00.000Z');
  });

  test('another top-up that stays justifies its own date', async () => {
    const { books, lotId } = await customer('2026-03-01T09:00:00Z');
    await books.topUp(new Date('2026-11-23T12:00:00Z'), '5', new Date('2026-11-20T12:00:00Z'));
    await books.clawBack(backAt, lotId, '10');
    expect(await expiry(books)).toBe('2027-11-21T00:00:00.000Z');
  });
});

describe('refund requests', () => {
  test('what is asked back cannot be spent, is one at a time, and comes back when it is refused', async () => {
    const books = await Books.open(sql, noon);
    const { lotId } = await books.topUp(noon, '10');
    const asked = await books.reserve(noon, lotId, '8');
    expect(toWire(asked.availableMicros)).toBe('2.000000');
    expect((await books.reserve(noon, lotId, '1')).outcome).toBe('request_open');
    expect((await books.hold(noon, '2.01')).outcome).toBe('insufficient');
    expect((await books.giveBack(noon, asked.requestId)).outcome).toBe('returned');
    expect(await figures(books, noon)).toEqual(['10.000000', '0.000000', '0.000000']);
    expect(await books.refund(noon, asked.requestId)).toMatchObject({ outcome: 'returned', replayed: true });
  });

  test('what is held is not refundable, nor what promotions have', async () => {
    const books = await Books.open(sql, noon);
    await books.trial(noon, '1');
    const { lotId } = await books.topUp(noon, '5');
    await books.hold(noon, '2');
    expect((await books.reserve(noon, lotId, '4.01')).outcome).toBe('insufficient');
    expect((await books.reserve(noon, lotId, '4')).outcome).toBe('reserved');
    expect((await books.reserve(noon, books.customerId, '0.5')).outcome).toBe('wrong_source');
  });

  test('of a payment that went back already nothing goes back again, though its lot has credit left', async () => {
    const books = await Books.open(sql, noon);
    const first = await books.topUp(noon, '10');
    const { holdId } = await books.hold(noon, '10');
    // Held, so it cannot be taken: it is owed, and the next top-up pays it.
    await books.clawBack(noon, first.lotId, '10');
    await books.topUp(noon, '10');
    await books.release(noon, holdId);
    const [lot] = await lotsAt(sql, books.customerId, noon);
    expect([lot!.id, toWire(lot!.remainingMicros)]).toEqual([first.lotId, '10.000000']);
    expect((await books.reserve(noon, first.lotId, '0.01')).outcome).toBe('insufficient');
  });

  test('open when the date comes, the credit is still paid out; refused, it expires at once', async () => {
    const after = new Date('2027-11-23T01:00:00Z');
    for (const refunded of [true, false]) {
      const books = await Books.open(sql, noon);
      const { lotId } = await books.topUp(noon, '10');
      const { requestId } = await books.reserve(new Date('2027-11-22T23:00:00Z'), lotId, '6');
      await books.expire(after);
      const ended = refunded ? await books.refund(after, requestId) : await books.giveBack(after, requestId);
      expect(ended.creditMicros).toBe(0n);
      const [lot] = await lotsAt(sql, books.customerId, after);
      expect([lot!.refundedMicros, lot!.expiredMicros]).toEqual(
        refunded ? [eur('6'), eur('4')] : [0n, eur('10')],
      );
    }
  });

  test('a chargeback overtakes the request of its own purchase and no other', async () => {
    const books = await Books.open(sql, noon);
    const first = await books.topUp(noon, '10');
    const second = await books.topUp(noon, '10');
    const asked = await books.reserve(noon, first.lotId, '8');
    await books.reserve(noon, second.lotId, '7');
    await books.clawBack(noon, first.lotId, '10');
    expect(await books.refund(noon, asked.requestId)).toMatchObject({
      outcome: 'superseded',
      replayed: true,
    });
    expect(await figures(books, noon)).toEqual(['3.000000', '0.000000', '0.000000']);
  });
});

describe('claw-backs', () => {
  test('never touch what is held or promotional: what they cannot reach is owed, and paid when it comes free', async () => {
    const books = await Books.open(sql, noon);
    await books.trial(noon, '1');
    const { lotId } = await books.topUp(noon, '5');
    const hold = await books.hold(noon, '3');
    await books.clawBack(noon, lotId, '5');
    expect(await figures(books, noon)).toEqual(['0.000000', '3.000000', '2.000000']);
    await books.release(noon, hold.holdId);
    expect(await figures(books, noon)).toEqual(['1.000000', '0.000000', '0.000000']);
  });

  test('of credit that had expired take it from breakage, and their reversal revives nothing', async () => {
    const books = await Books.open(sql, noon);
    const { lotId } = await books.topUp(noon, '10');
    const after = new Date('2027-12-01T00:00:00Z');
    await books.topUp(after, '5');
    await books.clawBack(after, lotId, '10');
    expect(await figures(books, after)).toEqual(['5.000000', '0.000000', '0.000000']);
    await books.reverse(after, lotId, '10');
    expect(await figures(books, after)).toEqual(['5.000000', '0.000000', '0.000000']);
  });

  test('of credit that had expired on a date which did not come, as a payment told later shows, revives it', async () => {
    const paid = new Date('2027-11-01T12:00:00Z');
    const told = new Date('2027-12-01T00:00:00Z');
    const ended = [];
    for (const isLateFirst of [true, false]) {
      const books = await Books.open(sql, noon);
      const { lotId } = await books.topUp(noon, '10');
      await books.post(told, { op: 'expire', customerId: books.customerId });
      const late = async () => {
        await books.post(told, books.topUpItem('5', paid, uuidv7()));
      };
      if (isLateFirst) await late();
      await books.clawBack(told, lotId, '6');
      if (!isLateFirst) await late();
      expect(await figures(books, told)).toEqual(['9.000000', '0.000000', '0.000000']);
      await books.reverse(told, lotId, '6');
      ended.push(await figures(books, told));
    }
    expect(ended).toEqual(Array(2).fill(['15.000000', '0.000000', '0.000000']));
  });

  test('of credit that had expired revive what a date took that did not come, and nothing that another took', async () => {
    const books = await Books.open(sql, noon);
    const { lotId } = await books.topUp(noon, '10');
    const { holdId } = await books.hold(noon, '4');
    const told = new Date('2027-12-01T00:00:00Z');
    await books.expire(told);
    await books.clawBack(told, lotId, '6');
    await books.topUp(told, '5', new Date('2027-11-01T12:00:00Z'));
    await books.release(told, holdId);
    expect(await figures(books, told)).toEqual(['9.000000', '0.000000', '0.000000']);
    // Those nine expire on a date that came; the six were taken of one that did not.
    const later = new Date('2028-12-01T00:00:00Z');
    await books.topUp(later, '1');
    expect(await figures(books, later)).toEqual(['1.000000', '0.000000', '0.000000']);
    await books.reverse(later, lotId, '2');
    expect(await figures(books, later)).toEqual(['3.000000', '0.000000', '0.000000']);
    await books.reverse(later, lotId, '4');
    expect(await figures(books, later)).toEqual(['7.000000', '0.000000', '0.000000']);
  });

  test('more than was paid, and more back than was taken, is refused', async () => {
    const books = await Books.open(sql, noon);
    const { lotId } = await books.topUp(noon, '10');
    expect((await books.clawBack(noon, lotId, '10.01')).outcome).toBe('over_paid');
    await books.clawBack(noon, lotId, '4');
    expect((await books.clawBack(noon, lotId, '6.01')).outcome).toBe('over_paid');
    expect((await books.reverse(noon, lotId, '4.01')).outcome).toBe('over_clawed_back');
  });

  test('told twice, or twenty times at once, are one', async () => {
    const books = await Books.open(sql, noon);
    const { lotId } = await books.topUp(noon, '10');
    const told = await Promise.all(
      Array.from({ length: 20 }, () => books.clawBack(noon, lotId, '4', 'adj_1')),
    );
    expect(told.filter((each) => !each.replayed)).toHaveLength(1);
    expect((await books.clawBack(noon, lotId, '5', 'adj_1')).outcome).toBe('mismatch');
    expect(await figures(books, noon)).toEqual(['6.000000', '0.000000', '0.000000']);
  });

  test('a debt that was written off is not owed again, nor given to the customer when the bank pays after all', async () => {
    const books = await Books.open(sql, noon);
    const { lotId } = await books.topUp(noon, '10');
    await books.spend(noon, '6');
    await books.clawBack(noon, lotId, '10');
    expect((await books.writeOff(noon, '6.01')).outcome).toBe('over_owed');
    await books.writeOff(noon, '6');
    await books.reverse(noon, lotId, '10');
    expect(await figures(books, noon)).toEqual(['4.000000', '0.000000', '0.000000']);
  });
});

describe('a reversal, where more than one claw-back took of a purchase', () => {
  const lotOf = async (books: Books, id: string) =>
    (await lotsAt(sql, books.customerId, noon)).find((lot) => lot.id === id)!;

  test('refunded in part at Paddle, the rest charged back, written off and won: the customer keeps nothing', async () => {
    const books = await Books.open(sql, noon);
    const { lotId } = await books.topUp(noon, '10');
    await books.spend(noon, '6');
    await books.clawBack(noon, lotId, '4');
    await books.clawBack(noon, lotId, '6');
    await books.writeOff(noon, '6');
    await books.reverse(noon, lotId, '6');
    expect(await figures(books, noon)).toEqual(['0.000000', '0.000000', '0.000000']);
    // Whom the refund was taken back from gets that as well.
    await books.reverse(noon, lotId, '4');
    expect(await figures(books, noon)).toEqual(['4.000000', '0.000000', '0.000000']);
  });

  test('after the date, before the sweep, a write-off finds nothing available', async () => {
    const books = await Books.open(sql, noon);
    const { lotId } = await books.topUp(noon, '10');
    await books.spend(noon, '6');
    await books.clawBack(noon, lotId, '10');
    await books.grant(noon, '3');
    const written = await books.writeOff(new Date('2028-01-01T00:00:00Z'), '6');
    expect(written).toMatchObject({ outcome: 'written_off', creditMicros: 0n, availableMicros: 0n });
  });

  test('told in the other order, or as one, the same', async () => {
    for (const taken of [['6', '4'], ['10']]) {
      const books = await Books.open(sql, noon);
      const { lotId } = await books.topUp(noon, '10');
      await books.spend(noon, '6');
      for (const euros of taken) await books.clawBack(noon, lotId, euros);
      await books.writeOff(noon, '6');
      await books.reverse(noon, lotId, '6');
      expect(await figures(books, noon)).toEqual(['0.000000', '0.000000', '0.000000']);
    }
  });

  test('refunded in part, the rest expired, charged back and won: nothing that expired or was refunded revives', async () => {
    const books = await Books.open(sql, noon);
    const { lotId } = await books.topUp(noon, '10');
    await books.clawBack(noon, lotId, '4');
    const after = new Date('2027-12-01T00:00:00Z');
    await books.topUp(after, '5');
    await books.clawBack(after, lotId, '6');
    expect(await figures(books, after)).toEqual(['5.000000', '0.000000', '0.000000']);
    await books.reverse(after, lotId, '6');
    expect(await figures(books, after)).toEqual(['5.000000', '0.000000', '0.000000']);
    const lots = await lotsAt(sql, books.customerId, after);
    const old = lots.find(({ id }) => id === lotId);
    expect(old).toMatchObject({ remainingMicros: 0n, clawedBackMicros: eur('4'), expiredMicros: eur('6') });
  });

  test('a debt that a later top-up paid goes back to that top-up, not to the lot that was refunded', async () => {
    const books = await Books.open(sql, noon);
    const first = await books.topUp(noon, '10');
    await books.spend(noon, '6');
    await books.clawBack(noon, first.lotId, '4');
    await books.clawBack(noon, first.lotId, '6');
    const second = await books.topUp(noon, '10');
    await books.reverse(noon, first.lotId, '6');
    expect(await lotOf(books, first.lotId)).toMatchObject({
      remainingMicros: 0n,
      clawedBackMicros: eur('4'),
    });
    expect(await lotOf(books, second.lotId)).toMatchObject({
      remainingMicros: eur('10'),
      debtPaidMicros: 0n,
    });
  });

  test('undone in parts, and taken again between them, each part goes where it came from', async () => {
    const books = await Books.open(sql, noon);
    const first = await books.topUp(noon, '10');
    const second = await books.topUp(noon, '3');
    await books.spend(noon, '6');
    // 4.00 of its own lot, 3.00 of the other, 1.00 owed.
    await books.clawBack(noon, first.lotId, '8');
    await books.writeOff(noon, '1');
    await books.reverse(noon, first.lotId, '2');
    expect(await figures(books, noon)).toEqual(['1.000000', '0.000000', '0.000000']);
    expect(await lotOf(books, second.lotId)).toMatchObject({ remainingMicros: eur('1') });
    await books.spend(noon, '1');
    // All owed, and not what the first took.
    await books.clawBack(noon, first.lotId, '4');
    expect(await figures(books, noon)).toEqual(['0.000000', '0.000000', '4.000000']);
    await books.reverse(noon, first.lotId, '5');
    expect(await figures(books, noon)).toEqual(['1.000000', '0.000000', '0.000000']);
    await books.reverse(noon, first.lotId, '5');
    expect(await lotOf(books, first.lotId)).toMatchObject({
      remainingMicros: eur('4'),
      clawedBackMicros: 0n,
    });
    expect(await lotOf(books, second.lotId)).toMatchObject({
      remainingMicros: eur('2'),
      clawedBackMicros: 0n,
    });
  });

  test('told twice is one, and says the same; told with another amount is refused', async () => {
    const books = await Books.open(sql, noon);
    const { lotId } = await books.topUp(noon, '10');
    await books.clawBack(noon, lotId, '4');
    await books.clawBack(noon, lotId, '6');
    await books.reverse(noon, lotId, '6', 'adj_1');
    expect(await books.reverse(noon, lotId, '6', 'adj_1')).toMatchObject({
      outcome: 'reversed',
      replayed: true,
      amountMicros: eur('6'),
    });
    expect((await books.reverse(noon, lotId, '4', 'adj_1')).outcome).toBe('mismatch');
    expect((await books.reverse(noon, lotId, '4.01')).outcome).toBe('over_clawed_back');
    expect(await figures(books, noon)).toEqual(['6.000000', '0.000000', '0.000000']);
  });
});

describe('what staff decide', () => {
  test('a grant can be corrected up to what is left of it, a top-up never', async () => {
    const books = await Books.open(sql, noon);
    await books.trial(noon, '1');
    await books.spend(noon, '0.4');
    expect((await books.correct(noon, books.customerId, '0.600001')).outcome).toBe('insufficient');
    expect((await books.correct(noon, books.customerId, '0.6')).outcome).toBe('corrected');
    const { lotId } = await books.topUp(noon, '5');
    expect((await books.correct(noon, lotId, '1')).outcome).toBe('wrong_source');
    expect(await figures(books, noon)).toEqual(['5.000000', '0.000000', '0.000000']);
  });

  test('an account is closed only when nothing is kept aside, and then nothing is left', async () => {
    const books = await Books.open(sql, noon);
    await books.trial(noon, '1');
    await books.topUp(noon, '5');
    const hold = await books.hold(noon, '2');
    expect((await books.forfeit(noon)).outcome).toBe('still_reserved');
    await books.settle(noon, hold.holdId, '1.5');
    expect(await books.forfeit(noon)).toMatchObject({ outcome: 'forfeited', amountMicros: eur('4.5') });
    expect(await figures(books, noon)).toEqual(['0.000000', '0.000000', '0.000000']);
  });
});

describe('payments that we are told of late', () => {
  const paidAt = new Date('2027-11-22T23:50:00Z');
  const toldAt = new Date('2027-11-23T09:00:00Z');
  const morning = new Date('2027-11-23T08:00:00Z');

  test.each([
    ['nothing in between', async () => {}, '60.000000'],
    ['a sweep in between', (books: Books) => books.expire(morning), '60.000000'],
    ['a grant in between', (books: Books) => books.grant(morning, '1'), '61.000000'],
    ['another top-up in between', (books: Books) => books.topUp(morning, '5'), '65.000000'],
  ])('made before the date, nothing has expired, with %s', async (_what, meanwhile, available) => {
    const books = await Books.open(sql, noon);
    await books.topUp(noon, '50');
    await meanwhile(books);
    const told = await books.topUp(toldAt, '10', paidAt);
    expect(toWire(told.availableMicros)).toBe(available);
    expect(toWire((await balanceNow(sql, books.customerId, toldAt))!.availableMicros)).toBe(available);
  });

  test('made after the date, they revive nothing', async () => {
    const books = await Books.open(sql, noon);
    await books.topUp(noon, '50');
    const told = await books.topUp(toldAt, '10', new Date('2027-11-23T00:00:00Z'));
    expect(toWire(told.availableMicros)).toBe('10.000000');
  });

  test('two of them give back what one date took once', async () => {
    const books = await Books.open(sql, noon);
    await books.topUp(noon, '50');
    await books.expire(morning);
    await books.topUp(toldAt, '10', paidAt);
    const told = await books.topUp(toldAt, '7', new Date('2027-11-22T20:00:00Z'));
    expect(toWire(told.availableMicros)).toBe('67.000000');
  });
});

test('a past instant counts what was recorded at that very instant, and nothing later', async () => {
  const books = await Books.open(sql, noon);
  const later = (ms: number) => new Date(noon.getTime() + ms);
  await books.topUp(later(1000), '10');
  await books.topUp(later(2000), '5');
  expect(await figures(books, later(999))).toEqual(['0.000000', '0.000000', '0.000000']);
  expect(await figures(books, later(1000))).toEqual(['10.000000', '0.000000', '0.000000']);
  expect(await figures(books, later(1999))).toEqual(['10.000000', '0.000000', '0.000000']);
});

describe('a charge that takes several lots', () => {
  test('names them in the order in which they are spent: trial, grant, then the older payment', async () => {
    const books = await Books.open(sql, noon);
    const newer = await books.topUp(noon, '5', new Date(noon.getTime() - 1000));
    const older = await books.topUp(noon, '5', new Date(noon.getTime() - 2000));
    await books.grant(noon, '1');
    await books.trial(noon, '1');
    await books.spend(noon, '8');
    const lots = await lotsAt(sql, books.customerId, noon);
    const lines = (await statementPage(sql, books.customerId, { limit: 4 })).toReversed();
    expect(lines.map(({ kind, lotId }) => [kind, lotId])).toEqual(lots.map(({ id }) => ['charge', id]));
    expect(lots.slice(2).map(({ id }) => id)).toEqual([older.lotId, newer.lotId]);
    expect(lines.map(({ amountMicros }) => toWire(amountMicros))).toEqual([
      '1.000000',
      '1.000000',
      '5.000000',
      '1.000000',
    ]);
  });

  test('leaves what is reserved for a refund, in a batch as alone', async () => {
    const books = await Books.open(sql, noon);
    const first = await books.topUp(noon, '5');
    const later = new Date(noon.getTime() + 1000);
    await books.topUp(later, '5');
    await books.reserve(later, first.lotId, '4');
    const [one, two] = [await books.hold(later, '1'), await books.hold(later, '1')];
    const { customerId } = books;
    const ends = [one, two].map(
      ({ holdId }) => ({ op: 'settle', customerId, holdId, chargeMicros: eur('1') }) as const,
    );
    expect((await post(sql, later, ends)).map(({ outcome }) => outcome)).toEqual(['settled', 'settled']);
    const lots = await lotsAt(sql, customerId, later);
    expect(lots.map(({ remainingMicros }) => toWire(remainingMicros))).toEqual(['4.000000', '4.000000']);
  });
});

test('credit that nobody spent goes back where it came from: given to promotions, paid to breakage', async () => {
  const books = await Books.open(sql, noon);
  await books.trial(noon, '1');
  await books.grant(noon, '2');
  await books.topUp(noon, '5');
  const date = expiryOf(noon);
  const late = new Date(date.getTime() + 1000);
  await books.expire(late);
  await books.topUp(late, '3', new Date(date.getTime() - 1000));
  await books.forfeit(late);
  const rows = await sql<{ kind: string; debit: string; credit: string; amount: bigint }>(
    'accounts',
    `SELECT kind, debit, credit, sum(amount)::bigint AS amount FROM ledger_posting WHERE customer_id = $1
     GROUP BY kind, debit, credit ORDER BY kind, debit, credit`,
    [books.customerId],
  );
  expect(rows.map(({ kind, debit, credit, amount }) => `${kind} ${debit} ${credit} ${amount}`)).toEqual([
    'expire credit breakage 5000000',
    'expire credit promotions 3000000',
    'forfeit credit breakage 8000000',
    'forfeit credit promotions 3000000',
    'grant promotions credit 2000000',
    'reinstate_expired breakage credit 5000000',
    'reinstate_expired promotions credit 3000000',
    'top_up collected credit 8000000',
    'trial promotions credit 1000000',
  ]);
});

test('a hold that was open at the date is part of the balance whose clock a top-up resets (decision 0010)', async () => {
  const books = await Books.open(sql, noon);
  await books.topUp(noon, '5');
  const hold = await books.hold(new Date('2027-11-22T23:59:00Z'), '5');
  await books.expire(new Date('2027-11-23T00:00:30Z'));
  await books.topUp(new Date('2027-11-23T00:01:00Z'), '10');
  const released = await books.release(new Date('2027-11-23T00:02:00Z'), hold.holdId);
  expect(toWire(released.availableMicros)).toBe('15.000000');
});

describe('clocks that differ', () => {
  const ahead = new Date(noon.getTime() + 16 * 60_000);

  test('what one process has credited, another that is behind sees, holds and settles', async () => {
    const books = await Books.open(sql, ahead);
    await books.topUp(ahead, '25');
    expect((await balanceNow(sql, books.customerId, noon))!.availableMicros).toBe(eur('25'));
    const hold = await books.hold(noon, '1');
    expect(hold.outcome).toBe('held');
    expect(hold.recordedAt).toEqual(ahead);
    expect((await books.settle(noon, hold.holdId, '0.5')).outcome).toBe('settled');
    const items = [books.holdItem(noon, '1'), books.holdItem(noon, '1')];
    expect((await post(sql, noon, items)).map((each) => each.outcome)).toEqual(['held', 'held']);
  });
});

test('two items of one batch that name the same hold are refused together, and nothing is written', async () => {
  const books = await Books.open(sql, noon);
  await books.topUp(noon, '5');
  const { holdId } = await books.hold(noon, '1');
  const before = await balanceNow(sql, books.customerId, noon);
  const { customerId } = books;
  await expect(
    post(sql, noon, [
      { op: 'settle', customerId, holdId, chargeMicros: eur('0.5') },
      { op: 'release', customerId, holdId, reason: 'failed' },
    ]),
  ).rejects.toThrow(/name the same hold/);
  expect(await balanceNow(sql, books.customerId, noon)).toEqual(before);
});

describe('the same again, and the same name with other content', () => {
  test('a top-up told twice is credited once; told with another time or amount it is a mismatch', async () => {
    const books = await Books.open(sql, noon);
    const told = {
      op: 'credit',
      kind: 'top_up',
      customerId: books.customerId,
      key: 'topup:txn_1',
      lotId: books.customerId,
      amountMicros: eur('10'),
      effectiveAt: noon,
      expiresAt: expiryOf(noon),
      cause: { type: 'purchase', id: books.customerId },
      actor: 'paddle',
    } as const;
    expect(await books.post(noon, told)).toMatchObject({ outcome: 'credited', replayed: false });
    expect(await books.post(noon, told)).toMatchObject({
      outcome: 'credited',
      replayed: true,
      amountMicros: eur('10'),
    });
    expect(await books.post(noon, { ...told, amountMicros: eur('11') })).toMatchObject({
      outcome: 'mismatch',
    });
    const later = new Date(noon.getTime() + 1000);
    expect(await books.post(noon, { ...told, effectiveAt: later })).toMatchObject({ outcome: 'mismatch' });
    expect((await balanceNow(sql, books.customerId, noon))!.creditMicros).toBe(eur('10'));
  });

  test('the name of an entry told for another kind of entry is a mismatch, and nothing is done', async () => {
    const books = await Books.open(sql, noon);
    const { customerId } = books;
    const { lotId } = await books.topUp(noon, '5');
    await books.spend(noon, '5');
    await books.clawBack(noon, lotId, '2', 'adj_kind');
    const before = await balanceNow(sql, customerId, noon);
    const key = 'claw_back:adj_kind:approved';
    const told = { customerId, key, amountMicros: eur('2'), actor: 'paddle' };
    const another: Item[] = [
      { op: 'reverse', ...told, lotId },
      { op: 'write_off', ...told, cause: { type: 'purchase', id: lotId }, detailDigest: new Uint8Array(32) },
    ];
    for (const item of another) expect(await books.post(noon, item)).toMatchObject({ outcome: 'mismatch' });
    expect(await books.clawBack(noon, lotId, '2', 'adj_kind')).toMatchObject({ outcome: 'clawed_back' });
    expect(await balanceNow(sql, customerId, noon)).toEqual(before);
  });

  test('a hold that is asked for again in the next month is the one that was placed, in its own month’s budget', async () => {
    const books = await Books.open(sql, noon);
    await books.trial(noon, '1');
    const ref = uuidv7();
    const month = (period: string) => ({ budget: { ref, period, capMicros: eur('0.5') } });
    const item = books.holdItem(noon, '0.4', month('2026-11-01'));
    expect(await books.post(noon, item)).toMatchObject({ outcome: 'held', replayed: false });
    const again = { ...item, ...month('2026-12-01') };
    expect(await books.post(noon, again)).toMatchObject({ outcome: 'held', replayed: true });
    const { rows } = await db.pool.query(
      'SELECT period::text, committed::text FROM ledger_budget WHERE ref = $1',
      [ref],
    );
    expect(rows).toEqual([{ period: '2026-11-01', committed: eur('0.4').toString() }]);
  });

  test('books that two open at once are opened once, and each is told so', async () => {
    const open = { op: 'open', customerId: uuidv7() } as const;
    const second = await transaction(db.prisma, async (tx) => {
      await post(inTransaction(tx), noon, [open]);
      const waiting = post(sql, noon, [open]);
      // It waits for this transaction, which is not over yet.
      await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 200))]);
      return { waiting };
    });
    expect((await second.waiting)[0]?.outcome).toBe('opened');
  });

  test('whoever ends a hold second is told how it ended', async () => {
    const books = await Books.open(sql, noon);
    await books.topUp(noon, '5');
    const { holdId } = await books.hold(noon, '1');
    const endings = await Promise.all([
      ...Array.from({ length: 10 }, () => books.settle(noon, holdId, '0.4')),
      ...Array.from({ length: 10 }, () => books.release(noon, holdId)),
    ]);
    expect(endings.filter((each) => !each.replayed)).toHaveLength(1);
    expect(new Set(endings.map((each) => each.outcome)).size).toBe(1);
  });
});
