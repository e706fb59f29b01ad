import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSession } from '#lib/auth/sessions.ts';
import { signIn } from '#lib/auth/sign-in.ts';
import { signUp } from '#lib/auth/sign-up.ts';
import { findCredentials } from '#lib/auth/store.ts';
import { uuidv7 } from '#lib/core/ids.ts';
import { customerInvariants } from '#lib/customers/invariants.ts';
import { claimTrial } from '#lib/customers/trial.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { transaction } from '#lib/db/transaction.ts';
import { type FileStore, localFileStore } from '#lib/files/file-store.ts';
import { keepUpload } from '#lib/files/uploads.ts';
import { createAdmission } from '#lib/generation/admit.ts';
import { createFinishing } from '#lib/generation/finish.ts';
import { generationInvariants } from '#lib/generation/invariants.ts';
import { runJob } from '#lib/generation/run.ts';
import { CURRENT_CONSENT } from '#lib/i18n/consent.ts';
import { checkProof } from '#lib/ledger/check-proof.ts';
import { post } from '#lib/ledger/post.ts';
import { proofKeys } from '#lib/ledger/proof-keys.ts';
import { sealEverything } from '#lib/ledger/seals.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { statementPage } from '#lib/ledger/statement.ts';
import { sendQueuedMail } from '#lib/mail/send.ts';
import { cents } from '#lib/money/cents.ts';
import { toWire, ZERO } from '#lib/money/credits.ts';
import { paddleCheckout } from '#lib/paddle/checkout.ts';
import { storedPaddleEvents } from '#lib/paddle/source.ts';
import { quote } from '#lib/pricing/quote.ts';
import { giveFromDesk, refuseGrant } from '#lib/staff/desk-grants.ts';
import { giveCredit } from '#lib/staff/grants.ts';
import {
  newCustomer,
  newLink,
  newStaff,
  newVisit,
  PASSWORD,
  type Person,
  SECRET,
} from '#lib/testing/accounts.ts';
import { eur } from '#lib/testing/books.ts';
import { canvas } from '#lib/testing/canvas.ts';
import { everyRow, whereWordsStand } from '#lib/testing/every-row.ts';
import { operator } from '#lib/testing/operator.ts';
import { PaymentWorld } from '#lib/testing/payments.ts';
import { leaveBroken } from '#lib/testing/postgres.ts';
import { TEST_SIGNING_KEY } from '#lib/testing/signing-key.ts';
import { beginTopUp, type Payer } from '#lib/topups/begin.ts';
import type { Purchase } from '#lib/topups/purchase.ts';
import { askRefund, refuseRefund } from '#lib/topups/refunds.ts';
import { closeAccount } from './close.ts';
import { eraseClosed } from './erase.ts';
import { closingStanding } from './standing.ts';

leaveBroken(['hold_of_work_has_its_job'], 'a hold stands open without the work that it is for');

const DAY_MS = 86_400_000;
const keys = proofKeys(TEST_SIGNING_KEY);

let world: PaymentWorld;
let folder: string;
let files: FileStore;

beforeAll(async () => {
  world = await PaymentWorld.start();
  folder = mkdtempSync(join(tmpdir(), 'depicta-closing-'));
  files = localFileStore(folder);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

const payerOf = ({ customerId, email }: Person, name = 'Ada'): Payer => ({
  customerId,
  email,
  name,
  emailVerified: true,
  customerStatus: 'active',
});

const customer = (rest: Parameters<typeof newCustomer>[2] = {}) =>
  newCustomer(world.db, world.now(), { verified: true, ...rest });

const standing = ({ customerId }: Person) => closingStanding(world.db, customerId, world.now());

/** Closes an account as its page does: with the amount that the page shows. */
async function close(person: Person, over: { password?: string; forfeit?: string } = {}) {
  const { forfeitMicros } = await standing(person);
  const form = {
    password: over.password ?? PASSWORD,
    forfeitMicros: over.forfeit === undefined ? forfeitMicros : eur(over.forfeit),
  };
  return closeAccount(world.db, person, form, world.now());
}

const erase = (at: Date = new Date()) =>
  eraseClosed({ db: world.db, files, sources: [storedPaddleEvents] }, at);

/** The mails that would leave: what waits in the queue, sent as the worker sends it. */
async function sendMails(fail = false): Promise<{ to: string; subject: string; text: string }[]> {
  const sent: { to: string; subject: string; text: string }[] = [];
  const { rows } = await world.ownerPool.query<{ id: string; payload: object }>(`
    SELECT q.id, q.payload FROM graphile_worker._private_jobs q
    JOIN graphile_worker._private_tasks t ON t.id = q.task_id WHERE t.identifier = 'send_mail' ORDER BY q.id`);
  const postbox = {
    db: world.db,
    send: async (mail: { to: string; subject: string; text: string }) => {
      if (fail) throw new Error(`cannot reach ${mail.to}`);
      sent.push(mail);
    },
    appUrl: 'https://app.example',
    from: 'Depicta <mail@app.example>',
    secret: 'a-secret-of-more-than-thirty-two-characters',
    at: world.now(),
  };
  for (const { id, payload } of rows) {
    try {
      await sendQueuedMail(postbox, payload);
      await world.ownerPool.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1', [id]);
    } catch (error) {
      await world.ownerPool.query('UPDATE graphile_worker._private_jobs SET last_error = $2 WHERE id = $1', [
        id,
        String(error),
      ]);
    }
  }
  return sent;
}

/** `world.spend` holds for work that has no job. */
const ofGenerations = generationInvariants.filter(({ name }) => name !== 'hold_of_work_has_its_job');

/** Everything that must hold, the chain included. */
async function brokenRules() {
  await sealEverything(world.db.pool, keys, new Date());
  return [
    ...(await world.violations()),
    ...(await violationsOf(world.ownerPool, [...customerInvariants, ...ofGenerations], new Date())),
    ...(await checkProof(world.db.pool, { keys })),
  ];
}

function workshop() {
  const maker = canvas();
  const finishing = createFinishing(world.db);
  const means = { db: world.db, files, finishing, operator: operator(files) };
  return { ...means, providers: { studio: maker }, timeoutMs: 5_000, heartbeatMs: 60_000 };
}

/** Orders a picture, with a hold. */
async function ordered(
  { customerId }: Person,
  order: { prompt: string; references?: { url: string; description: string | null }[] } = {
    prompt: 'a pier',
  },
  idempotencyKey?: string,
): Promise<string> {
  const admission = createAdmission(world.db, { maxInFlight: 10, topUpUrl: 'https://app.example/top-up' });
  const { jobId } = await admission.admit({
    customerId,
    apiKey: null,
    order: { imageSize: '1K', aspectRatio: '1:1', strictness: 'normal', ...order },
    quote: quote({ model: 'sketch', imageSize: '1K', aspectRatio: '1:1', needs: ['generate'] }),
    idempotencyKey:
      idempotencyKey === undefined ? undefined : { key: idempotencyKey, bodyHash: Buffer.alloc(32, 7) },
  });
  return jobId;
}

const make = (jobId: string) => runJob(workshop(), jobId, new AbortController().signal);

const kindsOf = async ({ customerId }: Person) =>
  (await statementPage(onPool(world.db.pool), customerId, { limit: 100 })).map(
    ({ kind, changeMicros }) => `${kind} ${toWire(changeMicros)}`,
  );

describe('an account is not closed', () => {
  test('while work holds credit; when it is done it may be', async () => {
    const person = await customer();
    await world.paid(2500n, payerOf(person));
    const jobId = await ordered(person);
    expect(await standing(person)).toMatchObject({ openHolds: 1 });
    await expect(close(person)).rejects.toMatchObject({ code: 'conflict', details: { rule: 'hold_open' } });
    await make(jobId);
    expect((await close(person)).forfeitedMicros).toBeGreaterThan(ZERO);
  });

  test('while a refund is under way; when it is refused it may be', async () => {
    const person = await customer();
    const { purchase } = await world.paid(2500n, payerOf(person));
    const asked = { customerId: person.customerId, purchaseId: purchase.id, amountCents: cents(2500n) };
    const { id: requestId } = await askRefund(world.db.prisma, asked, world.now());
    expect(await standing(person)).toMatchObject({ refundsOf: [purchase.id], forfeitMicros: ZERO });
    await expect(close(person)).rejects.toMatchObject({ details: { rule: 'refund_open' } });
    await transaction(world.db.prisma, (tx) =>
      refuseRefund(tx, { requestId, reason: 'dispute_open' }, world.now()),
    );
    expect(toWire((await close(person)).forfeitedMicros)).toBe('25.000000');
  });

  test('while a payment is on its way', async () => {
    const person = await customer();
    const begun = await world.begin(payerOf(person), 1000n);
    await world.db.prisma.purchase.update({ where: { id: begun.id }, data: { paymentSeenAt: world.now() } });
    await expect(close(person)).rejects.toMatchObject({ details: { rule: 'payment_open' } });
  });

  test('with a wrong password, nor when more would be lost than the page said', async () => {
    const person = await customer();
    await world.paid(1000n, payerOf(person));
    await expect(close(person, { password: 'another' })).rejects.toMatchObject({
      fields: [{ field: 'password', problem: 'password_wrong' }],
    });
    await expect(close(person, { forfeit: '9.999999' })).rejects.toMatchObject({
      details: { rule: 'amount_changed', forfeit_eur: '10.000000' },
    });
    expect(await findCredentials(world.db.prisma, { id: person.userId })).not.toBeNull();
    expect(await kindsOf(person)).toEqual(['top_up 10.000000']);
  });

  test('by guessing: the eleventh password in a quarter of an hour is not looked at', async () => {
    const person = await customer();
    for (let i = 0; i < 10; i += 1)
      await expect(close(person, { password: `guess ${i}` })).rejects.toMatchObject({
        code: 'validation_error',
      });
    await expect(close(person)).rejects.toMatchObject({ code: 'rate_limited' });
  });
});

test('what is left is forfeited to the micro-euro, by one entry of its own', async () => {
  const person = await customer();
  await world.paid(1000n, payerOf(person));
  await world.spend(person, '3.123457');
  const { forfeitedMicros, owedMicros } = await close(person);
  expect([toWire(forfeitedMicros), owedMicros]).toEqual(['6.876543', ZERO]);
  expect((await kindsOf(person))[0]).toBe('forfeit -6.876543');
  const closing = await world.db.prisma.closing.findUniqueOrThrow({
    where: { customerId: person.customerId },
  });
  expect(closing).toMatchObject({ forfeitedMicros: 6_876_543n, owedMicros: 0n });
  expect(await brokenRules()).toEqual([]);
});

test('of five who press at once one closes, and one amount is forfeited', async () => {
  const person = await customer();
  await world.paid(1000n, payerOf(person));
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => close(person)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await kindsOf(person)).toEqual(['forfeit -10.000000', 'top_up 10.000000']);
});

test('closing while pictures are ordered: either the order or the closing comes first, and the books are right', async () => {
  for (let round = 0; round < 5; round += 1) {
    const person = await customer();
    await world.paid(500n, payerOf(person));
    const [closed, order] = await Promise.allSettled([close(person), ordered(person)]);
    expect([closed.status, order.status].sort()).toEqual(['fulfilled', 'rejected']);
    if (order.status === 'fulfilled') await make(order.value);
  }
  expect(await brokenRules()).toEqual([]);
});

test('one transaction: what fails inside undoes all of it', async () => {
  const person = await customer();
  await world.paid(1000n, payerOf(person));
  await world.asOwner(`
    CREATE FUNCTION refuse_farewell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
    CREATE TRIGGER refuse_farewell BEFORE INSERT ON farewell FOR EACH ROW EXECUTE FUNCTION refuse_farewell()`);
  await expect(close(person)).rejects.toThrow();
  await world.asOwner('DROP TRIGGER refuse_farewell ON farewell; DROP FUNCTION refuse_farewell()');
  expect(await kindsOf(person)).toEqual(['top_up 10.000000']);
  expect(await findCredentials(world.db.prisma, { id: person.userId })).not.toBeNull();
});

test('signing in fails as for an unknown address; the address may sign up again and gets no second trial', async () => {
  const person = await customer();
  const at = world.now();
  const { customerId, email } = person;
  const trial = { customerId, email, secret: SECRET, amountMicros: eur('1'), at };
  await transaction(world.db.prisma, (tx) => claimTrial(tx, trial));
  await close(person);
  const form = { email, password: PASSWORD };
  await expect(signIn(newVisit(world.db, world.now()), form)).rejects.toMatchObject({
    problem: 'credentials_wrong',
  });
  const { userId } = await signUp(newVisit(world.db, world.now()), { ...form, name: 'Ada' }, eur('1'));
  const again = await findCredentials(world.db.prisma, { id: userId });
  expect(again).toMatchObject({ email });
  const secondTrial = { ...trial, customerId: again!.customerId! };
  expect(await transaction(world.db.prisma, (tx) => claimTrial(tx, secondTrial))).toBe(ZERO);
});

test('the last mail goes to the address, says what was lost, and takes the address with it', async () => {
  const person = await customer({ name: 'Grace' });
  await world.paid(500n, payerOf(person));
  await sendMails();
  await close(person);
  expect(await whereWordsStand(world.ownerPool, [person.email])).toEqual([
    `public.farewell: ${person.email}`,
  ]);
  const sent = await sendMails();
  expect(sent).toEqual([
    expect.objectContaining({
      to: person.email,
      subject: 'Your account is closed',
      text: expect.stringContaining('€5.00'),
    }),
  ]);
  await erase();
  expect(await sendMails()).toEqual([]);
  expect(await whereWordsStand(world.ownerPool, [person.email])).toEqual([]);
});

test('the last mail is in the language of its reader', async () => {
  const person = await customer();
  await world.db.prisma.user.update({ where: { id: person.userId }, data: { locale: 'de' } });
  await sendMails();
  await close(person);
  expect(await sendMails()).toEqual([expect.objectContaining({ subject: 'Ihr Konto ist geschlossen' })]);
  await erase();
});

test('an address that takes no mail is given up after a day, with what the queue kept of it', async () => {
  const person = await customer();
  await close(person);
  await sendMails(true);
  await erase();
  expect(await whereWordsStand(world.ownerPool, [person.email])).toEqual([
    `graphile_worker._private_jobs: ${person.email}`,
    `public.farewell: ${person.email}`,
  ]);
  await erase(new Date(Date.now() + DAY_MS));
  expect(await whereWordsStand(world.ownerPool, [person.email])).toEqual([]);
});

describe('the proof', () => {
  const marks = {
    name: 'Zebulon Quux',
    email: 'zebulon.quux@example.com',
    userAgent: 'ZebulonBrowser/9.9',
    vat: 'DE813495425',
    business: 'Quuxworks',
    prompt: 'zebulon feeding gulls',
    reference: 'zebulon-reference.invalid',
    description: 'my aunt Quuxina',
    idempotency: 'zebulon-idempotency',
    quote: 'zebulon-quote',
    key: 'zebulon key',
    reason: 'sorry Zebulon',
    note: 'Zebulon called twice',
    refund: 'Zebulon asked by phone',
    refusal: 'Quux has had enough',
  };

  async function zebulon(): Promise<{ person: Person; purchases: Purchase[]; words: string[] }> {
    const at = world.now();
    const person = await customer({ name: marks.name, email: marks.email });
    const { customerId, userId } = person;
    const { prisma } = world.db;
    const payer = payerOf(person, marks.name);
    const trial = { customerId, email: marks.email, secret: SECRET, amountMicros: eur('1'), at };
    await transaction(prisma, (tx) => claimTrial(tx, trial));
    await startSession(prisma, { userId, userAgent: marks.userAgent, at });
    await newLink(world.db, { userId, purpose: 'reset', at });
    const choice = { amountCents: cents(5000n), country: 'DE', consentVersion: CURRENT_CONSENT };
    const business = { name: marks.business, vatNumber: marks.vat };
    const begun = await beginTopUp(
      prisma,
      paddleCheckout(world.paddle),
      payer,
      { ...choice, requestToken: uuidv7(), business },
      at,
    );
    await world.emulator.control.pay(begun.paddleTransactionId!);
    await world.settle();
    const { purchase: second } = await world.paid(2000n, payer);
    const { paddleCustomerId } = await prisma.customer.findUniqueOrThrow({ where: { id: customerId } });
    await world.deliver({
      event_id: `evt_${uuidv7()}`,
      event_type: 'customer.updated',
      occurred_at: at.toISOString(),
      data: { id: paddleCustomerId, name: marks.name, email: marks.email },
    });
    // A payment's event that names the buyer in every way, and a failure that quotes them.
    const last = (await world.events(second.paddleTransactionId!)).at(-1)!;
    const customerThere = { id: paddleCustomerId, email: marks.email, name: marks.name };
    const methodDetails = { card: { cardholder_name: marks.name, last4: '4242' } };
    const broken = {
      ...last,
      event_id: `evt_${uuidv7()}`,
      data: {
        ...last.data,
        ...{ customer: customerThere, business: { name: marks.business, tax_identifier: marks.vat } },
        payments: (last.data.payments as object[]).map((each) => ({
          ...each,
          method_details: methodDetails,
        })),
      },
    };
    await world.deliver(broken);
    await world.ownerPool.query(
      `INSERT INTO inbound_event_step (id, inbound_event_id, at, status, note)
       SELECT $1, id, $2, 'failed', $3 FROM inbound_event WHERE event_id = $4`,
      [uuidv7(), at, `Error: ${marks.note}`, broken.event_id],
    );
    await world.ownerPool.query(
      `INSERT INTO api_key (id, customer_id, name, hash, last4, created_at) VALUES ($1, $2, $3, $4, 'zzzz', $5)`,
      [uuidv7(), customerId, marks.key, Buffer.alloc(32, 3), at],
    );
    await giveCredit(prisma, {
      ...{
        customerId,
        amountMicros: eur('2.5'),
        reason: marks.reason,
        internalNote: marks.note,
        author: 'sam',
        at,
      },
    });
    await world.ownerPool.query(
      `INSERT INTO credit_grant (id, customer_id, amount_micros, reason, internal_note, author, created_at, state,
         decided_at, decided_by, refusal) VALUES ($1, $2, 1, $3, $3, 'sam', $4, 'refused', $4, $1, $5)`,
      [uuidv7(), customerId, marks.reason, at, marks.refusal],
    );
    await world.ownerPool.query("SELECT audit_append($1, $2, 'sam', 'note', $3, $4, $5, $5)", [
      uuidv7(),
      at,
      customerId,
      marks.note,
      JSON.stringify({ name: marks.name, credit_eur: '2.500000', nested: { a: marks.name } }),
    ]);
    await make(await ordered(person, { prompt: marks.prompt }, `${customerId} ${marks.idempotency}`));
    const reference = { url: `https://${marks.reference}/a.png`, description: marks.description };
    await make(await ordered(person, { prompt: marks.prompt, references: [reference] }));
    const path = join(folder, 'upload.bin');
    writeFileSync(path, 'the bytes');
    const picture = { format: 'png', width: 1, height: 1, sizeBytes: 9, sha256: 'abcd'.repeat(16) } as const;
    await keepUpload(world.db, files, { customerId, ...picture, idempotencyKey: marks.idempotency, path });
    await world.ownerPool.query("INSERT INTO kept_quote VALUES ($1, $2, '', '{}', $3)", [
      ...[customerId, marks.quote, at],
    ]);
    const asked = { customerId, purchaseId: second.id, amountCents: cents(2000n) };
    const { id: requestId } = await askRefund(prisma, asked, world.now());
    await transaction(prisma, (tx) => refuseRefund(tx, { requestId, reason: 'dispute_open' }, world.now()));
    await world.ownerPool.query(
      'UPDATE refund_request SET reason = $2, note = $2, refusal = $2 WHERE id = $1',
      [requestId, marks.refund],
    );
    const purchases = [await world.purchase(begun), await world.purchase(second)];
    const words = [...Object.values(marks), 'zebulon', 'quux', paddleCustomerId!, userId, picture.sha256];
    return { person, purchases, words };
  }

  test('a closed account leaves no word of whose it was in any table, its books are whole, and later payments bring nothing back', async () => {
    const { person, purchases, words } = await zebulon();
    const { customerId } = person;
    // Every word is somewhere now: what is looked for below could be found.
    const before = await whereWordsStand(world.ownerPool, words);
    for (const word of words)
      expect(
        before.some((where) => where.endsWith(`: ${word}`)),
        word,
      ).toBe(true);
    const facts = (await kindsOf(person)).length;

    const { forfeitedMicros } = await close(person);
    expect(forfeitedMicros).toBeGreaterThan(eur('72'));
    await sendMails();
    await erase();
    expect(await whereWordsStand(world.ownerPool, words)).toEqual([]);
    const left = await world.ownerPool.query('SELECT FROM upload WHERE customer_id = $1', [customerId]);
    expect(left.rowCount).toBe(0);
    expect((await kindsOf(person)).length).toBeGreaterThan(facts);
    expect(await brokenRules()).toEqual([]);

    // What staff did is still known: that it was done, when, and how much.
    const audit = await world.db.prisma.auditEntry.findMany({
      where: { customerId },
      orderBy: { id: 'asc' },
    });
    expect(
      audit.map(({ action, actor, reason, after }) => ({ action, actor, reason, after })),
    ).toContainEqual({
      ...{ action: 'note', actor: 'sam', reason: '', after: { credit_eur: '2.500000' } },
    });

    // A bank takes the first payment back: from what was forfeited as far as it reaches, the rest is owed.
    const [first, second] = purchases;
    const chargeback = await world.emulator.control.chargeback(first!.paddleTransactionId!);
    await world.settle();
    expect((await world.purchase(first!)).status).toBe('CHARGED_BACK');
    const { owedMicros, creditMicros } = await world.balance(person);
    expect(creditMicros).toBe(ZERO);
    expect(toWire(owedMicros)).toBe('0.000000');
    await world.emulator.control.reverse(chargeback.id);
    await world.settle();
    await world.emulator.control.chargeback(second!.paddleTransactionId!);
    await world.settle();
    await sendMails();
    await erase();
    await erase(new Date(Date.now() + DAY_MS));
    expect(await whereWordsStand(world.ownerPool, words)).toEqual([]);
    expect(await brokenRules()).toEqual([]);
    const closing = await world.db.prisma.closing.findUniqueOrThrow({ where: { customerId } });
    expect([closing.paddleCustomerId, closing.sweptAt === null]).toEqual([null, false]);
  });
});

test('a chargeback after the closing of what was spent is owed, and the debt stays', async () => {
  const person = await customer();
  const { purchase } = await world.paid(1000n, payerOf(person));
  await world.spend(person, '6');
  expect(toWire((await close(person)).forfeitedMicros)).toBe('4.000000');
  await erase();
  await world.emulator.control.chargeback(purchase.paddleTransactionId!);
  await world.settle();
  const { owedMicros, creditMicros } = await world.balance(person);
  expect([toWire(owedMicros), creditMicros]).toEqual(['6.000000', ZERO]);
  expect(await brokenRules()).toEqual([]);
});

test('a debt does not keep anybody, and stays', async () => {
  const person = await customer();
  const { purchase } = await world.paid(1000n, payerOf(person));
  await world.spend(person, '6');
  await world.emulator.control.chargeback(purchase.paddleTransactionId!);
  await world.settle();
  const { forfeitedMicros, owedMicros } = await close(person);
  expect([forfeitedMicros, toWire(owedMicros)]).toEqual([ZERO, '6.000000']);
  expect(toWire((await world.balance(person)).owedMicros)).toBe('6.000000');
});

test('a payment that arrives after the closing credits nobody: it is parked, without saying who paid', async () => {
  const person = await customer({ name: 'Quentin Late' });
  const begun = await world.begin(payerOf(person, 'Quentin Late'), 1500n);
  const { paddleCustomerId } = await world.db.prisma.customer.findUniqueOrThrow({
    where: { id: person.customerId },
  });
  await close(person);
  await sendMails();
  await erase();
  await world.emulator.control.pay(begun.paddleTransactionId!);
  await world.settle();
  expect((await world.purchase(begun)).status).toBe('PARKED');
  expect((await world.balance(person)).creditMicros).toBe(ZERO);
  const completed = (await world.events(begun.paddleTransactionId!)).find(
    ({ event_type }) => event_type === 'transaction.completed',
  )!;
  expect(await world.storedEvent(completed.event_id)).toMatchObject({
    status: 'parked',
    reason: expect.stringContaining('the account is closed; refund it at Paddle'),
  });
  expect(await whereWordsStand(world.ownerPool, ['Quentin', person.email, paddleCustomerId!])).toEqual([]);
});

test('erasing that is interrupted goes on where it was, and may be done as often as one likes', async () => {
  const person = await customer();
  await world.paid(500n, payerOf(person));
  const jobs = [
    await ordered(person, { prompt: 'gulls over Quiddity' }),
    await ordered(person, { prompt: 'Quiddity at dusk' }),
  ];
  for (const job of jobs) await make(job);
  await close(person);
  const unreliable = { ...files, removeAll: () => Promise.reject(new Error('the disk is gone')) };
  await eraseClosed({ db: world.db, files: unreliable, sources: [storedPaddleEvents] }, new Date());
  expect(await whereWordsStand(world.ownerPool, ['Quiddity'])).toEqual(['public.job: Quiddity']);
  await erase();
  const once = await everyRow(world.ownerPool);
  expect(await whereWordsStand(world.ownerPool, ['Quiddity'])).toEqual([]);
  await erase();
  expect((await everyRow(world.ownerPool)).get('public.job')).toEqual(once.get('public.job'));
});

test('the app may erase for a closed account, and for no other', async () => {
  const person = await customer();
  await expect(world.db.pool.query('SELECT customer_erase($1)', [person.customerId])).rejects.toThrow(
    /has not closed/,
  );
  await expect(world.db.pool.query('DELETE FROM user_account')).rejects.toThrow(/permission denied/);
  await expect(world.db.pool.query("UPDATE audit_entry SET reason = ''")).rejects.toThrow(
    /permission denied/,
  );
  await expect(world.db.pool.query('DELETE FROM closing')).rejects.toThrow(/permission denied/);
  await expect(world.db.pool.query('UPDATE closing SET forfeited_micros = 0')).rejects.toThrow(
    /permission denied/,
  );
});

test('a key of a closed account opens nothing, and nothing can be held for it', async () => {
  const person = await customer();
  await close(person);
  const [posted] = await post(onPool(world.db.pool), new Date(), [
    {
      op: 'hold',
      customerId: person.customerId,
      holdId: uuidv7(),
      amountMicros: eur('0.01'),
      causeType: 'generation',
      expiresAt: new Date(Date.now() + 60_000),
      floorMicros: ZERO,
      maxOpen: 10,
    },
  ]);
  expect(posted!.outcome).toBe('insufficient');
});

test('what was under way when an account was closed is erased a day later', async () => {
  const person = await customer();
  const { customerId } = person;
  await close(person);
  await erase();
  // A request that had passed its check before.
  await world.ownerPool.query(
    `INSERT INTO api_key (id, customer_id, name, hash, last4, created_at) VALUES ($1, $2, 'Quartermain', $3, 'qqqq', now())`,
    [uuidv7(), customerId, Buffer.alloc(32, 9)],
  );
  await erase();
  expect(await whereWordsStand(world.ownerPool, ['Quartermain'])).toEqual(['public.api_key: Quartermain']);
  await erase(new Date(Date.now() + DAY_MS));
  expect(await whereWordsStand(world.ownerPool, ['Quartermain'])).toEqual([]);
  const key = await world.db.prisma.apiKey.findFirstOrThrow({ where: { customerId } });
  expect(key.revokedAt).not.toBeNull();
});

test('a grant and a closing at once: the grant is forfeited with the rest, or finds nobody', async () => {
  for (let round = 0; round < 5; round += 1) {
    const person = await customer();
    const { customerId } = person;
    const given = { customerId, amountMicros: eur('1'), reason: 'sorry', internalNote: '', author: 'sam' };
    await Promise.allSettled([close(person), giveCredit(world.db.prisma, { ...given, at: world.now() })]);
    const { status } = await world.db.prisma.customer.findUniqueOrThrow({ where: { id: customerId } });
    const { creditMicros } = await world.balance(person);
    expect([`active 1.000000`, `closed 0.000000`]).toContain(`${status} ${toWire(creditMicros)}`);
  }
});

test('a grant that still waits when its account is closed can be refused, and nothing is said of whose it was', async () => {
  const person = await customer();
  const { customerId } = person;
  const at = world.now();
  const sam = { ...(await newStaff(world.db, at, 'support')), role: 'support' } as const;
  const ada = { ...(await newStaff(world.db, at, 'admin')), role: 'admin' } as const;
  const words = { reason: 'Quillfeather asked', internalNote: 'Quillfeather' };
  const order = { id: uuidv7(), customerId, amountMicros: eur('90'), ...words };
  expect((await giveFromDesk(world.db.prisma, order, sam, at)).state).toBe('asked');
  await close(person);
  await erase();
  await erase(new Date(Date.now() + DAY_MS));
  const refused = { grantId: order.id, decider: ada, reason: 'Quillfeather has left' };
  expect((await refuseGrant(world.db.prisma, refused, world.now())).state).toBe('refused');
  expect(await whereWordsStand(world.ownerPool, ['Quillfeather'])).toEqual([]);
  expect(await violationsOf(world.ownerPool, customerInvariants, new Date())).toEqual([]);
});
