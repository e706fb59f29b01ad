import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { sealedStatement } from '#lib/contracts/proof.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { signYesterday } from '#lib/ledger/heads.ts';
import { proofKeys } from '#lib/ledger/proof-keys.ts';
import { sealEverything } from '#lib/ledger/seals.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { credits, toWire } from '#lib/money/credits.ts';
import { Books } from '#lib/testing/books.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { TEST_SIGNING_KEY } from '#lib/testing/signing-key.ts';
import { verifyStatement } from '../../cli/src/proof/verify.ts';
import { sealedStatementOf } from './proof.ts';

// What the service gives out is checked with the command line's own code, which shares nothing with ours.

const AT = new Date('2026-11-22T12:00:00Z');
const DAY_MS = 86_400_000;
const keys = proofKeys(TEST_SIGNING_KEY);

let db: Database;
beforeAll(async () => {
  process.env.PROOF_SIGNING_KEY = TEST_SIGNING_KEY;
  db = connect((await testDatabase()).appUrl);
  return () => db.close();
});

async function busy(): Promise<PayingCustomer> {
  const customer = await payingCustomer(db.pool, { at: AT, credit: '20' });
  const { books } = customer;
  await books.grant(AT, '2');
  const { lotId } = await books.topUp(AT, '10');
  for (let i = 0; i < 4; i += 1) {
    const { holdId } = await books.hold(AT, '0.5');
    if (i === 2) await books.release(AT, holdId);
    else await books.settle(AT, holdId, '0.45');
  }
  const { requestId } = await books.reserve(AT, lotId, '3');
  await books.refund(AT, requestId);
  return customer;
}

type Statement = Awaited<ReturnType<typeof sealedStatementOf>>;
let statement: Statement;
beforeAll(async () => {
  const [customer] = await Promise.all([busy(), busy(), busy()]);
  await signYesterday(db.pool, keys, AT);
  // What comes after the head is sealed, and not signed yet.
  await customer.books.spend(AT, '0.3');
  await sealEverything(db.pool, keys, AT);
  statement = await sealedStatementOf(db, customer.customerId, AT);
});

const verdictOf = (changed: Statement, key?: string) => verifyStatement(JSON.stringify(changed), key);
const changed = (change: (copy: Statement) => void): Statement => {
  const copy = structuredClone(statement);
  change(copy);
  return copy;
};

test('a sealed statement verifies offline, with the key it names or with one that the reader has', () => {
  expect(sealedStatement.safeParse(statement).error).toBeUndefined();
  const verdict = verdictOf(statement);
  expect(verdict).toMatchObject({
    ok: true,
    asOf: '2026-11-22T12:00:00.000Z',
    head: { date: '2026-11-21', keyId: keys.keyId },
    closing: '27.350000',
  });
  expect(verdictOf(statement, keys.publicKey)).toEqual(verdict);
  const stranger = proofKeys(strangersKey()).publicKey;
  expect(verdictOf(statement, stranger)).toMatchObject({ ok: false });
});

describe('whatever is done to it is found', () => {
  const last = () => statement.facts.length - 1;
  test.each<[string, (copy: Statement) => void, RegExp]>([
    [
      'an amount altered',
      (copy) => {
        copy.facts[0]![7] = '1';
      },
      /fact 1 does not follow/,
    ],
    [
      'an actor altered',
      (copy) => {
        copy.facts[1]![15] = 'somebody';
      },
      /from 1 to \d+ is not as it was sealed/,
    ],
    [
      'a fact removed',
      (copy) => {
        copy.facts.splice(3, 1);
      },
      /fact 4 is missing/,
    ],
    [
      'a fact put in',
      (copy) => {
        copy.facts.splice(3, 0, copy.facts[3]!);
      },
      /fact 5 is missing, or another/,
    ],
    [
      'two facts swapped',
      (copy) => {
        copy.facts.splice(2, 2, copy.facts[3]!, copy.facts[2]!);
      },
      /fact 3 is missing/,
    ],
    [
      'a seal altered',
      (copy) => {
        copy.seals[0]!.link = '0'.repeat(64);
      },
      /is not as it was sealed/,
    ],
    [
      'the root altered',
      (copy) => {
        copy.proof!.head.root = '0'.repeat(64);
      },
      /does not hang on the head/,
    ],
    [
      'the way altered',
      (copy) => {
        copy.proof!.path[0]!.hash = '0'.repeat(64);
      },
      /does not hang on the head/,
    ],
    [
      'the day altered',
      (copy) => {
        copy.proof!.head.date = '2026-11-20';
      },
      /is not its hash/,
    ],
    [
      'another customer',
      (copy) => {
        copy.customer = '019ac0de-0000-7000-8000-000000000001';
      },
      /not as it was sealed/,
    ],
    [
      'the credit altered',
      (copy) => {
        copy.credit_eur = '99.000000';
      },
      /facts leave a credit of 27\.350000, not 99/,
    ],
    [
      'the balance altered',
      (copy) => {
        copy.balance_eur = '999.000000';
      },
      /facts leave 27\.350000 available/,
    ],
    [
      'what is held altered',
      (copy) => {
        copy.held_eur = '1.000000';
      },
      /facts leave 0\.000000 held/,
    ],
    [
      'a request that was never ended',
      (copy) => {
        copy.facts = copy.facts.filter(([, type]) => type !== 'request_end').map(renumbered);
      },
      /does not follow/,
    ],
    [
      'what was left available altered',
      (copy) => {
        copy.facts.at(-1)![12] = '1';
      },
      /does not follow/,
    ],
    [
      'everything cut off before the head',
      (copy) => {
        copy.facts.length = 2;
        copy.seals = [];
        copy.credit_eur = copy.balance_eur = '22.000000';
      },
      /are not those that the head/,
    ],
  ])('%s', (_what, change, told) => {
    expect(verdictOf(changed(change))).toMatchObject({ ok: false, what: expect.stringMatching(told) });
  });

  test('a field that nobody knows, or one that is named twice', () => {
    const json = JSON.stringify(statement);
    const put = (before: string, text: string) => {
      expect(json).toContain(before);
      return verifyStatement(
        json.replace(before, () => `${text}${before}`),
        undefined,
      );
    };
    expect(put('"balance_eur"', '"owed_eur":"9.000000",')).toEqual({
      ...{ ok: false, why: 'broken', what: 'owed_eur is no field of a sealed statement' },
    });
    expect(put('"upto"', '"note":"",')).toMatchObject({
      what: 'seals[0].note is no field of a sealed statement',
    });
    for (const twice of ['"balance_eur" : "999.000000",', '"balance\\u005feur":"999.000000",'])
      expect(put('"balance_eur"', twice)).toMatchObject({ ok: false, what: 'it names a field twice' });
    // What only looks like a field is none, and how it is laid out does not matter.
    expect(verifyStatement(JSON.stringify(statement, null, 2), undefined)).toMatchObject({ ok: true });
  });

  test('the last fact, which only a seal covers', () => {
    const copy = changed((each) => {
      each.facts[last()]![16] = 'another';
    });
    expect(Number(statement.proof!.leaf.upto)).toBeLessThan(statement.facts.length);
    expect(verdictOf(copy)).toMatchObject({ ok: false, what: expect.stringMatching(/not as it was sealed/) });
  });
});

test('what comes after the head is told apart from what hangs on it', () => {
  const verdict = verdictOf(statement);
  expect(verdict).toMatchObject({ facts: statement.facts.length, customer: statement.customer });
  expect((verdict as { head: { upto: number } }).head.upto).toBe(statement.facts.length - 3);
});

describe('the figures are those that follow from the facts as of its time', () => {
  test.each<[string, (copy: Statement) => void, RegExp]>([
    [
      'nothing is left, a year before the date',
      (copy) => {
        copy.balance_eur = copy.credit_eur = '0.000000';
      },
      /leave a credit of 27\.350000, not 0\.000000/,
    ],
    [
      'it is of a time after the date',
      (copy) => {
        copy.as_of = '2027-11-23T00:00:00.000Z';
      },
      /leave a credit of 0\.000000, not 27\.350000/,
    ],
    [
      'it is of a time before its last fact',
      (copy) => {
        copy.as_of = '2026-11-22T11:59:59.999Z';
      },
      /fact 1 was not recorded by 2026-11-22T11:59:59\.999Z/,
    ],
    [
      'a fact that only follows from the others has no time',
      (copy) => {
        const { length } = copy.facts;
        copy.facts.push([
          String(length + 1),
          'hold',
          'x',
          '0',
          null,
          null,
          null,
          '',
          '27350000',
          '0',
          '27350000',
        ]);
      },
      /fact \d+ was not recorded by/,
    ],
    [
      'another date moved than the one there was',
      (copy) => {
        copy.facts.find((fact) => fact[21] === 'clock')![23] = '2026-12-01T00:00:00.000Z';
      },
      /fact 1 does not follow/,
    ],
    [
      'the date is no time',
      (copy) => {
        copy.facts.find((fact) => fact[21] === 'clock')![24] = 'never';
      },
      /fact 1 does not follow/,
    ],
  ])('%s', (_what, change, told) => {
    expect(verdictOf(changed(change))).toMatchObject({
      ok: false,
      why: 'broken',
      what: expect.stringMatching(told),
    });
  });

  test('to the last instant before the date everything is credit, from it on only what is held, booked or not', async () => {
    const mine = connect((await testDatabase()).appUrl);
    const { customerId, books } = await payingCustomer(mine.pool, { at: AT, credit: '5' });
    await books.hold(AT, '1');
    const date = new Date('2027-11-23T00:00:00Z');
    await signYesterday(mine.pool, keys, date);
    const early = await sealedStatementOf(mine, customerId, new Date(date.getTime() - 1));
    expect([early.balance_eur, early.credit_eur]).toEqual(['4.000000', '5.000000']);
    expect(verdictOf(early)).toMatchObject({ ok: true, closing: '5.000000' });
    const late = await sealedStatementOf(mine, customerId, date);
    expect([late.balance_eur, late.credit_eur, late.held_eur]).toEqual(['0.000000', '1.000000', '1.000000']);
    expect(verdictOf(late)).toMatchObject({ ok: true, closing: '1.000000' });
    for (const lie of [
      { ...late, credit_eur: '5.000000', balance_eur: '4.000000' },
      { ...late, credit_eur: '2.000000', balance_eur: '1.000000' },
      { ...early, credit_eur: '1.000000', balance_eur: '0.000000' },
    ])
      expect(verdictOf(lie, keys.publicKey)).toMatchObject({ ok: false, why: 'broken' });
    await mine.close();
  });
});

test('after the date, what the signed facts leave is what is kept aside', async () => {
  const mine = connect((await testDatabase()).appUrl);
  const { customerId, books } = await payingCustomer(mine.pool, { at: AT, credit: '10' });
  const date = new Date('2027-11-23T00:00:00Z');
  const { holdId } = await books.hold(new Date(date.getTime() - 3_600_000), '1');
  await signYesterday(mine.pool, keys, new Date(date.getTime() + 60_000));
  const at = new Date(date.getTime() + 120_000);
  await books.settle(at, holdId, '0.5');
  await sealEverything(mine.pool, keys, at);
  const verdict = verdictOf(await sealedStatementOf(mine, customerId, at), keys.publicKey);
  expect(verdict).toMatchObject({ ok: true, head: { creditEur: '1.000000' }, closing: '0.000000' });
  await mine.close();
});

test('whatever becomes of the books in some years, the statement of every day verifies', async () => {
  const mine = connect((await testDatabase()).appUrl);
  const { customerId, books } = await payingCustomer(mine.pool, { at: AT, credit: '20' });
  let at = AT;
  const lots: string[] = [];
  const holds: string[] = [];
  const lot = (n: number) => lots[n % lots.length]!;
  const deeds: ((n: number) => Promise<unknown>)[] = [
    async () => lots.push((await books.topUp(at, '10')).lotId),
    // Paid before the date, told after it: reinstates what had expired.
    async () => lots.push((await books.topUp(at, '5', new Date(at.getTime() - 40 * DAY_MS))).lotId),
    () => books.grant(at, '2'),
    () => books.spend(at, '1.5'),
    async () => holds.push((await books.hold(at, '0.7')).holdId),
    async (n) => holds.length > 0 && books.settle(at, holds.splice(n % holds.length, 1)[0]!, '0.3'),
    async (n) => holds.length > 0 && books.release(at, holds.splice(n % holds.length, 1)[0]!),
    async (n) => books.refund(at, (await books.reserve(at, lot(n), '10')).requestId),
    (n) => books.reserve(at, lot(n), '1'),
    (n) => books.clawBack(at, lot(n), '5'),
    (n) => books.reverse(at, lot(n), '5'),
    () => books.expire(at),
  ];
  await deeds[0]!(0);
  const step = fc.record({
    deed: fc.constantFrom(...deeds),
    n: fc.nat(100),
    days: fc.constantFrom(0, 0, 0, 1, 2, 30, 200, 340),
  });
  let expired = 0;
  let dates = 0;
  for (const { deed, n, days } of fc.sample(step, { numRuns: 120, seed: 20_261_122 })) {
    await deed(n);
    at = new Date(at.getTime() + days * DAY_MS);
    await signYesterday(mine.pool, keys, at);
    const each = await sealedStatementOf(mine, customerId, at);
    expect(verdictOf(each, keys.publicKey)).toMatchObject({ ok: true, closing: each.credit_eur });
    dates = each.facts.filter((fact) => fact[21] === 'clock').length;
    if (each.credit_eur !== creditLeft(each)) expired += 1;
  }
  expect(dates).toBeGreaterThan(10);
  expect(expired).toBeGreaterThan(2);
  await mine.close();
});

/** The credit that the last fact left, whether or not its date has come. */
function creditLeft({ facts }: Statement): string {
  const place = { posting: 10, hold: 8, hold_end: 6, request: 6, request_end: 5 };
  const last = facts.at(-1)!;
  return toWire(credits(BigInt(last[place[last[1] as keyof typeof place]]!)));
}

describe('what no head of its time covers agrees, but is not verified', () => {
  const daysLater = (days: number, ms = 0) => new Date(AT.getTime() + days * DAY_MS + ms);
  let mine: Database;
  let old: Statement;
  let now: Statement;
  beforeAll(async () => {
    mine = connect((await testDatabase()).appUrl);
    const { customerId, books } = await payingCustomer(mine.pool, { at: AT, credit: '100' });
    await signYesterday(mine.pool, keys, AT);
    old = await sealedStatementOf(mine, customerId, AT);
    for (let days = 1; days < 40; days += 13) await books.spend(daysLater(days), '1');
    await signYesterday(mine.pool, keys, daysLater(41));
    now = await sealedStatementOf(mine, customerId, daysLater(41));
    return () => mine.close();
  });
  const cut = () => ({
    ...now,
    facts: now.facts.slice(0, 4),
    proof: old.proof,
    ...{ balance_eur: '99.000000', credit_eur: '99.000000' },
  });

  test('an old head under facts that were cut off, with the seals away, is found', () => {
    expect(verdictOf(now, keys.publicKey)).toMatchObject({ ok: true });
    expect(verdictOf({ ...cut(), seals: [] }, keys.publicKey)).toMatchObject({
      ok: false,
      why: 'broken',
      what: 'no seal ends at fact 1, where the head of 2026-11-21 does',
    });
  });

  test('an old head with its seals is told to be old', () => {
    for (const key of [undefined, keys.publicKey])
      expect(verdictOf({ ...cut(), seals: old.seals }, key)).toMatchObject({
        ok: false,
        why: 'unsigned',
        isOverdue: true,
        what: expect.stringContaining('its head is of 2026-11-21'),
      });
  });

  test('a head is old when its day ended more than two days before', () => {
    // The day of its head ends with the 21st of November.
    const of = (instant: string) => verdictOf({ ...old, as_of: instant });
    expect(of('2026-11-24T00:00:00.000Z')).toMatchObject({ ok: true });
    expect(of('2026-11-24T00:00:00.001Z')).toMatchObject({ ok: false, why: 'unsigned' });
  });

  test('a fact of long ago that the newest head does not cover is named', () => {
    // The beginning of the last hold once more, as another one.
    const [, type, , ...columns] = now.facts.at(-3)!;
    const seq = String(now.facts.length + 1);
    const added = [seq, type!, 'another', ...columns];
    added[3] = '1000000';
    added.splice(8, 3, '97000000', '1000000', '96000000');
    const verdict = verdictOf({
      ...now,
      facts: [...now.facts, added],
      ...{ held_eur: '1.000000', balance_eur: '96.000000' },
    });
    expect(verdict).toMatchObject({
      ok: false,
      why: 'unsigned',
      isOverdue: true,
      what: expect.stringContaining(`fact ${seq} is of 2026-12-19`),
    });
  });

  test('without any head, with a key from elsewhere or without, it is told whether there had to be one', () => {
    for (const key of [undefined, keys.publicKey]) {
      expect(verdictOf({ ...old, proof: null }, key)).toEqual({
        ok: false,
        why: 'unsigned',
        isOverdue: false,
        what: 'nothing of it is signed yet',
      });
      expect(verdictOf({ ...old, proof: null, seals: [] }, key)).toMatchObject({ why: 'unsigned' });
      expect(verdictOf({ ...now, proof: null }, key)).toMatchObject({
        ok: false,
        why: 'unsigned',
        isOverdue: true,
        what: 'nothing of it is signed, and its first fact is of 2026-11-22',
      });
    }
  });

  test('books in which nothing happened have nothing to sign yet', async () => {
    const { customerId } = await Books.open(onPool(mine.pool), daysLater(41));
    const empty = await sealedStatementOf(mine, customerId, daysLater(41));
    expect(verdictOf(empty)).toMatchObject({ ok: false, why: 'unsigned', isOverdue: false });
  });

  test('what contradicts itself is told before what is not signed', () => {
    expect(verdictOf({ ...old, proof: null, balance_eur: '1.000000' })).toMatchObject({ why: 'broken' });
  });
});

describe('what is no sealed statement is refused, and the field named', () => {
  const of = (path: string, value: unknown) => {
    const copy = structuredClone(statement) as unknown as Record<string, unknown>;
    const names = path.split('.');
    const last = names.pop()!;
    let at = copy;
    for (const name of names) at = at[name] as Record<string, unknown>;
    if (value === undefined) delete at[last];
    else at[last] = value;
    return verifyStatement(JSON.stringify(copy), undefined);
  };

  test.each<[string, unknown, string]>([
    ['proof', undefined, 'proof is missing'],
    ['proof', [], 'proof is not an object'],
    ['proof.head', null, 'proof.head is not an object'],
    ['proof.head.date', '2026-02-31', 'proof.head.date is not a day'],
    ['proof.head.customers', '3', 'proof.head.customers is not a whole number'],
    ['proof.head.signature', 7, 'proof.head.signature is not text'],
    ['proof.leaf', undefined, 'proof.leaf is missing'],
    ['proof.leaf.upto', '1e1', 'proof.leaf.upto is not a number in digits'],
    ['proof.path', {}, 'proof.path is not a list'],
    ['proof.path.0.side', 'up', 'proof.path[0].side is not "left" or "right"'],
    ['proof.path.0.hash', 'zz', 'proof.path[0].hash is not 64 hexadecimal digits'],
    ['seals', undefined, 'seals is missing'],
    ['seals.0', null, 'seals[0] is not an object'],
    ['seals.0.link', 1, 'seals[0].link is not 64 hexadecimal digits'],
    ['facts', 'none', 'facts is not a list'],
    ['facts.1', null, 'facts[1] is not a list of texts'],
    ['facts.1', ['2', 3], 'facts[1] is not a list of texts'],
    ['facts.0', ['1', 'posting'], 'fact 1 has no whole number in column 10'],
    ['public_keys', null, 'public_keys is not a list'],
    ['public_keys.0.key_id', null, 'public_keys[0].key_id is not text'],
    ['as_of', 'yesterday', 'as_of is not a time'],
    ['customer', 1, 'customer is not an id'],
    ['balance_eur', 27, 'balance_eur is not an amount with six decimals'],
    ['held_eur', undefined, 'held_eur is missing'],
  ])('%s: %j', (path, value, what) => {
    expect(of(path, value)).toEqual({ ok: false, why: 'broken', what });
  });

  test.each(['null', '[]', '7', '"text"', '{}', '{"format": "depicta sealed statement 2"}'])(
    '%s is no sealed statement',
    (text) => {
      expect(verifyStatement(text, undefined)).toMatchObject({
        ok: false,
        what: expect.stringContaining('it is no sealed statement'),
      });
    },
  );
});

const renumbered = (fact: readonly (string | null)[], i: number) => [String(i + 1), ...fact.slice(1)];

function strangersKey(): string {
  // RFC 8032, test 1, as PKCS #8.
  const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  return Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]).toString('base64');
}
