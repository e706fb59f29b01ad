import { beforeAll, describe, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { cents } from '#lib/money/cents.ts';
import { toWire } from '#lib/money/credits.ts';
import { Books, eur } from '#lib/testing/books.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { balanceAt, balanceNow, lotsAt } from './balance.ts';
import { expiryOf } from './expiry.ts';
import { post } from './post.ts';
import { refundable } from './refundable.ts';
import { onPool, type Sql } from './sql.ts';
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
