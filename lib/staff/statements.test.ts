import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { signYesterday } from '#lib/ledger/heads.ts';
import { proofKeys } from '#lib/ledger/proof-keys.ts';
import { sendQueuedMail } from '#lib/mail/send.ts';
import { smtp } from '#lib/mail/transport.ts';
import { SECRET } from '#lib/testing/accounts.ts';
import { payingCustomer } from '#lib/testing/paying-customer.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { TEST_SIGNING_KEY } from '#lib/testing/signing-key.ts';
import { type MailCatcher, startMailCatcher } from '#scripts/mail-catcher.ts';
import type { CaughtMessage } from '#scripts/mail-store.ts';
import { queueStatements } from './statements.ts';

const keys = proofKeys(TEST_SIGNING_KEY);
const october = new Date('2026-10-10T12:00:00Z');
const november = new Date('2026-11-01T00:10:00Z');

let given: TestDatabase;
let db: Database;
let catcher: MailCatcher;

beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
  catcher = await startMailCatcher();
});
afterAll(async () => {
  await catcher.stop();
  await db.close();
});

async function queued(customerId: string): Promise<{ template: string; month: string }[]> {
  const { rows } = await given.ownerPool.query<{ payload: { template: string; month: string } }>(
    `SELECT payload FROM graphile_worker._private_jobs WHERE payload ->> 'customerId' = $1 ORDER BY id`,
    [customerId],
  );
  return rows.map(({ payload }) => payload);
}

test('the month is mailed once a customer, under the head that covers it, and it adds up', async () => {
  const active = await payingCustomer(db.pool, { at: october, credit: '10' });
  await active.books.spend(new Date('2026-10-20T12:00:00Z'), '1.234567');
  await active.books.spend(new Date('2026-11-01T00:05:00Z'), '0.5');
  const quiet = await payingCustomer(db.pool, { at: new Date('2026-09-10T12:00:00Z'), credit: '5' });
  const unverified = await payingCustomer(db.pool, { at: october, credit: '5', emailVerified: false });

  // Until the last day of the month is signed, nothing is.
  await signYesterday(db.pool, keys, new Date('2026-10-31T00:05:00Z'));
  expect(await queueStatements(db, november)).toBe(0);
  const head = await signYesterday(db.pool, keys, november);
  expect(head?.day).toBe('2026-10-31');

  const counts = await Promise.all([1, 2, 3].map(() => queueStatements(db, november, 1)));
  expect(counts.reduce((sum, count) => sum + count)).toBe(2);
  expect(await queueStatements(db, november)).toBe(0);
  expect(await queued(active.customerId)).toMatchObject([{ template: 'statement', month: '2026-10' }]);
  expect(await queued(quiet.customerId)).toEqual([]);

  const postbox = {
    db,
    send: smtp(catcher.smtpUrl),
    appUrl: 'https://app.depicta.example',
    from: 'Depicta <billing@depicta.example>',
    secret: SECRET,
    at: november,
  };
  for (const customer of [active, unverified])
    for (const payload of await queued(customer.customerId)) await sendQueuedMail(postbox, payload);
  const inbox = async (userId: string) =>
    (await (await fetch(`${catcher.url}/api/messages?to=${userId}@example.com`)).json()) as CaughtMessage[];
  expect(await inbox(unverified.userId)).toEqual([]);
  const [mail, ...more] = await inbox(active.userId);
  expect(more).toEqual([]);
  expect(mail!.subject).toBe('Your statement of October 2026');
  for (const line of [
    'Available at the beginning: €0.00',
    'Top-up: €10.00',
    'Available at the end: €8.765433',
    '€0.00 unexplained',
    'The signed head of 2026-10-31',
    `head ${head!.head.toString('hex')}`,
    `signature ${head!.signature.toString('base64')}`,
    `key ${head!.keyId}`,
    'https://app.depicta.example/statement?month=2026-10',
  ])
    expect(mail!.text).toContain(line);
});
