import { createHash } from 'node:crypto';
import { DepictaError, InvariantError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { type Posted, post } from '#lib/ledger/post.ts';
import { inTransaction } from '#lib/ledger/sql.ts';
import { grant as grantVerb } from '#lib/ledger/verbs.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { type Credits, credits, toWire } from '#lib/money/credits.ts';
import { type AuditRow, type GrantRow, insertAudit, insertGrant, isOpenCustomer } from './store.ts';

/**
 * Gives a customer credit as the operator does at the command line: without the limits of the desk
 * (docs/decisions/0009). The words stand in a row of their own that can be erased, whose digest the journal keeps;
 * grant, credit and audit row are written together or not at all. Product rules, section 7.
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
    const row = {
      ...{ id: uuidv7(at), customerId, amountMicros, reason, internalNote: options.internalNote, author },
      ...{ createdAt: at, state: 'given', decidedAt: at, decidedBy: null, refusal: null },
    };
    const posted = await postGrant(tx, row, at);
    await insertGrant(tx, row);
    await insertAudit(tx, auditOfGrant(row, posted, author, at));
    return { grantId: row.id, posted };
  });
}

/** Posts a grant, and queues the letter about it: the one way in which staff give credit. */
export async function postGrant(tx: Tx, grant: GrantRow, at: Date): Promise<Posted> {
  const { id: grantId, customerId, reason, author } = grant;
  const amountMicros = credits(grant.amountMicros);
  const detailDigest = createHash('sha256')
    .update(JSON.stringify([grantId, reason]))
    .digest();
  const entry = grantVerb({ customerId, grantId, amountMicros, at, author: `staff:${author}`, detailDigest });
  const [posted] = await post(inTransaction(tx), at, [entry]);
  if (posted?.outcome !== 'credited') throw new InvariantError(`A grant was ${posted?.outcome}`);
  await queueMail(tx, { template: 'grant', grantId });
  return posted;
}

/** What the audit log keeps of credit that was given. @param actor whose deed it was: the author's or the approver's */
export function auditOfGrant(grant: GrantRow, posted: Posted, actor: string, at: Date): AuditRow {
  return {
    id: uuidv7(at),
    at,
    actor,
    action: 'grant',
    customerId: grant.customerId,
    reason: grant.reason,
    before: { credit_eur: toWire(credits(posted.creditMicros - grant.amountMicros)) },
    after: { credit_eur: toWire(posted.creditMicros), grant_id: grant.id },
  };
}

function wrong(field: string, message: string): DepictaError {
  return new DepictaError('validation_error', message, { details: { [field]: message } });
}
