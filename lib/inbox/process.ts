import type { Uuid } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import type { Database } from '#lib/db/client.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { applyPayment, lockForPayment } from '#lib/topups/credit.ts';
import type { PaymentEvent, PaymentOutcome } from '#lib/topups/payment-event.ts';
import { applyAdjustment } from '#lib/topups/returns.ts';
import { lockPurchaseOf } from '#lib/topups/store.ts';
import type { Reading, Source } from './source.ts';
import {
  eraseEvent,
  getEvent,
  type InboundEvent,
  type InboundStatus,
  isClosed,
  lockEvent,
  writeOutcome,
} from './store.ts';

/** What became of an event now; `duplicate` when it had been handled before, `waiting` for what it is about. */
export type Processed = 'processed' | 'ignored' | 'parked' | 'failed' | 'duplicate' | 'waiting';

const FIRST_RETRY_MS = 15_000;
const LAST_RETRY_MS = 3_600_000;
const LONGEST_WAIT_MS = 86_400_000;
const LONGEST_NOTE = 500;

/**
 * Handles a stored event, once: what it changes and that it was handled are one database transaction. Only an event
 * that was processed or ignored is left alone; one that failed, or was parked, is tried again by whoever calls: the
 * next delivery, the task that comes back to what failed, or support.
 *
 * It never throws for what goes wrong in handling: that is written down with the event, which is then tried again.
 *
 * @param source where the event came from, to read it with
 * @param id the event's row
 * @param at the present instant
 */
export async function processEvent(
  prisma: Database['prisma'],
  source: Source,
  id: Uuid,
  at: Date,
): Promise<Processed> {
  const event = await getEvent(prisma, id);
  if (isFinished(event.status)) return 'duplicate';
  try {
    const reading = source.read(event.eventType, event.payload);
    return await transaction(prisma, (tx) => handle(tx, source, event, reading, at));
  } catch (error) {
    return recordFailure(prisma, event, error, at);
  }
}

async function handle(
  tx: Tx,
  source: Source,
  event: InboundEvent,
  reading: Reading,
  at: Date,
): Promise<Processed> {
  // The customer's books come before every other lock, the event's row included.
  const { customerId, decide } = await lockFor(tx, reading, at);
  if (isFinished(await lockEvent(tx, event.id))) return 'duplicate';
  const outcome = await decide();
  if (outcome.status === 'waiting') return wait(tx, event, outcome.note, at);
  await writeOutcome(tx, event.id, { ...outcome, at, retryAt: null });
  // What nothing follows from is not read again, and an account that was closed stays without its people.
  if (outcome.status === 'ignored' || (customerId !== undefined && (await isClosed(tx, customerId))))
    await eraseEvent(tx, event.id, source.withoutPeople(event.payload));
  return outcome.status;
}

/** Takes the locks of what an event is about. @returns whose it is, and what decides it under them */
async function lockFor(
  tx: Tx,
  reading: Reading,
  at: Date,
): Promise<{ customerId?: Uuid | undefined; decide: () => Promise<PaymentOutcome> }> {
  switch (reading.kind) {
    case 'payment': {
      const { payment } = reading;
      const locked = await lockForPayment(tx, payment.purchaseId, at);
      return {
        customerId: locked?.purchase.customerId,
        decide: async () =>
          locked === undefined ? withoutPurchase(payment) : applyPayment(tx, locked, payment, at),
      };
    }
    case 'adjustment': {
      const { adjustment } = reading;
      const purchase = await lockPurchaseOf(tx, adjustment.paddleTransactionId, at);
      return {
        customerId: purchase?.customerId,
        decide: () => applyAdjustment(tx, purchase, adjustment, at),
      };
    }
    case 'ignored':
    case 'parked':
      return { decide: async () => ({ status: reading.kind, note: reading.note }) };
  }
}

/** What an event is about may still come: it is looked at again, and after a day it is a person's. */
async function wait(tx: Tx, event: InboundEvent, note: string, at: Date): Promise<Processed> {
  if (at.getTime() - event.receivedAt.getTime() >= LONGEST_WAIT_MS) {
    await writeOutcome(tx, event.id, { status: 'parked', note, at, retryAt: null });
    return 'parked';
  }
  await writeOutcome(tx, event.id, { status: 'received', note, at, retryAt: retryTime(event, at) });
  return 'waiting';
}

function retryTime({ attempts }: InboundEvent, at: Date): Date {
  return new Date(at.getTime() + Math.min(FIRST_RETRY_MS * 2 ** attempts, LAST_RETRY_MS));
}

/** A payment that names a purchase we do not have. Money that was taken is a person's business. */
function withoutPurchase(payment: PaymentEvent): PaymentOutcome {
  const note = `There is no purchase ${payment.purchaseId}`;
  return payment.stage === 'paid' || payment.stage === 'completed'
    ? { status: 'parked', note }
    : { status: 'ignored', note };
}

/** What failed undid itself; only that it failed is kept, with the time at which it is tried again. */
async function recordFailure(
  prisma: Database['prisma'],
  event: InboundEvent,
  error: unknown,
  at: Date,
): Promise<Processed> {
  log.error({ err: error, eventId: event.eventId, eventType: event.eventType }, 'inbound event failed');
  const retryAt = retryTime(event, at);
  const note = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(
    0,
    LONGEST_NOTE,
  );
  return transaction(prisma, async (tx) => {
    // Another delivery may have succeeded meanwhile.
    if (isFinished(await lockEvent(tx, event.id))) return 'duplicate';
    await writeOutcome(tx, event.id, { status: 'failed', note, at, retryAt });
    return 'failed';
  });
}

function isFinished(status: InboundStatus): boolean {
  return status === 'processed' || status === 'ignored' || status === 'dismissed';
}
