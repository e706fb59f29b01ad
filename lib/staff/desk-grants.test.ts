import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { balanceAt } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { newCustomer, newStaff } from '#lib/testing/accounts.ts';
import { eur } from '#lib/testing/books.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { checkBooks } from './books.ts';
import {
  approveGrant,
  type GrantOrder,
  giveFromDesk,
  previewAsked,
  previewGrant,
  refuseGrant,
  waitingGrants,
} from './desk-grants.ts';
import { findGrant } from './grant-store.ts';
import type { Decider } from './refunds.ts';

const AT = new Date('2026-11-22T12:00:00Z');
const HOUR_MS = 3_600_000;
let given: TestDatabase;
let db: Database;
let sam: Decider;
let ada: Decider;
let eve: Decider;

beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
  [sam, ada, eve] = [await staff('support'), await staff('admin'), await staff('admin')];
  return () => db.close();
});

async function staff(role: 'support' | 'admin'): Promise<Decider> {
  return { ...(await newStaff(db, AT, role)), role };
}

async function orderOf(amount: string, change: Partial<GrantOrder> = {}): Promise<GrantOrder> {
  const customerId = change.customerId ?? (await newCustomer(db, AT)).customerId;
  const words = { reason: 'For the outage', internalNote: 'INC-1' };
  return { id: uuidv7(), customerId, amountMicros: eur(amount), ...words, ...change };
}

const give = (order: GrantOrder, decider = sam, at = AT) => giveFromDesk(db.prisma, order, decider, at);
const creditOf = async (customerId: string) =>
  (await balanceAt(onPool(db.pool), customerId, AT))!.creditMicros;
const actions = async (customerId: string) =>
  (await db.prisma.auditEntry.findMany({ where: { customerId }, orderBy: { number: 'asc' } })).map(
    ({ actor, action, reason }) => [actor, action, reason],
  );

test('a preview shows the postings and the balance after, and leaves nothing of it', async () => {
  const order = await orderOf('12.5');
  const preview = await previewGrant(db.prisma, order, sam, AT);
  expect(preview).toMatchObject({
    postings: [{ kind: 'grant', debit: 'promotions', credit: 'credit', amountMicros: eur('12.5') }],
    availableBeforeMicros: 0n,
    availableAfterMicros: eur('12.5'),
    needsSecond: false,
    givenLatelyMicros: 0n,
  });
  expect(await creditOf(order.customerId)).toBe(0n);
  expect(await actions(order.customerId)).toEqual([]);
  expect((await give(order)).state).toBe('given');
  expect(await creditOf(order.customerId)).toBe(preview.availableAfterMicros);
});

test('a form that is sent twice, or ten times at once, gives once', async () => {
  const order = await orderOf('5');
  const answers = await Promise.all(Array.from({ length: 10 }, () => give(order)));
  expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(['given']));
  expect(await creditOf(order.customerId)).toBe(eur('5'));
  expect(await actions(order.customerId)).toHaveLength(1);
  await expect(give({ ...order, amountMicros: eur('6') })).rejects.toMatchObject({ code: 'conflict' });
  await expect(give({ ...order, reason: 'Another' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(give(order, ada)).rejects.toMatchObject({ code: 'conflict' });
});

test('above EUR 50 a grant waits for another admin; nothing is given before', async () => {
  const order = await orderOf('50.000001');
  expect((await previewGrant(db.prisma, order, ada, AT)).needsSecond).toBe(true);
  expect((await give(order, ada)).state).toBe('asked');
  expect(await creditOf(order.customerId)).toBe(0n);
  expect((await waitingGrants(db.prisma)).map(({ grant }) => grant.id)).toContain(order.id);
  const waiting = (await findGrant(db.prisma, order.id))!;
  expect((await previewAsked(db.prisma, waiting, AT)).availableAfterMicros).toBe(order.amountMicros);

  const approve = (decider: Decider) => approveGrant(db.prisma, { grantId: order.id, decider }, AT);
  await expect(approve(ada)).rejects.toMatchObject({ code: 'conflict' });
  await expect(approve(sam)).rejects.toMatchObject({ code: 'not_found' });
  const answers = await Promise.allSettled([approve(eve), approve(eve), approve(eve)]);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await creditOf(order.customerId)).toBe(order.amountMicros);
  expect(await actions(order.customerId)).toEqual([
    [ada.email, 'grant_ask', 'For the outage'],
    [eve.email, 'grant_approve', 'For the outage'],
  ]);
});

test('a refused grant gives nothing, ever, and leaves who refused it and why', async () => {
  const order = await orderOf('80');
  await give(order);
  const refuse = (reason: string) => refuseGrant(db.prisma, { grantId: order.id, decider: ada, reason }, AT);
  await expect(refuse(' ')).rejects.toMatchObject({ code: 'validation_error' });
  await refuse('Too much for a slow picture');
  await expect(approveGrant(db.prisma, { grantId: order.id, decider: ada }, AT)).rejects.toMatchObject({
    code: 'conflict',
  });
  expect((await give(order)).state).toBe('refused');
  await expect(
    given.pool.query("UPDATE credit_grant SET refusal = 'Other words' WHERE id = $1", [order.id]),
  ).rejects.toThrow(/words of a grant/);
  expect(await creditOf(order.customerId)).toBe(0n);
  expect((await actions(order.customerId)).at(-1)).toEqual([
    ada.email,
    'grant_refuse',
    'Too much for a slow picture',
  ]);
});

test('two grants of 30 at once do not slip under the limit: one is given, one waits', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [first, second] = [await orderOf('30'), await orderOf('30')];
    const { customerId } = first;
    const states = await Promise.all([give(first), give({ ...second, customerId })]);
    expect(states.map(({ state }) => state).sort()).toEqual(['asked', 'given']);
    expect(await creditOf(customerId)).toBe(eur('30'));
  }
});

test('the limit counts 24 hours, one author and one customer', async () => {
  const { customerId } = await orderOf('1');
  const after = async (hours: number, amount: string, decider = sam) =>
    (await give(await orderOf(amount, { customerId }), decider, new Date(AT.getTime() + hours * HOUR_MS)))
      .state;
  expect(await after(0, '50')).toBe('given');
  expect(await after(1, '0.000001')).toBe('asked');
  expect(await after(1, '50', ada)).toBe('given');
  expect(await after(23.9, '1')).toBe('asked');
  expect(await after(24, '50')).toBe('given');
  expect((await give(await orderOf('50'))).state).toBe('given');
});

test('nobody gives to a customer whose mailbox is their own, however it is written, nor approves it', async () => {
  const mailbox = uuidv7().replaceAll('-', '');
  const me = { ...sam, email: `${mailbox}@gmail.com` };
  const other = await newCustomer(db, AT, {
    email: `${mailbox.slice(0, 5)}.${mailbox.slice(5)}+x@googlemail.com`,
  });
  const order = await orderOf('5', { customerId: other.customerId });
  await expect(previewGrant(db.prisma, order, me, AT)).rejects.toMatchObject({ code: 'conflict' });
  await expect(give(order, me)).rejects.toMatchObject({ details: { rule: 'own_account' } });
  const large = await orderOf('60', { customerId: other.customerId });
  await give(large);
  const decider = { ...ada, email: me.email };
  await expect(approveGrant(db.prisma, { grantId: large.id, decider }, AT)).rejects.toMatchObject({
    details: { rule: 'own_account' },
  });
  expect(await creditOf(other.customerId)).toBe(0n);
});

test('more than a lot may be of is refused beside its field, before it is shown or given', async () => {
  const order = await orderOf('1000000000.000001');
  const refused = {
    code: 'validation_error',
    details: { fields: [{ field: 'amount', rule: 'grant_over' }] },
  };
  await expect(previewGrant(db.prisma, order, ada, AT)).rejects.toMatchObject(refused);
  await expect(give(order, ada)).rejects.toMatchObject(refused);
  const most = await previewGrant(db.prisma, { ...order, amountMicros: eur('1000000000') }, ada, AT);
  expect(most.availableAfterMicros).toBe(eur('1000000000'));
});

test.each([
  ['an amount of nothing', { amountMicros: eur('0') }, 'validation_error'],
  ['no reason', { reason: ' ' }, 'validation_error'],
  ['no note', { internalNote: '' }, 'validation_error'],
  ['a customer who is not there', { customerId: uuidv7() }, 'not_found'],
])('with %s nothing is written', async (_what, change, code) => {
  const order = { ...(await orderOf('5')), ...change };
  await expect(give(order)).rejects.toMatchObject({ code });
  expect(await findGrant(db.prisma, order.id)).toBeUndefined();
});

/** As the app's own role would write it, were the code wrong. */
async function insert(row: { customerId: string; author: string; micros: string; decidedBy?: string }) {
  await given.pool.query(
    `INSERT INTO credit_grant (id, customer_id, amount_micros, reason, internal_note, author, created_at, state,
       decided_at, decided_by)
     VALUES ($1, $2, $3, 'x', 'x', $4, $5, 'given', $5, $6)`,
    [uuidv7(), row.customerId, row.micros, row.author, AT, row.decidedBy ?? null],
  );
}

test('the database refuses by itself what one person may not give', async () => {
  const { customerId, userId } = await newCustomer(db, AT);
  const micros = '50000001';
  await expect(insert({ customerId, author: sam.userId, micros })).rejects.toThrow(/needs an admin/);
  await expect(insert({ customerId, author: sam.userId, micros, decidedBy: sam.userId })).rejects.toThrow(
    /approved by an admin/,
  );
  await expect(insert({ customerId, author: ada.userId, micros, decidedBy: ada.userId })).rejects.toThrow(
    /credit_grant_second_is_another/,
  );
  await expect(insert({ customerId, author: userId, micros: '1' })).rejects.toThrow(/to oneself/);
});

test('the database refuses the second of two grants of 30 that are written at once', async () => {
  const { customerId } = await newCustomer(db, AT);
  const [one, two] = await Promise.all([given.pool.connect(), given.pool.connect()]);
  const row = `INSERT INTO credit_grant (id, customer_id, amount_micros, reason, internal_note, author, created_at,
    state, decided_at) VALUES ($1, $2, 30000000, 'x', 'x', $3, $4, 'given', $4)`;
  try {
    await one.query('BEGIN');
    await one.query(row, [uuidv7(), customerId, sam.userId, AT]);
    const second = two.query(row, [uuidv7(), customerId, sam.userId, AT]);
    const refused = expect(second).rejects.toThrow(/needs an admin/);
    await one.query('COMMIT');
    await refused;
  } finally {
    one.release();
    two.release();
  }
  await given.ownerPool.query('DELETE FROM credit_grant WHERE customer_id = $1', [customerId]);
});

test('what was decided stays decided', async () => {
  const order = await orderOf('5');
  await give(order);
  for (const change of ['amount_micros = 6', "state = 'asked', decided_at = NULL", "author = 'operator'"])
    await expect(
      given.pool.query(`UPDATE credit_grant SET ${change} WHERE id = $1`, [order.id]),
    ).rejects.toThrow(/decided once/);
});

test('after all of this the books are right', async () => {
  expect(await checkBooks(given.pool, new Date(AT.getTime() + 48 * HOUR_MS))).toEqual([]);
});
