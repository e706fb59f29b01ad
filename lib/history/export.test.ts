import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { startSession } from '#lib/auth/sessions.ts';
import { type CustomerExport, customerExport } from '#lib/contracts/export.ts';
import { uuidv7 } from '#lib/core/ids.ts';
import { claimTrial } from '#lib/customers/trial.ts';
import { transaction } from '#lib/db/transaction.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { cents } from '#lib/money/cents.ts';
import { ZERO } from '#lib/money/credits.ts';
import { giveCredit } from '#lib/staff/grants.ts';
import { newCustomer, newLink, type Person, SECRET } from '#lib/testing/accounts.ts';
import { eur } from '#lib/testing/books.ts';
import { everyTable } from '#lib/testing/every-row.ts';
import { PaymentWorld } from '#lib/testing/payments.ts';
import { leaveBroken } from '#lib/testing/postgres.ts';
import { askRefund } from '#lib/topups/refunds.ts';
import { exportOf } from './export.ts';

leaveBroken(
  ['job_has_its_hold', 'hold_of_work_has_its_job', 'days_add_up_to_jobs'],
  'rows are put into every table, each for itself',
);

/** Where each table stands in an export. A table that is new goes into this list or into the next. */
const EXPORTED: Readonly<Record<string, (all: CustomerExport) => unknown>> = {
  user_account: ({ profile }) => profile.email,
  customer: ({ profile }) => profile.paddle_customer_id,
  session: ({ sessions }) => sessions[0],
  email_token: ({ mailed_links: links }) => links[0],
  api_key: ({ api_keys: keys }) => keys[0],
  purchase: ({ purchases }) => purchases[0],
  paddle_adjustment: ({ purchases }) => purchases.flatMap(({ adjustments }) => adjustments)[0],
  refund_request: ({ purchases }) => purchases.flatMap((each) => each.refund_requests)[0],
  inbound_event: ({ payment_events: events }) => events[0],
  inbound_event_step: ({ payment_events: events }) => events[0]?.steps[0],
  credit_grant: ({ grants }) => grants[0],
  audit_entry: ({ staff_actions: actions }) => actions[0],
  expiry_warning: ({ expiry_warnings: warnings }) => warnings[0],
  statement_letter: ({ statements_sent: statements }) => statements[0],
  low_balance_letter: ({ low_balance_letters: letters }) => letters[0],
  mail_sent: ({ mails_sent: mails }) => mails[0],
  known_sign_in: ({ known_sign_ins: known }) => known[0],
  ledger_customer: ({ balance }) => balance.version,
  ledger_lot: ({ lots }) => lots[0],
  ledger_clock: ({ clock }) => clock[0],
  ledger_posting: ({ ledger }) => ledger.find(({ kind }) => kind === 'top_up'),
  ledger_hold: ({ ledger }) => ledger.find(({ kind }) => kind === 'hold'),
  ledger_release: ({ ledger }) => ledger.find(({ kind }) => kind === 'hold_released'),
  ledger_refund_request: ({ ledger }) => ledger.find(({ kind }) => kind === 'refund_request'),
  upload: ({ uploads }) => uploads[0],
  job: ({ jobs }) => jobs[0],
};

/** Tables that are not in an export, and why. */
const EXPLAINED: Readonly<Record<string, string>> = {
  ledger_budget: 'sums of the charges and holds of each key, which are all there',
  ledger_seal: 'the proof of the entries: GET /v1/statement?format=json has it',
  ledger_sum: 'sums of the entries, which are all there',
  ledger_head: 'about everybody, and published: GET /v1/proof',
  trial_claim: 'a keyed hash that names nobody, not even to us: the trial itself is there',
  kept_quote: 'quotes that were told, gone after a day: each can be asked for again',
  rate_limit: 'counters under keyed hashes, gone within the hour',
  reconciliation: 'comparisons with Paddle, about payments that are all there',
  books_check: 'checks of the books of everybody books, without names',
  job_day: 'totals of the jobs, which are all there',
  bookmark: 'how far lists of others were read',
  closing: 'of accounts that are closed: nobody is left to ask',
  farewell: 'of accounts that are closed: nobody is left to ask',
  second_factor: 'of staff only, who have no customer',
  recovery_code: 'of staff only, who have no customer',
  _prisma_migrations: 'about the database itself',
};

let world: PaymentWorld;
let ada: Person;

beforeAll(async () => {
  world = await PaymentWorld.start();
  ada = await withEverything();
});
afterAll(() => world.close());

/** A customer with a row in every table that can have one. */
async function withEverything(): Promise<Person> {
  const { prisma } = world.db;
  const at = world.now();
  const person = await newCustomer(world.db, at, { verified: true, name: 'Ada' });
  const { customerId, userId, email } = person;
  const insert = (text: string, ...values: unknown[]) => world.ownerPool.query(text, values);
  const trial = { customerId, email, secret: SECRET, amountMicros: eur('1'), at };
  await transaction(prisma, (tx) => claimTrial(tx, trial));
  await startSession(prisma, { userId, userAgent: 'Test/1.0', at });
  await newLink(world.db, { userId, purpose: 'reset', at });
  const payer = { customerId, email, name: 'Ada', emailVerified: true, customerStatus: 'active' } as const;
  const { purchase: first } = await world.paid(5000n, payer);
  await world.emulator.control.chargeback(first.paddleTransactionId!);
  await world.settle();
  const { purchase: second } = await world.paid(8000n, payer);
  await world.spend(person, '1.000001');
  await holdAndRelease(customerId);
  const asked = { customerId, purchaseId: second.id, amountCents: cents(7999n) };
  await askRefund(prisma, asked, world.now());
  await giveCredit(prisma, {
    ...{
      customerId,
      amountMicros: eur('2.5'),
      reason: 'sorry',
      internalNote: 'ours alone',
      author: 'sam',
      at,
    },
  });
  await insert(
    `INSERT INTO api_key (id, customer_id, name, hash, last4, monthly_cap_micros, created_at)
     VALUES ($1, $2, 'studio', $3, 'abcd', 5000000, $4)`,
    ...[uuidv7(), customerId, Buffer.alloc(32, 5), at],
  );
  await insert(
    `INSERT INTO expiry_warning VALUES ($1, $2, 30, $3)`,
    ...[customerId, new Date(at.getTime() + 1e9), at],
  );
  await insert('INSERT INTO low_balance_letter VALUES ($1, 3, 500000, $2)', userId, at);
  await insert("INSERT INTO mail_sent VALUES ($1, $2, 'Your receipt', false, $3)", uuidv7(), userId, at);
  await insert('INSERT INTO known_sign_in VALUES ($1, $2, $3)', userId, Buffer.alloc(32, 6), at);
  await insert(`INSERT INTO statement_letter VALUES ($1, '2026-10-01', $2)`, customerId, at);
  await insert(
    `INSERT INTO upload (id, customer_id, format, width, height, size_bytes, sha256, created_at, expires_at)
     VALUES ($1, $2, 'png', 1, 1, 9, 'ab', $3, $4)`,
    ...[uuidv7(), customerId, at, new Date(at.getTime() + 3_600_000)],
  );
  await insertJobs(customerId, 3, 'a lighthouse');
  return person;
}

/** Work that came to nothing. */
async function holdAndRelease(customerId: string): Promise<void> {
  const sql = onPool(world.db.pool);
  const at = world.now();
  const hold = { op: 'hold', customerId, holdId: uuidv7(), amountMicros: eur('0.5') } as const;
  const rest = { causeType: 'generation', floorMicros: ZERO, maxOpen: 10 } as const;
  await post(sql, at, [{ ...hold, ...rest, expiresAt: new Date(at.getTime() + 60_000) }]);
  await post(sql, at, [{ op: 'release', customerId, holdId: hold.holdId, reason: 'failed' }]);
}

/** Jobs that failed, as many as one likes. */
async function insertJobs(customerId: string, count: number, prompt: string): Promise<void> {
  await world.ownerPool.query(
    `INSERT INTO job (id, customer_id, kind, subject, request, status, hold_micros, cost_micros, balance_micros,
       price_version, rate_micros, created_at, completed_at, error_code)
     SELECT gen_random_uuid(), $1, 'generation', 'sketch', jsonb_build_object('prompt', $3::text), 'failed', 60000, 0, 0,
       '1', 10000, now(), now(), 'provider_failed' FROM generate_series(1, $2::integer)`,
    [customerId, count, prompt],
  );
}

async function exported(person: Person): Promise<{ text: string; all: CustomerExport }> {
  const text = await new Response(await exportOf(world.db, person, world.now())).text();
  return { text, all: z.parse(customerExport, JSON.parse(text)) };
}

test('every table is in the export, or is explained', async () => {
  const tables = (await everyTable(world.ownerPool))
    .filter((name) => name.startsWith('public.'))
    .map((name) => name.slice('public.'.length));
  const listed = [...Object.keys(EXPORTED), ...Object.keys(EXPLAINED)];
  expect(listed.sort(), 'a new table goes into lib/history/export.ts, or is explained here').toEqual(
    tables.sort(),
  );
});

test('of each of these tables, what concerns the customer is in the file', async () => {
  const { all } = await exported(ada);
  for (const [table, part] of Object.entries(EXPORTED)) expect(part(all), table).toBeTruthy();
});

test('the file is as its schema says, and the schema is the one in the docs', async () => {
  const { all } = await exported(ada);
  expect(all.version).toBe(1);
  const schema = z.toJSONSchema(customerExport, { target: 'draft-2020-12' });
  const documented = JSON.parse(readFileSync('docs/export.schema.json', 'utf8'));
  expect(documented, 'write it anew: docs/export.md says how').toEqual(JSON.parse(JSON.stringify(schema)));
});

test('the lots add up to the credit, and the entries lead to the balance', async () => {
  const { balance, lots, ledger } = (await exported(ada)).all;
  const micros = (euros: string) => eur(euros) as bigint;
  const sum = (amounts: readonly string[]) => amounts.reduce((total, each) => total + micros(each), 0n);
  expect(sum(lots.map((lot) => lot.remaining_eur))).toBe(micros(balance.credit_eur));
  expect(ledger[0]!.available_after_eur).toBe(balance.available_eur);
  expect(ledger.map(({ number }) => Number(number))).toEqual(ledger.map((_, i) => ledger.length - i));
});

test('no secret, no hash and no note of staff is in it, nor anything of somebody else', async () => {
  const other = await newCustomer(world.db, world.now(), { name: 'Mallory', verified: true });
  await insertJobs(other.customerId, 2, 'of somebody else');
  const { text } = await exported(ada);
  const { rows } = await world.ownerPool.query<{ secret: string }>(`
    SELECT password_hash AS secret FROM user_account UNION SELECT encode(hash, 'hex') FROM api_key
    UNION SELECT encode(hash, 'base64') FROM api_key UNION SELECT encode(hash, 'hex') FROM email_token`);
  const never = ['ours alone', 'Mallory', other.email, other.customerId, 'of somebody else', 'sam'];
  for (const word of [...rows.map(({ secret }) => secret), ...never]) expect(text).not.toContain(`"${word}`);
});

test('somebody else\u2019s customer is not found', async () => {
  const other = await newCustomer(world.db, world.now());
  const mixed = { userId: other.userId, customerId: ada.customerId };
  await expect(exportOf(world.db, mixed, world.now())).rejects.toMatchObject({ code: 'not_found' });
});

test('jobs are read as they are taken: of thousands a few hundred are in memory', async () => {
  const busy = await newCustomer(world.db, world.now(), { verified: true });
  await insertJobs(busy.customerId, 5_000, 'x'.repeat(1_000));
  let statements = 0;
  const count = () => {
    statements += 1;
  };
  world.db.pool.on('acquire', count);
  const reader = (await exportOf(world.db, busy, world.now())).getReader();
  const jobsIn = async () => {
    const { value } = await reader.read();
    return value && Buffer.from(value).toString().split('"price_version"').length - 1;
  };
  let jobs = 0;
  while (jobs === 0) jobs += (await jobsIn())!;
  const atFirst = statements;
  for (let i = 0; i < 5; i += 1) jobs += (await jobsIn())!;
  // Hundreds of jobs taken, of which one page was read.
  expect([jobs > 100, statements - atFirst <= 1]).toEqual([true, true]);
  for (let more = await jobsIn(); more !== undefined; more = await jobsIn()) jobs += more;
  world.db.pool.off('acquire', count);
  expect([jobs, statements - atFirst >= 9]).toEqual([5_000, true]);
}, 60_000);

test('a reader who goes away ends the reading', async () => {
  const reader = (await exportOf(world.db, ada, world.now())).getReader();
  await reader.read();
  await reader.cancel();
  expect((await reader.read()).done).toBe(true);
});
