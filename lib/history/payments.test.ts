import { beforeAll, expect, test } from 'vitest';
import { reconcileLately } from '#lib/paddle/reconcile.ts';
import { PaymentWorld } from '#lib/testing/payments.ts';
import type { Purchase } from '#lib/topups/purchase.ts';
import { paymentDetail } from './payments.ts';

const DAY_MS = 86_400_000;
let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start();
  return () => world.close();
});

const stepsOf = async ({ customerId, id }: Purchase) =>
  (await paymentDetail(world.db, { customerId, id }, world.now())).steps;
const kindsOf = async (purchase: Purchase) => (await stepsOf(purchase)).map(({ kind }) => kind);
const compare = (at: Date) => reconcileLately(world.db.prisma, world.paddle, at);
/** A run as it would be kept, with what it found. */
const keep = (at: Date, findings: object[]) =>
  world.db.prisma.reconciliation.create({
    data: { id: crypto.randomUUID(), at, payments: 1, adjustments: 0, findings },
  });

test('a payment tells when it was paid, credited and found to agree with Paddle, and each only once it was', async () => {
  const { payer } = await world.paid(1000n);
  const begun = await world.begin(payer, 2000n);
  expect(await kindsOf(begun)).toEqual(['begun']);
  const { purchase } = await world.paid(2000n, payer);
  expect((await kindsOf(purchase)).filter((kind) => kind !== 'received')).toEqual([
    'begun',
    'paid',
    'credited',
  ]);
  const at = world.now();
  await compare(at);
  await compare(world.now());
  const steps = await stepsOf(purchase);
  expect(steps.at(-1)).toEqual({ kind: 'reconciled', at });
  expect(steps.filter(({ kind }) => kind === 'reconciled')).toHaveLength(1);
  expect(await kindsOf(begun)).toEqual(['begun']);
});

test('a comparison that found something, looked elsewhere, or ran before does not count', async () => {
  const { purchase } = await world.paid(1000n);
  const { purchase: other } = await world.paid(1000n);
  const credited = purchase.creditedAt!.getTime();
  const finding = (purchaseId: string, repaired: boolean) => ({
    ...{ kind: 'amounts_differ', subject: 'txn_1', detail: 'net is 2500 here, 2600 at Paddle' },
    ...{ purchaseId, repaired },
  });
  await keep(new Date(credited - 1), []);
  await keep(new Date(credited + 1), [finding(other.id, true), finding(purchase.id, false)]);
  await keep(new Date(credited + 3 * DAY_MS), []);
  expect(await kindsOf(purchase)).not.toContain('reconciled');
  const at = new Date(credited + 2);
  await keep(at, [finding(other.id, false), finding(purchase.id, true)]);
  expect((await stepsOf(purchase)).at(-1)).toEqual({ kind: 'reconciled', at });
});
