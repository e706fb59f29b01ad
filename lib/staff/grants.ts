import { createHash } from 'node:crypto';
import { DepictaError, InvariantError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { type Posted, post } from '#lib/ledger/post.ts';
import { inTransaction } from '#lib/ledger/sql.ts';
import { grant } from '#lib/ledger/verbs.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { type Credits, toWire } from '#lib/money/credits.ts';
import { insertAudit, insertGrant, isOpenCustomer } from './store.ts';

/**
 * Gives a customer credit. The words stand in a row of their own that can be erased, whose digest the journal keeps;
 * grant, credit, audit row and the letter about it are written together or not at all. Product rules, section 7.
 *
 * @param options.reason what the customer reads
 * @param options.internalNote for staff only
 * @param options.author who gives it, as the audit log names them
 * @returns the grant, and the books right after it
 * @throws {DepictaError} `not_found` without such a customer; `validation_error` naming a wrong field
 */
export async function giveCredit(
  prisma: Database['prisma'],
  options: {
    customerId: Uuid;
    amountMicros: Credits;
    reason: string;
    internalNote: string;
    author: string;
    at: Date;
  },
): Promise<{ grantId: Uuid; posted: Posted }> {
  const { customerId, amountMicros, author, at } = options;
  const reason = options.reason.trim();
  if (amountMicros <= 0n) throw wrong('amount', 'A grant is for more than EUR 0.');
  if (reason === '') throw wrong('reason', 'A grant needs a reason, which the customer reads.');

  return transaction(prisma, async (tx) => {
    if (!(await isOpenCustomer(tx, customerId)))
      throw new DepictaError('not_found', 'There is no such customer.');
    const grantId = uuidv7(at);
    const row = { id: grantId, customerId, amountMicros, reason, internalNote: options.internalNote, author };
    const detailDigest = createHash('sha256')
      .update(JSON.stringify([grantId, reason]))
      .digest();
    const entry = grant({ customerId, grantId, amountMicros, at, author: `staff:${author}`, detailDigest });
    const [posted] = await post(inTransaction(tx), at, [entry]);
    if (posted?.outcome !== 'credited') throw new InvariantError(`A grant was ${posted?.outcome}`);
    await insertGrant(tx, { ...row, createdAt: at });
    await insertAudit(tx, {
      id: uuidv7(at),
      at,
      actor: author,
      action: 'grant',
      customerId,
      reason,
      before: { credit_eur: toWire((posted.creditMicros - amountMicros) as Credits) },
      after: { credit_eur: toWire(posted.creditMicros), grant_id: grantId },
    });
    await queueMail(tx, { template: 'grant', grantId });
    return { grantId, posted };
  });
}

function wrong(field: string, message: string): DepictaError {
  return new DepictaError('validation_error', message, { details: { [field]: message } });
}
