import { DepictaError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { type Processed, processEvent } from '#lib/inbox/process.ts';
import type { Source } from '#lib/inbox/source.ts';
import { closeEvent, findEvent, lockEvent } from '#lib/inbox/store.ts';
import type { Decider } from './refunds.ts';
import { insertAudit } from './store.ts';

/**
 * Handles a stored event again, by hand: the same as its next delivery would do. One that is handled stays as it is.
 *
 * @param source where the event came from, to read it with
 * @returns what became of it
 * @throws {DepictaError} `not_found`
 */
export async function replayEvent(
  prisma: Database['prisma'],
  source: Source,
  options: { eventId: Uuid; decider: Decider },
  at: Date,
): Promise<Processed> {
  const before = await eventOr404(prisma, options.eventId);
  // Who did it is written down before it is done: nothing of it can be without a row. What became of it is in its timeline.
  await transaction(prisma, (tx) =>
    insertAudit(tx, {
      id: uuidv7(at),
      at,
      actor: options.decider.email,
      action: 'event_replay',
      customerId: null,
      reason: `Replay of ${before.eventId}`,
      before: { status: before.status },
      after: null,
    }),
  );
  return processEvent(prisma, source, options.eventId, at);
}

/** Writes down that somebody runs the reconciliation, before it does. */
export async function noteReconciliation(
  prisma: Database['prisma'],
  decider: Decider,
  at: Date,
): Promise<void> {
  await transaction(prisma, (tx) =>
    insertAudit(tx, {
      ...{ id: uuidv7(at), at, actor: decider.email, action: 'reconcile', customerId: null },
      ...{ reason: 'Reconciliation by hand', before: null, after: null },
    }),
  );
}

/**
 * Puts a parked event aside: somebody has looked at it and done what was to be done, at Paddle say. It changes no credit.
 *
 * @param options.reason what was done
 * @throws {DepictaError} `not_found`; `conflict` when it is not parked; `validation_error` without a reason
 */
export async function dismissEvent(
  prisma: Database['prisma'],
  options: { eventId: Uuid; reason: string; decider: Decider },
  at: Date,
): Promise<void> {
  const { eventId, decider } = options;
  const reason = options.reason.trim();
  const before = await eventOr404(prisma, eventId);
  if (reason === '')
    throw new DepictaError('validation_error', 'Write down what was done about it.', {
      details: { rule: 'reason_missing', fields: [{ field: 'reason', message: 'must not be empty' }] },
    });
  await transaction(prisma, async (tx) => {
    if ((await lockEvent(tx, eventId)) !== 'parked')
      throw new DepictaError('conflict', 'Only a parked event is put aside. Reload the page.', {
        details: { rule: 'not_parked' },
      });
    await closeEvent(tx, eventId, { note: `Put aside by ${decider.email}: ${reason}`, at });
    await insertAudit(tx, {
      id: uuidv7(at),
      at,
      actor: decider.email,
      action: 'event_dismiss',
      customerId: null,
      reason,
      before: { event_id: before.eventId, status: 'parked' },
      after: { status: 'dismissed' },
    });
  });
}

async function eventOr404(prisma: Database['prisma'], id: Uuid) {
  const event = await findEvent(prisma, id);
  if (event === undefined) throw new DepictaError('not_found', 'There is no such event.');
  return event;
}
