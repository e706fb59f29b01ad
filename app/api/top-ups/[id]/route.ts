import { after } from 'next/server';
import { now } from '#lib/core/clock.ts';
import { log } from '#lib/core/log.ts';
import { database } from '#lib/db/client.ts';
import { route } from '#lib/http/route.ts';
import { configuredPaddle } from '#lib/paddle/configured.ts';
import { lookAtPayment } from '#lib/paddle/lookup.ts';
import { type Purchase, stateOf } from '#lib/topups/purchase.ts';
import { purchaseOf, toTopUp } from '#lib/topups/view.ts';

/** A payment whose webhook is this late is looked for at Paddle. */
const LATE_MS = 8_000;

/** Where a top-up of the caller stands. Asked while somebody waits for it, so it also looks for what is late. */
export const GET = route({}, async ({ params, caller }) => {
  const db = database();
  const purchase = await purchaseOf(db.prisma, { customerId: caller.customerId, id: params.id ?? '' });
  if (isLate(purchase)) after(() => look(purchase));
  return { body: await toTopUp(db, purchase, now()) };
});

function isLate(purchase: Purchase): boolean {
  const state = stateOf(purchase);
  if (state !== 'open' && state !== 'received') return false;
  return now().getTime() - (purchase.paymentSeenAt ?? purchase.createdAt).getTime() > LATE_MS;
}

async function look({ paddleTransactionId, customerId }: Purchase): Promise<void> {
  if (paddleTransactionId === null) return;
  const wanted = { paddleTransactionId, customerId };
  await lookAtPayment(database().prisma, configuredPaddle(), wanted, now()).catch((error: unknown) =>
    log.warn({ err: error, paddleTransactionId }, 'could not look at a Paddle transaction'),
  );
}
