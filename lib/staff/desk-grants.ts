import { DepictaError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { normaliseEmail } from '#lib/customers/normalise.ts';
import type { Database } from '#lib/db/client.ts';
import { simulate } from '#lib/db/simulate.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { post } from '#lib/ledger/post.ts';
import { type Posting, postingsAfter } from '#lib/ledger/postings.ts';
import { inTransaction } from '#lib/ledger/sql.ts';
import { LOT_AT_MOST_MICROS } from '#lib/ledger/verbs.ts';
import { type Credits, credits, parseEuros, sum, toWire } from '#lib/money/credits.ts';
import { findGrant, givenSince, listGrants, lockGrant, updateGrant } from './grant-store.ts';
import { auditOfGrant, postGrant } from './grants.ts';
import type { Decider } from './refunds.ts';
import { emailsOf, type GrantRow, insertAudit, insertGrant, isOpenCustomer, peopleOf } from './store.ts';

/** What one person may give one customer within 24 hours; above it an admin other than the author approves. */
const ALONE_AT_MOST_MICROS: Credits = parseEuros('50')!;

const DAY_MS = 86_400_000;
const MOST_WAITING = 200;

/** What somebody at the desk wants to give. */
export type GrantOrder = {
  /** Chosen by the form: the same id again is the same grant, however often it is sent. */
  id: Uuid;
  customerId: Uuid;
  amountMicros: Credits;
  /** What the customer reads. */
  reason: string;
  /** For staff only. */
  internalNote: string;
};

/** What a grant would do, worked out by doing and undoing it. */
export type GrantPreview = {
  postings: Posting[];
  availableBeforeMicros: Credits;
  availableAfterMicros: Credits;
  expiresAt: Date | null;
  /** Whether it would wait for an admin. */
  needsSecond: boolean;
  /** What the author gave this customer in the 24 hours before. */
  givenLatelyMicros: Credits;
};

/**
 * Shows what a grant would post, and leaves nothing of it.
 *
 * @throws {DepictaError} as `giveFromDesk`
 */
export async function previewGrant(
  prisma: Database['prisma'],
  order: GrantOrder,
  decider: Decider,
  at: Date,
): Promise<GrantPreview> {
  const row = rowOf(order, decider, at);
  return simulate(prisma, async (tx) => {
    await mayGive(tx, row, decider, at);
    return previewOf(tx, row, at);
  });
}

/** The same for a grant that waits. */
export function previewAsked(prisma: Database['prisma'], grant: GrantRow, at: Date): Promise<GrantPreview> {
  return simulate(prisma, async (tx) => {
    await lockBooks(tx, grant.customerId, at);
    return previewOf(tx, grant, at);
  });
}

async function previewOf(tx: Tx, row: GrantRow, at: Date): Promise<GrantPreview> {
  const sql = inTransaction(tx);
  const before = await balanceNow(sql, row.customerId, at);
  const givenLatelyMicros = await givenLately(tx, row, at);
  await postGrant(tx, row, at);
  const after = await balanceNow(sql, row.customerId, at);
  return {
    postings: await postingsAfter(sql, row.customerId, before?.version ?? 0n),
    availableBeforeMicros: credits(before?.availableMicros ?? 0n),
    availableAfterMicros: credits(after?.availableMicros ?? 0n),
    expiresAt: after?.expiresAt ?? null,
    needsSecond: isTooMuch(row, givenLatelyMicros),
    givenLatelyMicros,
  };
}

/**
 * Gives a customer credit, or asks an admin to where it is more than one person may give alone. Grant, entry and audit row
 * are written together or not at all. Product rules, section 7.
 *
 * @returns how it stands: `given`, or `asked` until an admin decides
 * @throws {DepictaError} `not_found` without such a customer; `validation_error` naming a wrong field; `conflict` where the
 *   customer is the author, or another grant was sent under this id
 */
export async function giveFromDesk(
  prisma: Database['prisma'],
  order: GrantOrder,
  decider: Decider,
  at: Date,
): Promise<GrantRow> {
  const row = rowOf(order, decider, at);
  return transaction(prisma, async (tx) => {
    // Locked first: of two grants at once the second counts the first.
    await mayGive(tx, row, decider, at);
    const known = await findGrant(tx, row.id);
    if (known !== undefined) return sameOrConflict(known, row);
    if (isTooMuch(row, await givenLately(tx, row, at))) {
      await insertGrant(tx, row);
      await insertAudit(tx, note(row, { decider, action: 'grant_ask', reason: row.reason }, at));
      return row;
    }
    const given = { ...row, state: 'given', decidedAt: at };
    const posted = await postGrant(tx, given, at);
    await insertGrant(tx, given);
    await insertAudit(tx, auditOfGrant(given, posted, decider.email, at));
    return given;
  });
}

/**
 * An admin other than the author approves a grant, which gives it.
 *
 * @throws {DepictaError} `not_found`, to whoever is no admin too; `conflict` to the author, to whoever would give to
 *   themselves, and where it was decided before
 */
export function approveGrant(
  prisma: Database['prisma'],
  { grantId, decider }: { grantId: Uuid; decider: Decider },
  at: Date,
): Promise<GrantRow> {
  return decide(prisma, { grantId, decider }, at, async (tx, grant) => {
    if (decider.userId === grant.author)
      throw new DepictaError('conflict', 'Another admin than its author approves a grant.', {
        details: { rule: 'own_grant' },
      });
    await mayGive(tx, grant, decider, at);
    const given = { ...grant, state: 'given', decidedAt: at, decidedBy: decider.userId };
    const posted = await postGrant(tx, given, at);
    await updateGrant(tx, given);
    await insertAudit(tx, { ...auditOfGrant(given, posted, decider.email, at), action: 'grant_approve' });
    return given;
  });
}

/** An admin refuses a grant; nothing is given. @throws as `approveGrant`; `validation_error` without a reason */
export async function refuseGrant(
  prisma: Database['prisma'],
  { grantId, decider, reason }: { grantId: Uuid; decider: Decider; reason: string },
  at: Date,
): Promise<GrantRow> {
  const words = needed('reason', reason);
  return decide(prisma, { grantId, decider }, at, async (tx, grant) => {
    // Of whom an account was closed nothing more is said.
    const refusal = (await isOpenCustomer(tx, grant.customerId)) ? words : '';
    const refused = { ...grant, state: 'refused', decidedAt: at, decidedBy: decider.userId, refusal };
    await updateGrant(tx, refused);
    await insertAudit(tx, note(refused, { decider, action: 'grant_refuse', reason: refusal }, at));
    return refused;
  });
}

/** The customer's books are locked before the grant, as everywhere. */
function decide(
  prisma: Database['prisma'],
  { grantId, decider }: { grantId: Uuid; decider: Decider },
  at: Date,
  decision: (tx: Tx, grant: GrantRow) => Promise<GrantRow>,
): Promise<GrantRow> {
  return transaction(prisma, async (tx) => {
    const found = decider.role === 'admin' ? await findGrant(tx, grantId) : undefined;
    if (found === undefined) throw new DepictaError('not_found', 'There is no such grant.');
    await lockBooks(tx, found.customerId, at);
    const grant = await lockGrant(tx, grantId);
    if (grant?.state !== 'asked')
      throw new DepictaError('conflict', 'It was decided meanwhile. Reload the page.', {
        details: { rule: 'decided' },
      });
    return decision(tx, grant);
  });
}

/** A grant that waits, with the people it is about. */
export type WaitingGrant = { grant: GrantRow; email: string | undefined; author: string | undefined };

/** The grants that wait for an admin, the longest waiting first. */
export async function waitingGrants(prisma: Database['prisma']): Promise<WaitingGrant[]> {
  const grants = await listGrants(prisma, { state: 'asked', limit: MOST_WAITING });
  const { emails, names } = await peopleOf(prisma, {
    customerIds: grants.map(({ customerId }) => customerId),
    userIds: grants.map(({ author }) => author),
  });
  return grants.map((grant) => ({
    grant,
    email: emails.get(grant.customerId),
    author: names.get(grant.author),
  }));
}

/** Locks the customer's books until the transaction ends. */
async function lockBooks(tx: Tx, customerId: Uuid, at: Date): Promise<void> {
  await post(inTransaction(tx), at, [{ op: 'open', customerId }]);
}

/** Refuses what nobody may: credit to a customer who is not there, or who shares the giver's mailbox. */
async function mayGive(tx: Tx, { customerId }: GrantRow, decider: Decider, at: Date): Promise<void> {
  await openOr404(tx, customerId);
  await lockBooks(tx, customerId, at);
  // Asked again: the account may have been closed while this waited for the lock.
  await openOr404(tx, customerId);
  const own = normaliseEmail(decider.email);
  const emails = await emailsOf(tx, customerId);
  if (emails.some((email) => normaliseEmail(email) === own))
    throw new DepictaError('conflict', 'Nobody gives credit to themselves. Ask a colleague.', {
      details: { rule: 'own_account' },
    });
}

async function openOr404(tx: Tx, customerId: Uuid): Promise<void> {
  if (!(await isOpenCustomer(tx, customerId)))
    throw new DepictaError('not_found', 'There is no such customer.');
}

async function givenLately(tx: Tx, { customerId, author, id }: GrantRow, at: Date): Promise<Credits> {
  const since = new Date(at.getTime() - DAY_MS);
  return credits(await givenSince(tx, { customerId, author, since, except: id }));
}

function isTooMuch({ amountMicros }: GrantRow, givenLatelyMicros: Credits): boolean {
  return sum([givenLatelyMicros, credits(amountMicros)]) > ALONE_AT_MOST_MICROS;
}

function sameOrConflict(known: GrantRow, sent: GrantRow): GrantRow {
  const content = ({ customerId, amountMicros, reason, internalNote, author }: GrantRow) =>
    JSON.stringify([customerId, amountMicros.toString(), reason, internalNote, author]);
  if (content(known) === content(sent)) return known;
  throw new DepictaError('conflict', 'This form gave another grant before. Reload the page.', {
    details: { rule: 'form_used' },
  });
}

/** As it stands until it is decided. @throws {DepictaError} `validation_error` naming each wrong field */
function rowOf(order: GrantOrder, { userId }: Decider, at: Date): GrantRow {
  if (order.amountMicros <= 0n) throw wrong('amount', 'must be more than €0');
  if (order.amountMicros > LOT_AT_MOST_MICROS)
    throw wrong('amount', 'must be at most €1,000,000,000', { rule: 'grant_over' });
  return {
    ...order,
    reason: needed('reason', order.reason),
    internalNote: needed('note', order.internalNote),
    author: userId,
    createdAt: at,
    ...{ state: 'asked', decidedAt: null, decidedBy: null, refusal: null },
  };
}

function needed(field: string, text: string): string {
  const words = text.trim();
  if (words === '') throw wrong(field, 'must not be empty');
  return words;
}

function wrong(field: string, message: string, named: { rule?: string } = {}): DepictaError {
  return new DepictaError('validation_error', `The ${field} ${message}.`, {
    details: { fields: [{ field, message, ...named }] },
  });
}

function note(
  grant: GrantRow,
  { decider, action, reason }: { decider: Decider; action: string; reason: string },
  at: Date,
) {
  return {
    ...{ id: uuidv7(at), at, actor: decider.email, action, customerId: grant.customerId, reason },
    before: grant.state === 'asked' ? null : { state: 'asked' },
    after: { grant_id: grant.id, amount_eur: toWire(credits(grant.amountMicros)), state: grant.state },
  };
}
