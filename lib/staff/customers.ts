import { createHash } from 'node:crypto';
import { DepictaError, InvariantError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { simulate } from '#lib/db/simulate.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { type Posted, post } from '#lib/ledger/post.ts';
import { type Posting, postingsOf } from '#lib/ledger/postings.ts';
import { inTransaction } from '#lib/ledger/sql.ts';
import { writeOff } from '#lib/ledger/verbs.ts';
import { type Credits, credits, toWire } from '#lib/money/credits.ts';
import type { Decider } from './refunds.ts';
import { insertAudit, isOpenCustomer, setStatus } from './store.ts';

/**
 * Stops a customer from ordering and paying. What is under way is finished and charged; they can still sign in and look.
 *
 * @param options.reason for staff: it stands in the audit log
 * @throws {DepictaError} `not_found`; `conflict` when they are not active; `validation_error` without a reason
 */
export function suspend(
  prisma: Database['prisma'],
  options: { customerId: Uuid; reason: string; decider: Decider },
  at: Date,
): Promise<void> {
  return turn(prisma, { ...options, action: 'suspend', from: 'active', to: 'suspended' }, at);
}

/** Lets a suspended customer order again. @throws as `suspend` */
export function unsuspend(
  prisma: Database['prisma'],
  options: { customerId: Uuid; reason: string; decider: Decider },
  at: Date,
): Promise<void> {
  return turn(prisma, { ...options, action: 'unsuspend', from: 'suspended', to: 'active' }, at);
}

async function turn(
  prisma: Database['prisma'],
  options: { customerId: Uuid; reason: string; decider: Decider; action: string; from: string; to: string },
  at: Date,
): Promise<void> {
  const { customerId, decider, action, from, to } = options;
  const reason = words(options.reason);
  await transaction(prisma, async (tx) => {
    await openOr404(tx, customerId);
    if (!(await setStatus(tx, { customerId, from, to })))
      throw new DepictaError('conflict', `Only a customer who is ${from} can be. Reload the page.`);
    await insertAudit(tx, {
      ...{ id: uuidv7(at), at, actor: decider.email, action, customerId, reason },
      ...{ before: { status: from }, after: { status: to } },
    });
  });
}

/** What is given up of a debt, and why. */
export type WriteOffOrder = {
  /** Chosen by the form: the same id again is the same write-off. */
  id: Uuid;
  customerId: Uuid;
  amountMicros: Credits;
  reason: string;
};

/** What a write-off would do, worked out by doing and undoing it. */
export type WriteOffPreview = { postings: Posting[]; owedBeforeMicros: Credits; owedAfterMicros: Credits };

/** Shows what a write-off would post, and leaves nothing of it. @throws as `writeOffDebt` */
export function previewWriteOff(
  prisma: Database['prisma'],
  order: WriteOffOrder,
  decider: Decider,
  at: Date,
): Promise<WriteOffPreview> {
  return simulate(prisma, async (tx) => {
    const posted = await postWriteOff(tx, order, decider, at);
    return {
      postings: await postingsOf(inTransaction(tx), order.customerId, `write_off:${order.id}`),
      owedBeforeMicros: credits(posted.owedMicros + order.amountMicros),
      owedAfterMicros: posted.owedMicros,
    };
  });
}

/**
 * Gives up what a customer owes, or part of it: an admin's deed, and a loss of the house. Entry and audit row are written
 * together or not at all. Product rules, section 9.
 *
 * @returns what is owed afterwards
 * @throws {DepictaError} `not_found` without such a customer, and to whoever is no admin; `conflict` when it is more than is
 *   owed, or another write-off was sent under this id; `validation_error` naming a wrong field
 */
export function writeOffDebt(
  prisma: Database['prisma'],
  order: WriteOffOrder,
  decider: Decider,
  at: Date,
): Promise<Credits> {
  return transaction(prisma, async (tx) => {
    const posted = await postWriteOff(tx, order, decider, at);
    if (posted.replayed) return posted.owedMicros;
    const { customerId, amountMicros, id } = order;
    await insertAudit(tx, {
      ...{ id: uuidv7(at), at, actor: decider.email, action: 'write_off', customerId },
      reason: words(order.reason),
      before: { owed_eur: toWire(credits(posted.owedMicros + amountMicros)) },
      after: { owed_eur: toWire(posted.owedMicros), write_off_id: id },
    });
    return posted.owedMicros;
  });
}

async function postWriteOff(tx: Tx, order: WriteOffOrder, decider: Decider, at: Date): Promise<Posted> {
  const { customerId, id: writeOffId, amountMicros } = order;
  if (decider.role !== 'admin') throw new DepictaError('not_found', 'There is no such customer.');
  await openOr404(tx, customerId);
  if (amountMicros <= 0n) throw wrong('amount', 'must be more than €0');
  const detailDigest = createHash('sha256')
    .update(JSON.stringify([writeOffId, words(order.reason)]))
    .digest();
  const sql = inTransaction(tx);
  const entry = { customerId, writeOffId, amountMicros, author: `staff:${decider.userId}`, detailDigest };
  const [posted] = await post(sql, at, [writeOff(entry)]);
  if (posted?.outcome === 'over_owed') {
    const owed = (await balanceNow(sql, customerId, at))?.owedMicros ?? credits(0n);
    throw new DepictaError('conflict', `No more than what is owed can be written off: €${toWire(owed)}.`, {
      details: { rule: 'over_owed', owed_eur: toWire(owed) },
    });
  }
  if (posted?.outcome === 'mismatch')
    throw new DepictaError('conflict', 'This form wrote off something else before. Reload the page.', {
      details: { rule: 'form_used' },
    });
  if (posted?.outcome !== 'written_off') throw new InvariantError(`A write-off was ${posted?.outcome}`);
  return posted;
}

async function openOr404(tx: Tx, customerId: Uuid): Promise<void> {
  if (!(await isOpenCustomer(tx, customerId)))
    throw new DepictaError('not_found', 'There is no such customer.');
}

function words(text: string): string {
  const reason = text.trim();
  if (reason === '') throw wrong('reason', 'must not be empty');
  return reason;
}

function wrong(field: string, message: string): DepictaError {
  return new DepictaError('validation_error', `The ${field} ${message}.`, {
    details: { fields: [{ field, message }] },
  });
}
