import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { Processed } from '#lib/inbox/process.ts';
import { handleAsEvent } from './as-event.ts';
import type { PaddleClient } from './client.ts';
import { nextRawPage } from './raw-page.ts';
import { transaction } from './wire.ts';

/** One customer's page asks every second or so; Paddle is asked this often for one Paddle transaction. */
const PAUSE_MS = 10_000;
/** This often for one customer, so that nobody uses up what is there for all. */
const MOST_A_MINUTE_EACH = 12;
/** And this often for all of them, far below its limit of 240 calls a minute. */
const MOST_A_MINUTE = 60;
const MINUTE_MS = 60_000;

/** The looks of the last minute, oldest first. */
let looks: { customerId: Uuid; paddleTransactionId: string; atMs: number }[] = [];

/**
 * Looks at one Paddle transaction itself, when somebody waits for a payment whose webhook is late, and handles what it
 * says through the same inbox. Looks are rationed; one that is refused here is made by a later call.
 *
 * @param wanted the Paddle transaction, and whose purchase it is
 * @param at the present instant
 * @returns what became of it; undefined when it was not its turn, or nothing was paid
 * @throws {PaddleCallError} when Paddle does not answer
 */
export async function lookAtPayment(
  prisma: Database['prisma'],
  paddle: PaddleClient,
  wanted: { paddleTransactionId: string; customerId: Uuid },
  at: Date,
): Promise<Processed | undefined> {
  if (!takeTurn(wanted, at.getTime())) return undefined;
  const { paddleTransactionId } = wanted;
  const [data] = await nextRawPage(
    'look at transaction',
    paddle.transactions.list({ id: [paddleTransactionId] }),
  );
  return isOf(data, paddleTransactionId) ? takePayment(prisma, data, at) : undefined;
}

/**
 * Handles a Paddle transaction as it was read, like a webhook that says the same.
 *
 * @param data a Paddle transaction as it travels
 * @returns what became of it; undefined when nothing was paid
 */
export async function takePayment(
  prisma: Database['prisma'],
  data: unknown,
  at: Date,
): Promise<Processed | undefined> {
  const found = transaction.safeParse(data);
  if (!found.success) return undefined;
  const { id: paddleTransactionId, status } = found.data;
  if (status !== 'paid' && status !== 'completed') return undefined;
  const told = { eventType: `transaction.${status}`, subject: paddleTransactionId, status, data };
  return handleAsEvent(prisma, told, { via: 'a look at the Paddle transaction', at });
}

function isOf(data: unknown, paddleTransactionId: string): boolean {
  return (data as { id?: unknown } | undefined)?.id === paddleTransactionId;
}

function takeTurn(wanted: { paddleTransactionId: string; customerId: Uuid }, nowMs: number): boolean {
  const since = (atMs: number) => Math.abs(nowMs - atMs);
  looks = looks.filter(({ atMs }) => since(atMs) < MINUTE_MS);
  const last = looks.findLast((look) => look.paddleTransactionId === wanted.paddleTransactionId);
  if (last !== undefined && since(last.atMs) < PAUSE_MS) return false;
  const own = looks.filter((look) => look.customerId === wanted.customerId);
  if (looks.length >= MOST_A_MINUTE || own.length >= MOST_A_MINUTE_EACH) return false;
  looks.push({ ...wanted, atMs: nowMs });
  return true;
}
