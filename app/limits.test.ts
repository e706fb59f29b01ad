import { afterAll, beforeAll, expect, test } from 'vitest';
import { askActionOften, askRoute, type Given } from '#lib/testing/access/cell.ts';
import { openVisitors } from '#lib/testing/access/open.ts';
import { everyAction, everyRoute } from '#lib/testing/access/tree.ts';
import type { Visitor, Visitors } from '#lib/testing/access/visitors.ts';
import { leaveBroken } from '#lib/testing/postgres.ts';

leaveBroken(
  ['paid_purchases_are_their_lots', 'each_paddle_transaction_is_credited_once'],
  'customers who paid are made without their purchases, beside others with one',
);

// What sends mail, asks Paddle, reads everything or guesses at a password is counted in the database, and refused with the time
// to wait. The counting itself, with parallel tries, is tested in lib/auth/rate-limit.test.ts.

const actions = await everyAction();
const routes = await everyRoute();

let world: Visitors;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ world, close } = await openVisitors());
});
afterAll(() => close());

/** How often somebody may do it within an hour, or a quarter of one where passwords are guessed at. */
const ACTION_LIMITS: [name: string, as: Visitor, times: number][] = [
  ['/refunds askRefundAction', 'owner', 10],
  ['/refunds findPaymentAction', 'owner', 20],
  ['/settings resendMail', 'owner', 5],
  ['/settings savePassword', 'owner', 10],
  ['/top-up quoteBusinessAction', 'owner', 30],
  ['/top-up resumeTopUpAction', 'owner', 20],
  ['/support reconcileAction', 'support', 20],
  ['/support/customers checkBooksAction', 'admin', 20],
];

const ROUTE_LIMITS: [name: string, times: number][] = [
  ['POST /api/account/forgot', 5],
  ['POST /api/account/resend', 5],
  ['POST /api/account/sign-up', 5],
  ['POST /api/account/sign-in', 10],
  ['GET /api/account/export', 6],
  ['GET /api/history', 60],
  ['GET /api/payments/[id]/invoice', 60],
  ['GET /api/statements/[month]', 60],
];

/** Exactly so many pass, and the next is told how many minutes to wait. */
function expectLimited(given: readonly Given[], times: number, message: (read: string) => string): void {
  const refused = given.map(({ word }) => word === '429');
  expect(refused).toEqual([...Array(times).fill(false), true]);
  const minutes = /^Too many (?:attempts|requests)\. Try again in (\d+) minutes?\.$/.exec(
    message(given.at(-1)!.read),
  )?.[1];
  expect(Number(minutes)).toBeGreaterThan(0);
  expect(Number(minutes)).toBeLessThanOrEqual(60);
}

test.each(ACTION_LIMITS)(
  '%s by %s is done %i times, then not',
  { timeout: 60_000 },
  async (name, as, times) => {
    await world.forgetTries();
    const action = actions.find((each) => each.name === name)!;
    const { given } = await askActionOften(world, action, as, ({ headers, input }) =>
      // A right password gives all tries back: here they are guessed at.
      Array(times + 1).fill({ headers, input: { ...(input as object), current: 'guessed wrong' } }),
    );
    expectLimited(given, times, (read) => JSON.parse(read).error.message);
  },
);

test.each(ROUTE_LIMITS)('%s is answered %i times, then not', { timeout: 60_000 }, async (name, times) => {
  await world.forgetTries();
  const route = routes.find(({ method, address }) => `${method} ${address}` === name)!;
  const given: Given[] = [];
  for (let i = 0; i <= times; i += 1) given.push(await askRoute(world, route, 'owner'));
  expectLimited(given, times, (read) => JSON.parse(read).message);
  const another = await askRoute(world, route, 'another');
  if (!name.startsWith('POST')) expect(another.word, 'another customer').not.toBe('429');
});
