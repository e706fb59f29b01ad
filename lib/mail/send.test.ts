import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startSession } from '#lib/auth/sessions.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { seal } from '#lib/core/sealed.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { topUp } from '#lib/ledger/verbs.ts';
import { centsFromMinorUnits } from '#lib/money/cents.ts';
import { giveCredit } from '#lib/staff/grants.ts';
import { SECRET } from '#lib/testing/accounts.ts';
import { Books, eur } from '#lib/testing/books.ts';
import { leaveBroken, type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { type MailCatcher, startMailCatcher } from '#scripts/mail-catcher.ts';
import type { CaughtMessage } from '#scripts/mail-store.ts';
import { hashLinkToken } from './link-token.ts';
import type { Postbox } from './postbox.ts';
import { type QueuedMail, queueMail, SIGN_IN_BLOCK } from './queue.ts';
import { sendQueuedMail } from './send.ts';
import { smtp } from './transport.ts';

leaveBroken(
  ['paid_purchases_are_their_lots', 'each_paddle_transaction_is_credited_once', 'requests_are_the_ledgers'],
  'some books have top-ups and requests without the modules above them',
);

const at = new Date('2026-11-22T15:04:00Z');

let given: TestDatabase;
let db: Database;
let catcher: MailCatcher;
const servers: { close(): void }[] = [];

beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
  catcher = await startMailCatcher();
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(async () => {
  await catcher.stop();
  await db.close();
});

const postbox = (smtpUrl = catcher.smtpUrl): Postbox => ({
  db,
  send: smtp(smtpUrl),
  appUrl: 'https://app.depicta.example',
  from: 'Depicta <billing@depicta.example>',
  secret: SECRET,
  at,
});

async function person(name = 'Ada'): Promise<{ userId: Uuid; customerId: Uuid; email: string }> {
  const [userId, customerId] = [uuidv7(), uuidv7()];
  const email = `${userId}@example.com`;
  await post(onPool(db.pool), at, [{ op: 'open', customerId }]);
  await given.ownerPool.query('INSERT INTO customer (id, created_at) VALUES ($1, $2)', [customerId, at]);
  await given.ownerPool.query(
    `INSERT INTO user_account (id, customer_id, role, email, name, password_hash, created_at)
     VALUES ($1, $2, 'customer', $3, $4, '', $5)`,
    [userId, customerId, email, name, at],
  );
  return { userId, customerId, email };
}

function newPurchase(id: Uuid, customerId: Uuid) {
  const consent = { consentVersion: 'v1', consentAt: at };
  const order = { amountCents: 2500n, country: 'DE', requestToken: uuidv7() };
  return { id, customerId, status: 'PENDING', ...order, ...consent, createdAt: at };
}

/** Queues a mail as the app does and hands its stored payload to the task, as the worker does. */
async function queued(mail: QueuedMail): Promise<unknown> {
  await transaction(db.prisma, (tx) => queueMail(tx, mail));
  const { rows } = await given.ownerPool.query<{ payload: unknown }>(
    `SELECT payload FROM graphile_worker._private_jobs ORDER BY id DESC LIMIT 1`,
  );
  return rows[0]?.payload;
}

async function inbox(email: string): Promise<CaughtMessage[]> {
  const answer = await fetch(`${catcher.url}/api/messages?to=${encodeURIComponent(email)}`);
  return (await answer.json()) as CaughtMessage[];
}

const tokensOf = async (userId: Uuid) =>
  (
    await given.ownerPool.query('SELECT purpose, hash, expires_at FROM email_token WHERE user_id = $1', [
      userId,
    ])
  ).rows as { purpose: string; hash: Buffer; expires_at: Date }[];

const linkIn = (text: string) => new URL(/https:\/\/\S+/.exec(text)![0]);

test('a verification mail carries a link whose secret exists nowhere else', async () => {
  const { userId, email } = await person();
  const payload = await queued({ template: 'verify', userId, trialEur: '1.000000' });
  expect(JSON.stringify(payload)).not.toContain('@');
  await sendQueuedMail(postbox(), payload);

  const [message] = await inbox(email);
  expect(message).toMatchObject({ subject: 'Verify your e-mail address', from: 'billing@depicta.example' });
  const link = linkIn(message!.text);
  expect(`${link.origin}${link.pathname}`).toBe('https://app.depicta.example/verify');
  const token = link.searchParams.get('token')!;
  expect(token).toMatch(/^[\w-]{43}$/);
  const [stored] = await tokensOf(userId);
  expect(stored?.hash).toEqual(Buffer.from(hashLinkToken(token)));
  expect(stored?.expires_at).toEqual(new Date('2026-11-23T15:04:00Z'));
  expect(message!.text).toContain('\u20ac1.00 of free trial credit');
  expect(message!.html).toContain(link.href.replaceAll('&', '&#38;'));
});

test('without a trial to give the mail promises none', async () => {
  const { userId, email } = await person();
  await sendQueuedMail(postbox(), await queued({ template: 'verify', userId, trialEur: null }));
  expect((await inbox(email))[0]?.text).not.toMatch(/trial/i);
});

test('a reset link works for one hour', async () => {
  const { userId, email } = await person();
  await sendQueuedMail(postbox(), await queued({ template: 'reset', userId }));
  expect(linkIn((await inbox(email))[0]!.text).pathname).toBe('/reset');
  expect(await tokensOf(userId)).toEqual([
    expect.objectContaining({ purpose: 'reset', expires_at: new Date('2026-11-22T16:04:00Z') }),
  ]);
});

test('notices carry no link that opens anything without a password', async () => {
  const { userId, email } = await person();
  await sendQueuedMail(postbox(), await queued({ template: 'account_exists', userId }));
  const changedAt = '2026-11-22T15:00:00.000Z';
  await sendQueuedMail(postbox(), await queued({ template: 'password_changed', userId, changedAt }));
  const messages = await inbox(email);
  expect(messages.map((message) => message.subject)).toEqual([
    'Your password was changed',
    'You already have an account',
  ]);
  expect(messages[0]?.text).toContain('22 November 2026 at 15:00 UTC');
  for (const { text } of messages) expect(text).not.toContain('token');
  expect(await tokensOf(userId)).toEqual([]);
});

test('until an address is verified its mails carry no word of whoever signed up with it', async () => {
  const { userId, email } = await person('You won EUR 500! Claim at https://evil.example now');
  await sendQueuedMail(postbox(), await queued({ template: 'verify', userId, trialEur: null }));
  await sendQueuedMail(postbox(), await queued({ template: 'reset', userId }));
  for (const { text, html } of await inbox(email)) {
    expect(`${text}${html}`).not.toContain('evil.example');
    expect(text).toMatch(/^Hello,$/m);
  }
});

test('what a person calls themselves is text in a mail, never markup', async () => {
  const { userId, email } = await person('<img src=x onerror=alert(1)> & "co"');
  await given.ownerPool.query('UPDATE user_account SET email_verified_at = $2 WHERE id = $1', [userId, at]);
  await sendQueuedMail(postbox(), await queued({ template: 'reset', userId }));
  const [message] = await inbox(email);
  expect(message?.text).toContain('Hello <img src=x onerror=alert(1)> & "co",');
  expect(message?.html).not.toContain('<img');
});

test('a warning names what would expire and the last day, as both stand when it is sent', async () => {
  const { customerId, email } = await person();
  const paidAt = new Date('2025-12-01T10:00:00Z');
  await post(onPool(db.pool), paidAt, [
    topUp({
      customerId,
      purchaseId: uuidv7(),
      paddleTransactionId: `txn_${customerId}`,
      netCents: centsFromMinorUnits('1250'),
      paidAt,
    }),
  ]);
  const expiresAt = '2026-12-02T00:00:00.000Z';
  const moved = await queued({
    template: 'expiry_warning',
    customerId,
    expiresAt: '2026-11-30T00:00:00.000Z',
  });
  await sendQueuedMail(postbox(), moved);
  expect(await inbox(email)).toEqual([]);
  await sendQueuedMail(postbox(), await queued({ template: 'expiry_warning', customerId, expiresAt }));
  const [message] = await inbox(email);
  expect(message!.subject).toBe('€12.50 of your credit is valid through 1 December 2026 (UTC)');
  expect(message!.text).toContain('valid through 22 November 2027 (UTC)');
  expect(linkIn(message!.text).pathname).toBe('/top-up');
});

test('a letter is in its reader’s language; the consent in the one that was read', async () => {
  const { userId, customerId, email } = await person('Jürgen');
  await given.ownerPool.query(`UPDATE user_account SET locale = 'de' WHERE id = $1`, [userId]);
  const receiptOf = async (consentVersion: string) => {
    const purchaseId = uuidv7();
    const data = { ...newPurchase(purchaseId, customerId), consentVersion, status: 'PAID', paidAt: at };
    const paddleTransactionId = `txn_${purchaseId}`;
    await db.prisma.purchase.create({
      data: { ...data, paddleTransactionId, receiptNumber: '325-1', totalCents: 2975n, creditedAt: at },
    });
    await sendQueuedMail(postbox(), await queued({ template: 'receipt', purchaseId }));
    const messages = await inbox(email);
    return messages.find(({ text }) => text.includes(`(Text ${consentVersion})`))!;
  };
  const german = await receiptOf('v1-de');
  expect(german.subject).toBe('Ihre Aufladung über 25,00\u00a0€');
  const words = german.text.replace(/\s+/g, ' ');
  for (const line of [
    'Gutgeschriebenes Guthaben: 25,00 €',
    'Insgesamt bezahlt: 29,75 €',
    'bis zum 6. Dezember 2026 (UTC)',
    'Mir ist bekannt, dass mein Widerrufsrecht erlischt, soweit ich Guthaben verbraucht habe',
  ])
    expect(words).toContain(line);
  expect(german.html).toContain('<html lang="de">');
  expect((await receiptOf('v1')).text.replace(/\s+/g, ' ')).toContain(
    'credit which I have used is not refundable',
  );
  await expect(receiptOf('v9')).rejects.toThrow(RangeError);
});

test('the receipt of a top-up that paid a debt says how much of it, and what became credit', async () => {
  const { customerId, email } = await person();
  const books = Books.of(onPool(db.pool), customerId);
  const { lotId } = await books.topUp(at, '25');
  await books.spend(at, '0.56373');
  await books.clawBack(at, lotId, '25');
  const paddleTransactionId = 'txn_indebted';
  const { lotId: purchaseId } = await books.topUp(at, '25', at, paddleTransactionId);
  await db.prisma.purchase.create({
    data: {
      ...newPurchase(purchaseId, customerId),
      ...{ status: 'PAID', paddleTransactionId, paidAt: at, creditedAt: at },
    },
  });
  await sendQueuedMail(postbox(), await queued({ template: 'receipt', purchaseId }));
  const [message] = await inbox(email);
  expect(message?.subject).toBe('Your top-up of \u20ac25.00');
  expect(message?.text).toContain('Paid of what you owed: \u20ac0.56373');
  expect(message?.text).toContain('Credit added: \u20ac24.43627');
});

test('the receipt repeats the sum, the dates and the consent word for word', async () => {
  const { customerId, email } = await person();
  const purchaseId = uuidv7();
  const netCents = centsFromMinorUnits('2500');
  const paddleTransactionId = 'txn_receipt';
  await post(onPool(db.pool), at, [
    topUp({ customerId, purchaseId, paddleTransactionId, netCents, paidAt: at }),
  ]);
  await db.prisma.purchase.create({
    data: {
      ...newPurchase(purchaseId, customerId),
      status: 'PAID',
      paddleTransactionId,
      taxCents: 475n,
      totalCents: 2975n,
      receiptNumber: '325-10566',
      paidAt: at,
      creditedAt: at,
    },
  });
  await sendQueuedMail(postbox(), await queued({ template: 'receipt', purchaseId }));
  const [message] = await inbox(email);
  expect(message?.subject).toBe('Your top-up of \u20ac25.00');
  for (const line of [
    'Credit added: \u20ac25.00',
    'VAT: \u20ac4.75',
    'Paid in total: \u20ac29.75',
    'Receipt number: 325-10566',
    'Paid on: 22 November 2026 at 15:04 UTC',
    'All your credit is valid through: 22 November 2027 (UTC)',
    'through 6 December 2026 (UTC)',
    'I ask for my credit to be delivered immediately, and I accept that credit which I have used is not refundable.',
  ])
    expect(message?.text.replace(/\s+/g, ' ')).toContain(line);
});

const verify = (userId: Uuid) =>
  given.ownerPool.query('UPDATE user_account SET email_verified_at = $2 WHERE id = $1', [userId, at]);

const paid = (customerId: Uuid, euros: string) =>
  post(onPool(db.pool), at, [
    topUp({
      customerId,
      purchaseId: uuidv7(),
      paddleTransactionId: `txn_${uuidv7()}`,
      netCents: centsFromMinorUnits(`${euros}00`),
      paidAt: at,
    }),
  ]);

test('a low balance is told with the balance and the line as both stand when it is sent', async () => {
  const { userId, customerId, email } = await person();
  await verify(userId);
  await paid(customerId, '7');
  const mail = await queued({ template: 'low_balance', userId });
  await sendQueuedMail(postbox(), mail);
  expect(await inbox(email)).toEqual([]);
  await db.prisma.user.update({ where: { id: userId }, data: { lowBalanceMicros: 7_500_000n } });
  await sendQueuedMail(postbox(), mail);
  const [message, ...more] = await inbox(email);
  expect(more).toEqual([]);
  expect(message!.subject).toBe('Your balance is low: €7.00 left');
  const text = message!.text.replace(/\s+/g, ' ');
  expect(text).toContain('below the €7.50 at which we tell you');
  expect(text).not.toContain('held');
  expect(linkIn(message!.text).pathname).toBe('/top-up');
  for (const data of [{ lowBalanceLetter: false }, { lowBalanceLetter: true, lowBalanceMicros: null }]) {
    await db.prisma.user.update({ where: { id: userId }, data });
    await sendQueuedMail(postbox(), mail);
  }
  expect(await inbox(email)).toHaveLength(1);
});

test('a grant is told with amount, reason and the date it does not move, to those who want to know', async () => {
  const { userId, customerId, email } = await person();
  await verify(userId);
  await paid(customerId, '5');
  const { grantId } = await giveCredit(db.prisma, {
    ...{ customerId, amountMicros: eur('2.5'), reason: 'For the <slow> afternoon' },
    ...{ internalNote: 'INC-1', author: 'operator', at },
  });
  const { rows } = await given.ownerPool.query<{ payload: unknown }>(
    `SELECT payload FROM graphile_worker._private_jobs WHERE payload ->> 'grantId' = $1`,
    [grantId],
  );
  expect(rows).toHaveLength(1);
  await sendQueuedMail(postbox(), rows[0]!.payload);
  const [message] = await inbox(email);
  expect(message!.subject).toBe('We have given you €2.50 of credit');
  for (const line of [
    'Credit given: €2.50',
    'Reason: For the <slow> afternoon',
    'Given on: 22 November 2026 at 15:04 UTC',
    'Available now: €7.50',
    'valid through 22 November 2027 (UTC)',
  ])
    expect(message!.text.replace(/\s+/g, ' ')).toContain(line);
  expect(message!.text + message!.html).not.toContain('INC-1');
  expect(message!.html).not.toContain('<slow>');
  await db.prisma.user.update({ where: { id: userId }, data: { grantLetter: false } });
  await sendQueuedMail(postbox(), rows[0]!.payload);
  expect(await inbox(email)).toHaveLength(1);
});

test('a new sign-in is told with time, browser and network, and what to do if it was somebody else', async () => {
  const { userId, email } = await person();
  await verify(userId);
  await db.prisma.user.update({ where: { id: userId }, data: { timeZone: 'Asia/Tokyo' } });
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  const sessionId = await startSession(db.prisma, { userId, userAgent, at });
  for (const block of ['192.168.1.0/24', '8.8.8.0/24', 'unknown']) {
    const sealedBlock = seal(block, SECRET, SIGN_IN_BLOCK);
    await sendQueuedMail(
      postbox(),
      await queued({ template: 'new_sign_in', userId, sessionId, sealedBlock }),
    );
  }
  const messages = (await inbox(email)).toReversed();
  expect(messages[0]!.subject).toBe('A new sign-in to your account');
  const texts = messages.map(({ text }) => text.replace(/\s+/g, ' '));
  expect(texts[0]).toContain('Time: 23 November 2026 at 00:04 GMT+9');
  expect(texts[0]).toContain('Browser: Firefox on Linux');
  expect(texts[0]).toContain('Network: A private network (192.168.1.0/24)');
  expect(texts[1]).toContain('Network: 8.8.8.0/24, a block of public addresses');
  expect(texts[2]).toContain('Network: Unknown');
  expect(texts[0]).toContain('https://app.depicta.example/forgot');
});

test('an address that nobody verified gets none of these', async () => {
  const { userId, customerId, email } = await person();
  await paid(customerId, '5');
  const sessionId = await startSession(db.prisma, { userId, userAgent: '', at });
  await db.prisma.user.update({ where: { id: userId }, data: { lowBalanceMicros: 9_000_000n } });
  const grant = { customerId, amountMicros: eur('1'), reason: 'Hello', internalNote: '', author: 'op', at };
  const { grantId } = await giveCredit(db.prisma, grant);
  const sealedBlock = seal('unknown', SECRET, SIGN_IN_BLOCK);
  for (const mail of [
    { template: 'low_balance', userId },
    { template: 'grant', grantId },
    { template: 'new_sign_in', userId, sessionId, sealedBlock },
  ] as const)
    await sendQueuedMail(postbox(), await queued(mail));
  expect(await inbox(email)).toEqual([]);
});

test('nothing is sent to a user who is gone, nor for a purchase that is not paid', async () => {
  const { customerId, email } = await person();
  const purchaseId = uuidv7();
  await db.prisma.purchase.create({ data: newPurchase(purchaseId, customerId) });
  await sendQueuedMail(postbox(), await queued({ template: 'receipt', purchaseId }));
  await sendQueuedMail(postbox(), await queued({ template: 'reset', userId: uuidv7() }));
  expect(await inbox(email)).toEqual([]);
});

/** A mail server that answers the recipient as told. */
function refusing(responseCode: number): Promise<string> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, callback) =>
      callback(Object.assign(new Error('no such mailbox'), { responseCode })),
  });
  servers.push({ close: () => server.close(() => {}) });
  return listening(server.server as unknown as Server);
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}

test('a mail server that is away, or asks to come again, fails the task, and no link is left behind', async () => {
  const { userId } = await person();
  const payload = await queued({ template: 'verify', userId, trialEur: null });
  for (const url of [await refusing(451), 'smtp://127.0.0.1:1']) {
    await expect(sendQueuedMail(postbox(url), payload)).rejects.toThrow();
    expect(await tokensOf(userId)).toEqual([]);
  }
});

test('an address that takes no mail is not tried again', async () => {
  const { userId } = await person();
  const payload = await queued({ template: 'verify', userId, trialEur: null });
  await expect(sendQueuedMail(postbox(await refusing(550)), payload)).resolves.toBeUndefined();
});

test('a mail server that hangs is given up on', async () => {
  const silent = createServer(() => {});
  servers.push(silent);
  const url = `${await listening(silent)}?greetingTimeout=50`;
  const { userId } = await person();
  const payload = await queued({ template: 'reset', userId });
  await expect(sendQueuedMail(postbox(url), payload)).rejects.toThrow(/Greeting never received/);
});

test('sent again, a mail has the same message id, so that it shows as one', async () => {
  const { userId } = await person();
  const payload = await queued({ template: 'reset', userId });
  const ids: string[] = [];
  const box: Postbox = { ...postbox(), send: async (mail) => void ids.push(mail.messageId) };
  await sendQueuedMail(box, payload);
  await sendQueuedMail(box, payload);
  expect(ids[0]).toMatch(/^<[0-9a-f-]{36}@app\.depicta\.example>$/);
  expect(ids[1]).toBe(ids[0]);
});

/** A paid purchase with a refund request in a state. */
async function refundOf(customerId: Uuid, state: object): Promise<{ purchaseId: Uuid; requestId: Uuid }> {
  const purchaseId = uuidv7();
  const requestId = uuidv7();
  await db.prisma.purchase.create({
    data: {
      ...newPurchase(purchaseId, customerId),
      status: 'PAID',
      paddleTransactionId: `txn_${purchaseId}`,
      receiptNumber: '325-10001',
      paidAt: at,
      creditedAt: at,
    },
  });
  const asked = {
    id: requestId,
    customerId,
    purchaseId,
    amountCents: 799n,
    askedBy: 'customer',
    askedAt: at,
  };
  await db.prisma.refundRequest.create({ data: { ...asked, inWindow: true, state: 'asked', ...state } });
  return { purchaseId, requestId };
}

test('a request for a refund is acknowledged with its day and time, and with where to follow it', async () => {
  const { customerId, email } = await person();
  const { purchaseId, requestId } = await refundOf(customerId, {});
  await sendQueuedMail(postbox(), await queued({ template: 'refund_asked', requestId }));
  const [mail] = await inbox(email);
  expect(mail!.subject).toBe('We have your request for a refund of €7.99');
  for (const line of [
    'You asked on 22 November 2026 at 15:04 UTC to withdraw from the contract',
    'Credit to be refunded: €7.99',
    'Receipt number: 325-10001',
    `https://app.depicta.example/refunds/${purchaseId}`,
  ])
    expect(mail!.text).toContain(line);
});

test('the end of a request is told with its reason, and what went back with its VAT', async () => {
  const { customerId, email } = await person();
  await db.prisma.paddleAdjustment.create({
    data: {
      id: `adj_${customerId}`,
      paddleTransactionId: 'txn_x',
      action: 'refund',
      status: 'approved',
      netCents: 799n,
      taxCents: 152n,
      totalCents: 951n,
      madeAt: at,
      changedAt: at,
      seenAt: at,
    },
  });
  const ends = [
    { state: 'refunded', approvedAt: at, paddleAdjustmentId: `adj_${customerId}`, endedAt: at },
    { state: 'refused', refusal: 'dispute_open', endedAt: at },
    { state: 'rejected', approvedAt: at, endedAt: at, note: 'Paddle refused it (x)' },
  ];
  for (const end of ends) {
    const { requestId } = await refundOf(customerId, end);
    await sendQueuedMail(postbox(), await queued({ template: 'refund_ended', requestId }));
  }
  const mails = await inbox(email);
  expect(mails.map(({ subject }) => subject).sort()).toEqual([
    'Your refund of €7.99 could not be paid out',
    'Your refund of €7.99 is on its way',
    'Your refund of €7.99 was refused',
  ]);
  const text = (end: string) => mails.find(({ subject }) => subject.endsWith(end))!.text;
  expect(text('on its way')).toContain('VAT: €1.52');
  expect(text('on its way')).toContain('Refunded in total: €9.51');
  expect(text('was refused')).toContain('a dispute of this payment is open');
});

test('all staff, and nobody else, are told of a refund that Paddle did not pay out', async () => {
  const { customerId, email } = await person();
  const staff = `${uuidv7()}@depicta.example`;
  await given.ownerPool.query(
    `INSERT INTO user_account (id, role, email, name, password_hash, email_verified_at, created_at)
     VALUES ($1, 'support', $2, 'Sam', '', $3, $3)`,
    [uuidv7(), staff, at],
  );
  const { requestId } = await refundOf(customerId, {
    state: 'rejected',
    approvedAt: at,
    endedAt: at,
    note: 'Why',
  });
  await sendQueuedMail(postbox(), await queued({ template: 'refund_alert', requestId }));
  expect(await inbox(email)).toEqual([]);
  const [mail] = await inbox(staff);
  expect(mail!.text).toContain('What Paddle said: Why');
});

test('whose payment went back is told, with what is owed; and when it is back', async () => {
  const { customerId, email } = await person();
  const { purchaseId } = await refundOf(customerId, {});
  const told = { purchaseId, netCents: '1000' };
  const taken = { ...told, creditEur: '4.000000', action: 'chargeback' };
  await sendQueuedMail(postbox(), await queued({ template: 'taken_back', ...taken }));
  const back = { ...told, creditEur: '7.000000', debtEur: '3.000000' };
  await sendQueuedMail(postbox(), await queued({ template: 'put_back', ...back }));
  const mails = await inbox(email);
  const text = (subject: string) => mails.find((mail) => mail.subject === subject)!.text;
  expect(text('€10.00 of your top-up went back')).toContain('€4.00 has been taken from your credit');
  expect(text('€10.00 of your top-up is back')).toContain('€7.00 of it is credit again');
  expect(text('€10.00 of your top-up is back')).toContain('€3.00 of it paid what you owed.');
});
