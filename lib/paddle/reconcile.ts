import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import type { Database } from '#lib/db/client.ts';
import { dismissedAmong } from '#lib/inbox/store.ts';
import type { PaddleAdjustment } from '#lib/topups/adjustment.ts';
import { RECONCILED_FOR_MS } from '#lib/topups/purchase.ts';
import { listAdjustmentsOf } from '#lib/topups/refund-store.ts';
import { creditedSince, findPurchases } from '#lib/topups/store.ts';
import { handleAsEvent } from './as-event.ts';
import type { PaddleClient } from './client.ts';
import { type Difference, differencesOf, isNewsOf, type OurPayment } from './differences.ts';
import { takePayment } from './lookup.ts';
import { storedPaddleEvents } from './source.ts';
import { insertReconciliation } from './store.ts';
import { readById, readTheirs, type Their } from './their-payments.ts';

/** A run of the reconciliation: what it compared, and what differed. */
export type Reconciliation = {
  payments: number;
  adjustments: number;
  /** What stood before anything was repaired; `repaired` where it no longer stands. */
  findings: (Difference & { repaired: boolean })[];
};

/** Reconciles the payments of the last days; all of them by hand, with `ops reconcile --all`. @throws {PaddleCallError} as `reconcile` */
export function reconcileLately(
  prisma: Database['prisma'],
  paddle: PaddleClient,
  at: Date,
): Promise<Reconciliation> {
  return reconcile(prisma, paddle, { since: new Date(at.getTime() - RECONCILED_FOR_MS) }, at);
}

/**
 * Compares our payments with Paddle's, both ways, and repairs what is safe through the ordinary handler: a payment that
 * was not credited, an adjustment that we had not heard of or that has gone further. Whatever still differs is listed for
 * a person; nothing else is changed. The run is kept, for the page.
 *
 * @param options.since payments changed at Paddle, or credited here, from this instant on
 * @param at the present instant
 * @throws {PaddleCallError} when Paddle does not answer; nothing was compared then
 */
export async function reconcile(
  prisma: Database['prisma'],
  paddle: PaddleClient,
  { since }: { since: Date },
  at: Date,
): Promise<Reconciliation> {
  const theirs = await readTheirs(paddle, since);
  let ours = await readOurs(prisma, theirs, since);
  await readById(
    paddle,
    theirs,
    creditedIds(ours).filter((id) => !theirs.has(id)),
  );
  let before = compare(theirs, ours);
  if (before.length > 0) {
    // While the lists were read, payments went on: only what stands on a second look, both sides read anew, differs.
    const suspected = new Set(before.map(nameOf));
    await readById(paddle, theirs, transactionsOf(before, theirs, ours));
    ours = await readOurs(prisma, theirs, since);
    before = await unsettled(
      prisma,
      compare(theirs, ours).filter((each) => suspected.has(nameOf(each))),
    );
    await repair(prisma, theirs, ours, before, at);
  }
  const after = before.length === 0 ? [] : compare(theirs, await readOurs(prisma, theirs, since));
  const stands = new Set(after.map(nameOf));
  const findings = before.map((each) => ({ ...each, repaired: !stands.has(nameOf(each)) }));
  const adjustments = [...theirs.values()].reduce((sum, { payment }) => sum + payment.adjustments.length, 0);
  const result = { payments: theirs.size, adjustments, findings };
  for (const each of findings.filter(({ repaired }) => !repaired))
    log.error({ kind: each.kind, subject: each.subject }, 'our payments and Paddle’s differ');
  await insertReconciliation(prisma, { id: uuidv7(at), at, ...result });
  return result;
}

function compare(theirs: ReadonlyMap<string, Their>, ours: readonly OurPayment[]): Difference[] {
  return differencesOf(
    [...theirs.values()].map(({ payment }) => payment),
    ours,
  );
}

/** Without what a person has settled: a payment that was compensated, or refunded at Paddle, and put aside. */
async function unsettled(
  prisma: Database['prisma'],
  differences: readonly Difference[],
): Promise<Difference[]> {
  const subjects = differences.map(({ subject }) => subject);
  const settled = await dismissedAmong(prisma, storedPaddleEvents.name, subjects);
  return differences.filter(
    ({ kind, subject }) => !(settled.has(subject) && (kind === 'paid_not_credited' || kind === 'paid_twice')),
  );
}

function nameOf({ kind, subject }: Difference): string {
  return `${kind} ${subject}`;
}

/** Every purchase that a payment at Paddle names, and every one that was credited in the same time. */
async function readOurs(
  prisma: Database['prisma'],
  theirs: ReadonlyMap<string, Their>,
  since: Date,
): Promise<OurPayment[]> {
  const named = [...theirs.values()].flatMap(({ payment }) => payment.purchaseId ?? []);
  const purchases = [
    ...(await findPurchases(prisma, named)).values(),
    ...(await creditedSince(prisma, since)),
  ];
  const unique = [...new Map(purchases.map((purchase) => [purchase.id, purchase])).values()];
  const ids = unique.flatMap(({ paddleTransactionId }) => paddleTransactionId ?? []);
  const byTransaction = Map.groupBy(
    await listAdjustmentsOf(prisma, ids),
    ({ paddleTransactionId }) => paddleTransactionId,
  );
  return unique.map((purchase) => ({
    purchase,
    adjustments: byTransaction.get(purchase.paddleTransactionId ?? '') ?? [],
  }));
}

/** What was credited here: it may not have changed at Paddle lately. */
function creditedIds(ours: readonly OurPayment[]): string[] {
  return ours.flatMap(({ purchase: { creditedAt, paddleTransactionId } }) =>
    creditedAt === null ? [] : (paddleTransactionId ?? []),
  );
}

/** The Paddle transactions that some differences are about, on either side. */
function transactionsOf(
  differences: readonly Difference[],
  theirs: ReadonlyMap<string, Their>,
  ours: readonly OurPayment[],
): string[] {
  const bound = new Map(ours.map(({ purchase }) => [purchase.id, purchase.paddleTransactionId]));
  const ids = differences.flatMap(({ subject, purchaseId }) => [
    ...(theirs.has(subject) ? [subject] : []),
    (purchaseId === null ? null : bound.get(purchaseId)) ?? [],
  ]);
  return [...new Set(ids.flat())];
}

/** Only what the handler itself would have done, had it been told in time. */
async function repair(
  prisma: Database['prisma'],
  theirs: ReadonlyMap<string, Their>,
  ours: readonly OurPayment[],
  differences: readonly Difference[],
  at: Date,
): Promise<void> {
  const uncredited = new Set(
    differences.filter(({ kind }) => kind === 'paid_not_credited').map(({ subject }) => subject),
  );
  const known = new Map<Uuid, OurPayment>(ours.map((our) => [our.purchase.id, our]));
  for (const { payment, data, rawAdjustments } of theirs.values()) {
    if (uncredited.has(payment.paddleTransactionId)) await takePayment(prisma, data, at);
    const our = payment.purchaseId === null ? undefined : known.get(payment.purchaseId);
    if (our?.purchase.paddleTransactionId !== payment.paddleTransactionId) continue;
    for (const each of payment.adjustments)
      if (isNewsOf(each, our.adjustments))
        await takeAdjustment(prisma, each, rawAdjustments.get(each.id), at);
  }
}

/** Handles an adjustment as it was read, like a webhook that says the same. */
async function takeAdjustment(
  prisma: Database['prisma'],
  { id, status }: PaddleAdjustment,
  data: unknown,
  at: Date,
): Promise<void> {
  const told = { eventType: 'adjustment.updated', subject: id, status, data };
  await handleAsEvent(prisma, told, { via: 'the reconciliation', at });
}
