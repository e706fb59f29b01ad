import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { openCustomer } from '#lib/customers/open.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { balanceAt } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { eur } from '#lib/testing/books.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { checkBooks } from './books.ts';
import { giveCredit } from './grants.ts';

const AT = new Date('2026-11-22T12:00:00Z');
let db: Database;

beforeAll(async () => {
  const { appUrl } = await testDatabase();
  db = connect(appUrl);
  return () => db.close();
});

async function newCustomer(): Promise<string> {
  const customerId = uuidv7();
  await transaction(db.prisma, (tx) => openCustomer(tx, { customerId, at: AT }));
  return customerId;
}

const gift = {
  amountMicros: eur('2.5'),
  reason: 'For the outage',
  internalNote: 'INC-1',
  author: 'operator',
  at: AT,
};

test('a grant credits the customer, keeps the words beside the journal, and leaves an audit row', async () => {
  const customerId = await newCustomer();
  const { grantId, posted } = await giveCredit(db.prisma, { customerId, ...gift });
  expect(posted.availableMicros).toBe(eur('2.5'));
  const { rows } = await db.pool.query(
    'SELECT kind, actor, cause_id, detail_digest FROM ledger_posting WHERE customer_id = $1',
    [customerId],
  );
  expect(rows).toMatchObject([{ kind: 'grant', actor: 'staff:operator', cause_id: grantId }]);
  expect(JSON.stringify(rows)).not.toContain('outage');
  expect(await db.prisma.auditEntry.findMany({ where: { customerId } })).toMatchObject([
    {
      action: 'grant',
      reason: 'For the outage',
      before: { credit_eur: '0.000000' },
      after: { credit_eur: '2.500000' },
    },
  ]);
  expect(await checkBooks(db.pool, AT)).toEqual([]);
});

test.each([
  ['an amount of nothing', { amountMicros: eur('0') }, 'validation_error'],
  ['an empty reason', { reason: '   ' }, 'validation_error'],
  ['an unknown customer', { customerId: uuidv7() }, 'not_found'],
])('with %s nothing is written', async (_what, change, code) => {
  const customerId = await newCustomer();
  await expect(giveCredit(db.prisma, { customerId, ...gift, ...change })).rejects.toMatchObject({ code });
  expect((await balanceAt(onPool(db.pool), customerId, AT))!.version).toBe(0n);
  expect(await db.prisma.grant.count({ where: { customerId } })).toBe(0);
  expect(await db.prisma.auditEntry.count({ where: { customerId } })).toBe(0);
});
