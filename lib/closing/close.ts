import { createHash } from 'node:crypto';
import { AccountError, wrongFields } from '#lib/auth/account-error.ts';
import { verifyPassword } from '#lib/auth/password.ts';
import { keyOf, PASSWORD_CHANGE, requireTaken, take } from '#lib/auth/rate-limit.ts';
import { clear } from '#lib/auth/rate-limit-store.ts';
import { findCredentials, lockUser } from '#lib/auth/store.ts';
import { DepictaError, invariant } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { lockCustomer } from '#lib/db/lock-customer.ts';
import { enqueue } from '#lib/db/queue.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { post } from '#lib/ledger/post.ts';
import { inTransaction } from '#lib/ledger/sql.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { type Credits, toWire, ZERO } from '#lib/money/credits.ts';
import { mustWait } from './standing.ts';
import { erasePeople, findUnderWay, markClosed } from './store.ts';

/** What was closed. */
export type Closed = { forfeitedMicros: Credits; owedMicros: Credits };

/** The task that erases the rest: what is much, and files. */
const ERASE_CLOSED = 'erase_closed';

/**
 * Closes the account of whoever asks: nothing may be under way; what is left is forfeited by an entry of its own; a debt
 * and the trial's hash stay; who they are goes at once, and what is much (jobs, events, files) by a task. All of it or
 * nothing, in one database transaction. Product rules, section 12.
 *
 * @param form.password tries at it count like those of a password change
 * @param form.forfeitMicros what the page said would be lost: that is lost, or nothing is
 * @param at the present instant
 * @throws {AccountError} naming the password, `too_many_attempts`, or `signed_out` when it was closed meanwhile
 * @throws {DepictaError} `conflict` with `details.rule`: `hold_open`, `refund_open`, `payment_open` or `amount_changed`
 */
export async function closeAccount(
  db: Database,
  who: { userId: Uuid; customerId: Uuid },
  form: { password: string; forfeitMicros: Credits },
  at: Date,
): Promise<Closed> {
  const { userId } = who;
  requireTaken(await take(db, PASSWORD_CHANGE, userId, at), at);
  const user = await findCredentials(db.prisma, { id: userId });
  if (user === null) throw new AccountError('signed_out');
  if (!(await verifyPassword(user.passwordHash, form.password)))
    throw wrongFields({ field: 'password', problem: 'password_wrong' });
  const closed = await transaction(db.prisma, async (tx) => {
    // Two who close at once: the second finds nobody.
    if (!(await lockUser(tx, userId, user.passwordHash))) throw new AccountError('signed_out');
    return closeCustomer(tx, who.customerId, form.forfeitMicros, at);
  });
  await clear(db.pool, keyOf(PASSWORD_CHANGE, userId));
  return closed;
}

async function closeCustomer(
  tx: Tx,
  customerId: Uuid,
  forfeitMicros: Credits,
  closedAt: Date,
): Promise<Closed> {
  const sql = inTransaction(tx);
  // Locks the books; what is due to expire expires, and is not forfeited.
  await post(sql, closedAt, [{ op: 'expire', customerId }]);
  await lockCustomer(tx, customerId);
  const balance = await balanceNow(sql, customerId, closedAt);
  invariant(balance !== undefined, 'a customer has books');
  const { heldMicros, refundReservedMicros, creditMicros, owedMicros } = balance;
  const underWay = await findUnderWay(tx, customerId);
  if (mustWait(underWay) || heldMicros > ZERO || refundReservedMicros > ZERO) throw underWayStill(underWay);
  if (creditMicros !== forfeitMicros) throw changed(creditMicros);

  if (creditMicros > ZERO) await forfeit(tx, { customerId, creditMicros, closedAt });
  const closing = { customerId, closedAt, forfeitedMicros: creditMicros, owedMicros };
  const farewells = await markClosed(tx, closing);
  await erasePeople(tx, customerId, closedAt);
  for (const farewellId of farewells) await queueMail(tx, { template: 'account_closed', farewellId });
  await enqueue(tx, ERASE_CLOSED, {}, { jobKey: ERASE_CLOSED });
  return { forfeitedMicros: creditMicros, owedMicros };
}

/** What is left goes to nobody: its own entry, explained by the row of the closing, whose digest it keeps. */
async function forfeit(
  tx: Tx,
  { customerId, creditMicros, closedAt }: { customerId: Uuid; creditMicros: Credits; closedAt: Date },
): Promise<void> {
  const detailDigest = createHash('sha256')
    .update(JSON.stringify([customerId, closedAt.toISOString(), toWire(creditMicros)]))
    .digest();
  const [posted] = await post(inTransaction(tx), closedAt, [
    {
      op: 'forfeit',
      customerId,
      key: `forfeit:${customerId}`,
      cause: { type: 'closing', id: customerId },
      actor: 'customer',
      detailDigest,
    },
  ]);
  invariant(
    posted?.outcome === 'forfeited' && !posted.replayed && posted.amountMicros === creditMicros,
    `what was left was ${posted?.outcome}`,
  );
}

function underWayStill({ refundsOf, paymentsOf, openHolds }: Awaited<ReturnType<typeof findUnderWay>>) {
  const [rule, message] =
    openHolds > 0
      ? [
          'hold_open',
          'Work of yours is under way. Close the account when it is done; it takes a few minutes.',
        ]
      : refundsOf.length > 0
        ? ['refund_open', 'A refund of yours is under way. Close the account when it has ended.']
        : paymentsOf.length > 0
          ? ['payment_open', 'A payment of yours is on its way. Close the account when it has arrived.']
          : ['hold_open', 'Credit of yours is kept aside. Close the account when it is free again.'];
  return new DepictaError('conflict', message, { details: { rule } });
}

function changed(creditMicros: Credits): DepictaError {
  return new DepictaError(
    'conflict',
    `Meanwhile EUR ${toWire(creditMicros)} would be lost. Look at the amount again, then close the account.`,
    { details: { rule: 'amount_changed', forfeit_eur: toWire(creditMicros) } },
  );
}
