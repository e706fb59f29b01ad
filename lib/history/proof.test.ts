import { beforeAll, describe, expect, test } from 'vitest';
import { sealedStatement } from '#lib/contracts/proof.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { signYesterday } from '#lib/ledger/heads.ts';
import { proofKeys } from '#lib/ledger/proof-keys.ts';
import { sealEverything } from '#lib/ledger/seals.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { TEST_SIGNING_KEY } from '#lib/testing/signing-key.ts';
import { verifyStatement } from '../../cli/src/proof/verify.ts';
import { sealedStatementOf } from './proof.ts';

// What the service gives out is checked with the command line's own code, which shares nothing with ours.

const AT = new Date('2026-11-22T12:00:00Z');
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
  expect(verdict).toMatchObject({ facts: statement.facts.length, sealed: statement.facts.length });
  expect((verdict as { head: { upto: number } }).head.upto).toBe(statement.facts.length - 3);
});

test('after the date only what is held is credit still, whether or not its expiry is booked', async () => {
  const { customerId, books } = await payingCustomer(db.pool, { at: AT, credit: '5' });
  await books.hold(AT, '1');
  const later = new Date('2027-11-23T00:00:00Z');
  const late = await sealedStatementOf(db, customerId, later);
  expect([late.balance_eur, late.credit_eur, late.held_eur]).toEqual(['0.000000', '1.000000', '1.000000']);
  expect(verdictOf(late)).toMatchObject({ ok: true });
  expect(verdictOf({ ...late, credit_eur: '2.000000', balance_eur: '1.000000' })).toMatchObject({
    ok: false,
  });
});

const renumbered = (fact: readonly (string | null)[], i: number) => [String(i + 1), ...fact.slice(1)];

function strangersKey(): string {
  // RFC 8032, test 1, as PKCS #8.
  const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  return Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]).toString('base64');
}
