import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test, vi } from 'vitest';
import { now } from '#lib/core/clock.ts';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { type LiveChanges, watchForChanges } from '#lib/history/live.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { leaveBroken, testDatabase } from '#lib/testing/postgres.ts';
import { liveStream } from './live-stream.ts';

leaveBroken(
  ['paid_purchases_are_their_lots', 'each_paddle_transaction_is_credited_once'],
  'customers who paid are made without their purchases, beside others with one',
);

let db: Database;
let changes: LiveChanges;
beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
  changes = watchForChanges(db);
  return () => db.close();
});

/** An open page: what it has been told, and how to close it. */
function page(
  customer: PayingCustomer,
  options: { mayListen?: () => Promise<boolean>; heartbeatMs?: number } = {},
) {
  const gone = new AbortController();
  const response = liveStream({
    subscribe: (onVersion) => changes.subscribe(customer.customerId, onVersion),
    mayListen: options.mayListen ?? (async () => true),
    signal: gone.signal,
    heartbeatMs: options.heartbeatMs ?? 60_000,
  });
  const opened = { text: '', isOver: false, close: () => gone.abort(), response };
  void (async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) opened.text += chunk;
    opened.isOver = true;
  })();
  return opened;
}
const versions = (text: string) =>
  [...text.matchAll(/event: change\ndata: {"version":"(\d+)"}\n\n/g)].map(([, v]) => v);

test('each open page is told of each change within seconds, and of nobody else’s', async () => {
  const [ours, theirs] = await Promise.all(
    [1, 2].map(() => payingCustomer(db.pool, { at: now(), credit: '5' })),
  );
  const pages = [page(ours!), page(ours!)];
  const other = page(theirs!);
  expect(pages[0]!.response.headers.get('Content-Type')).toMatch(/^text\/event-stream/);
  await expect.poll(() => pages.map(({ text }) => versions(text))).toEqual([['1'], ['1']]);
  await ours!.books.topUp(now(), '5');
  await expect
    .poll(() => pages.map(({ text }) => versions(text)), { timeout: 15_000 })
    .toEqual([
      ['1', '2'],
      ['1', '2'],
    ]);
  expect(versions(other.text)).toEqual(['1']);
  for (const open of [...pages, other]) open.close();
  await expect.poll(() => [...pages, other].every(({ isOver }) => isOver)).toBe(true);
});

test('a payment or a refund that moves without touching the books is told as well', async () => {
  const customer = await payingCustomer(db.pool, { at: now(), credit: '5' });
  const { customerId } = customer;
  const opened = page(customer);
  const told = () => opened.text.match(/event: change/g)?.length ?? 0;
  await expect.poll(told).toBe(1);
  const { id } = await db.prisma.purchase.create({
    data: {
      ...{
        id: uuidv7(),
        customerId,
        requestToken: uuidv7(),
        status: 'PENDING',
        amountCents: 500n,
        country: 'DE',
      },
      ...{ consentVersion: 'v1', consentAt: now(), createdAt: now() },
    },
  });
  await expect.poll(told, { timeout: 15_000 }).toBe(2);
  await db.prisma.purchase.update({ where: { id }, data: { paymentSeenAt: now() } });
  await expect.poll(told, { timeout: 15_000 }).toBe(3);
  const paddleTransactionId = `txn_${uuidv7()}`;
  await db.prisma.purchase.update({
    where: { id },
    data: { paddleTransactionId, paidAt: now(), creditedAt: now(), status: 'PAID' },
  });
  await expect.poll(told, { timeout: 15_000 }).toBe(4);
  // A reversal told after the chargeback was said to be reversed books nothing more.
  await db.prisma.paddleAdjustment.create({
    data: {
      ...{ id: `adj_${uuidv7()}`, paddleTransactionId, action: 'chargeback_reverse', status: 'approved' },
      ...{ netCents: 500n, taxCents: 95n, totalCents: 595n, madeAt: now(), changedAt: now(), seenAt: now() },
    },
  });
  await expect.poll(told, { timeout: 15_000 }).toBe(5);
  opened.close();
});

test('nothing is asked of the database while nobody looks', async () => {
  const customer = await payingCustomer(db.pool, { at: now(), credit: '5' });
  const open = page(customer);
  await expect.poll(() => versions(open.text)).toEqual(['1']);
  open.close();
  await sleep(1_200);
  const query = vi.spyOn(db.pool, 'query');
  await sleep(1_500);
  expect(query).not.toHaveBeenCalled();
  query.mockRestore();
});

test('a stream ends with its session, and keeps its connection open until then', async () => {
  const customer = await payingCustomer(db.pool, { at: now(), credit: '5' });
  let isSignedIn = true;
  const open = page(customer, { mayListen: async () => isSignedIn, heartbeatMs: 20 });
  await expect.poll(() => open.text).toContain(': still here');
  expect(open.isOver).toBe(false);
  isSignedIn = false;
  await expect.poll(() => open.isOver).toBe(true);
});

test('a customer has so many live pages and no more; another customer is none the worse for it', async () => {
  const [busy, other] = await Promise.all(
    [1, 2].map(() => payingCustomer(db.pool, { at: now(), credit: '5' })),
  );
  const open = Array.from({ length: 20 }, () => page(busy!));
  expect(() => page(busy!)).toThrow(/at most 20/);
  page(other!).close();
  open[0]!.close();
  page(busy!).close();
  for (const each of open) each.close();
});

test('a page that comes back is told the present version at once', async () => {
  const customer = await payingCustomer(db.pool, { at: now(), credit: '5' });
  const first = page(customer);
  await expect.poll(() => versions(first.text)).toEqual(['1']);
  const second = page(customer);
  await expect.poll(() => versions(second.text)).toEqual(['1']);
  first.close();
  second.close();
});

test('whoever stops reading ends it without an error', async () => {
  const ended = vi.fn();
  const { signal } = new AbortController();
  const source = { subscribe: () => ended, mayListen: async () => true, signal, heartbeatMs: 60_000 };
  const reader = liveStream(source).body!.getReader();
  await reader.read();
  await expect(reader.cancel()).resolves.toBeUndefined();
  expect(ended).toHaveBeenCalledOnce();
});
