import { beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { grant } from '#lib/ledger/verbs.ts';
import { closeOwnAccount, newCustomer, type Person } from '#lib/testing/accounts.ts';
import { Books, eur } from '#lib/testing/books.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { tamper } from '#lib/testing/tamper.ts';
import { checkBooks } from './books.ts';
import { giveCredit } from './grants.ts';
import { insertAudit } from './store.ts';

const AT = new Date('2026-11-22T12:00:00Z');
/** Whatever JSON writes in another way than it is read: the digest is of JSON. */
const WORDS = 'Für "heute"\\\n\t\b\f\r\u0001\u001f\u007f / \u2028 🚢 <b>';
const GRANTS = 'given_grants_are_their_lots';
const AUDITED = 'decisions_are_audited';

let given: TestDatabase;
let db: Database;

beforeAll(async () => {
  given = await testDatabase({ breaksInvariants: 'each test posts what nothing explains' });
  db = connect(given.appUrl);
  return () => db.close();
});

async function customer(): Promise<Person & { books: Books }> {
  const person = await newCustomer(db, AT, { verified: true });
  return { ...person, books: Books.of(onPool(db.pool), person.customerId) };
}

async function give({ customerId }: Person, reason = 'For the outage'): Promise<string> {
  const gift = { amountMicros: eur('2.5'), reason, internalNote: 'INC-1', author: 'operator', at: AT };
  return (await giveCredit(db.prisma, { customerId, ...gift })).grantId;
}

/** The rules that somebody breaks, as production checks them. */
const brokenBy = async ({ customerId }: Person) =>
  (await checkBooks(given.pool, AT))
    .filter(({ name, ids }) => name !== 'chain_verifies' && ids.some((id) => id.includes(customerId)))
    .map(({ name }) => name);

/** Changes grants as no role of ours can. */
const change = (what: string, grantId: string) =>
  tamper(given.ownerPool, (client) =>
    client.query(`UPDATE credit_grant SET ${what} WHERE id = $1`, [grantId]),
  );

describe('what the app’s role posts by itself, without a record of why, is found', () => {
  test('credit that nobody gave', async () => {
    const person = await customer();
    await person.books.grant(AT, '1000');
    expect(await brokenBy(person)).toEqual([GRANTS, AUDITED]);
  });

  test('credit of a grant that was given to somebody else', async () => {
    const [person, other] = [await customer(), await customer()];
    const grantId = await give(person);
    const { customerId } = other;
    const again = { customerId, grantId, amountMicros: eur('2.5'), at: AT, author: 'staff:operator' };
    await other.books.post(AT, grant({ ...again, detailDigest: new Uint8Array(32) }));
    expect(await brokenBy(other)).toEqual([GRANTS, AUDITED]);
    expect(await brokenBy(person)).toEqual([]);
  });

  test('a charge for no work', async () => {
    const person = await customer();
    await give(person);
    const { holdId } = await person.books.hold(AT, '1', { causeType: 'misc' });
    await person.books.settle(AT, holdId, '1');
    expect(await brokenBy(person)).toEqual(['hold_of_work_has_its_job']);
  });

  test('a debt written off, until the audit log says by whom', async () => {
    const person = await customer();
    const { lotId } = await person.books.topUp(AT, '10');
    await person.books.spend(AT, '6');
    await person.books.clawBack(AT, lotId, '10');
    const before = await brokenBy(person);
    const id = uuidv7();
    const decided = { key: `write_off:${id}`, cause: { type: 'write_off', id }, actor: 'test' };
    const what = { customerId: person.customerId, amountMicros: eur('6'), detailDigest: new Uint8Array(32) };
    await person.books.post(AT, { op: 'write_off', ...decided, ...what });
    expect(await brokenBy(person)).toEqual([...before, AUDITED]);
    await note(person, 'write_off', { write_off_id: id });
    expect(await brokenBy(person)).toEqual(before);
  });

  test('credit taken back, until the audit log says by whom', async () => {
    const person = await customer();
    const lotId = await give(person);
    const id = uuidv7();
    const decided = { key: `correction:${id}`, cause: { type: 'correction', id }, actor: 'test' };
    const what = { customerId: person.customerId, lotId, amountMicros: eur('1') };
    await person.books.post(AT, { op: 'correct', ...decided, ...what, detailDigest: new Uint8Array(32) });
    expect(await brokenBy(person)).toEqual([AUDITED]);
    await note(person, 'correction', { correction_id: uuidv7() });
    await note(await customer(), 'correction', { correction_id: id });
    await note(person, 'note', { correction_id: id });
    expect(await brokenBy(person)).toEqual([AUDITED]);
    await note(person, 'correction', { correction_id: id });
    expect(await brokenBy(person)).toEqual([]);
  });

  test('credit forfeited by an account that is open', async () => {
    const person = await customer();
    await give(person);
    await person.books.forfeit(AT);
    expect(await brokenBy(person)).toEqual(['each_forfeit_has_its_closing']);
  });

  const note = ({ customerId }: Person, action: string, after: Record<string, string>) =>
    transaction(db.prisma, (tx) =>
      insertAudit(tx, {
        ...{ id: uuidv7(), at: AT, actor: 'ada@depicta.example', action, customerId },
        ...{ reason: 'Agreed with them', before: null, after },
      }),
    );
});

describe('a grant and its entry', () => {
  test('agree on words of any kind, and still when they are erased with the account', async () => {
    const person = await customer();
    const grantId = await give(person, WORDS);
    expect(await brokenBy(person)).toEqual([]);
    await closeOwnAccount(db, person, eur('2.5'), AT);
    expect(await db.prisma.grant.findUnique({ where: { id: grantId } })).toMatchObject({ reason: '' });
    expect(await brokenBy(person)).toEqual([]);
  });

  test.each([
    ['of another amount', 'amount_micros = amount_micros + 1'],
    ['of other words', "reason = 'For nothing'"],
    ['without words, of an open account', "reason = ''"],
    ['that was not given', "state = 'asked', decided_at = NULL"],
    ['of another id', "id = '019ac0de-0000-7000-8000-00000000beef'"],
  ])('are found when the grant is one %s', async (_, what) => {
    const person = await customer();
    await change(what, await give(person));
    expect(await brokenBy(person)).toEqual([GRANTS]);
  });

  test('are found when the grant has no entry', async () => {
    const person = await customer();
    await given.pool.query(
      `INSERT INTO credit_grant (id, customer_id, amount_micros, reason, internal_note, author, created_at, state, decided_at)
       VALUES ($1, $2, 1, 'x', 'x', 'operator', $3, 'given', $3)`,
      [uuidv7(), person.customerId, AT],
    );
    expect(await brokenBy(person)).toEqual([GRANTS]);
  });
});

describe('the words of a grant', () => {
  test.each(["reason = 'Another'", "reason = ''", "internal_note = 'Another'", "internal_note = ''"])(
    'are not changed while the account is open: %s',
    async (what) => {
      const grantId = await give(await customer());
      await expect(
        given.pool.query(`UPDATE credit_grant SET ${what} WHERE id = $1`, [grantId]),
      ).rejects.toThrow(/words of a grant/);
    },
  );

  test('are erased when it is closed, and never written again', async () => {
    const person = await customer();
    const grantId = await give(person);
    await closeOwnAccount(db, person, eur('2.5'), AT);
    const update = (what: string) =>
      given.pool.query(`UPDATE credit_grant SET ${what} WHERE id = $1`, [grantId]);
    await expect(update("reason = 'Another'")).rejects.toThrow(/words of a grant/);
    await expect(update("internal_note = 'Another'")).rejects.toThrow(/words of a grant/);
    await update("reason = '', internal_note = ''");
  });
});
