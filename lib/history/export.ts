import type { CustomerExport } from '#lib/contracts/export.ts';
import { DepictaError, invariant } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { type Balance, balanceNow, clockOf, lotsOf } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { statementPage } from '#lib/ledger/statement.ts';
import { credits, toWire } from '#lib/money/credits.ts';
import {
  toAdjustment,
  toApiKey,
  toBalance,
  toClockChange,
  toEntry,
  toEvent,
  toGrant,
  toJob,
  toLink,
  toLot,
  toProfile,
  toPurchase,
  toSession,
  toTrial,
  toUpload,
} from './export-rows.ts';
import {
  adjustmentsToExport,
  eventIdsToExport,
  eventsToExport,
  grantsToExport,
  jobsToExport,
  keysToExport,
  knownSignInsToExport,
  lettersToExport,
  linksToExport,
  lowBalanceLettersToExport,
  mailsToExport,
  type Page,
  personToExport,
  purchasesToExport,
  staffActionsToExport,
  uploadsToExport,
  warningsToExport,
} from './export-store.ts';
import { inSnapshot } from './store.ts';

/** Rows that are in memory at a time. */
const ROWS_AT_A_TIME = 500;
const EVENTS_AT_A_TIME = 50;

/** A member of the document: its value, or its rows as they are read. */
type Member<Value> = Value extends readonly (infer Row)[] ? Value | AsyncIterable<Row> : Value;
type Members = {
  [Name in keyof CustomerExport]: () => Promise<Member<CustomerExport[Name]>> | Member<CustomerExport[Name]>;
};

/**
 * Everything we hold on a customer and one of their people, as one JSON document (`lib/contracts/export.ts`), read and
 * sent piece by piece. The books are of one moment; what is read after them is as it is then.
 *
 * @param at the present instant
 * @throws {DepictaError} `not_found` when this person does not sign in for this customer
 */
export async function exportOf(
  db: Database,
  who: { userId: Uuid; customerId: Uuid },
  at: Date,
): Promise<ReadableStream<Uint8Array>> {
  const person = await personToExport(db.prisma, who);
  if (person?.customer == null) throw new DepictaError('not_found', 'There is nothing at this address.');
  const { customer } = person;
  const { prisma } = db;
  const { customerId, userId } = who;
  const books = await booksOf(db, customerId, at);
  const rows =
    <Found, Row>(read: () => Promise<Found[]>, to: (found: Found) => Row) =>
    async () =>
      (await read()).map(to);
  return asStream({
    format: () => 'depicta.export',
    version: () => 1,
    exported_at: () => at.toISOString(),
    profile: () => toProfile(person, customer),
    sessions: () => person.sessions.map(toSession),
    mailed_links: rows(() => linksToExport(prisma, userId), toLink),
    api_keys: rows(() => keysToExport(prisma, customerId), toApiKey),
    trial: () => toTrial(books.lots),
    purchases: () => purchases(prisma, customerId),
    payment_events: () => events(prisma, customerId, customer.paddleCustomerId),
    grants: rows(() => grantsToExport(prisma, customerId), toGrant),
    staff_actions: rows(
      () => staffActionsToExport(prisma, customerId),
      ({ at: when, action }) => ({ at: when.toISOString(), action }),
    ),
    expiry_warnings: rows(
      () => warningsToExport(prisma, customerId),
      ({ expiresAt, stepDays, warnedAt }) => ({
        expires_at: expiresAt.toISOString(),
        days_before: stepDays,
        warned_at: warnedAt.toISOString(),
      }),
    ),
    statements_sent: rows(
      () => lettersToExport(prisma, customerId),
      ({ month, queuedAt }) => ({
        month: month.toISOString().slice(0, 7),
        queued_at: queuedAt.toISOString(),
      }),
    ),
    low_balance_letters: rows(
      () => lowBalanceLettersToExport(prisma, userId),
      ({ thresholdMicros, queuedAt }) => ({
        threshold_eur: toWire(credits(thresholdMicros)),
        queued_at: queuedAt.toISOString(),
      }),
    ),
    mails_sent: rows(
      () => mailsToExport(prisma, userId),
      ({ subject, sentAt, refused }) => ({ subject, sent_at: sentAt.toISOString(), refused }),
    ),
    known_sign_ins: rows(
      () => knownSignInsToExport(prisma, userId),
      ({ lastSeenAt }) => ({ last_seen_at: lastSeenAt.toISOString() }),
    ),
    balance: () => toBalance(books.balance),
    lots: () => books.lots.map(toLot),
    clock: () => books.clock.map(toClockChange),
    ledger: () => entries(db, customerId, books.balance),
    uploads: () => each((page) => uploadsToExport(prisma, customerId, page), toUpload),
    jobs: () => each((page) => jobsToExport(prisma, customerId, page), toJob),
  });
}

function booksOf(db: Database, customerId: Uuid, at: Date) {
  return inSnapshot(db, async (sql) => {
    const balance = await balanceNow(sql, customerId, at);
    invariant(balance !== undefined, 'a customer has books');
    const lots = await lotsOf(sql, customerId, balance);
    return { balance, lots, clock: await clockOf(sql, customerId, balance) };
  });
}

async function* entries(db: Database, customerId: Uuid, balance: Balance) {
  const sql = onPool(db.pool);
  let before = balance.version + 1n;
  for (;;) {
    const lines = await statementPage(sql, customerId, { before, limit: ROWS_AT_A_TIME });
    yield* lines.map(toEntry);
    if (lines.length < ROWS_AT_A_TIME) return;
    before = lines.at(-1)!.seq;
  }
}

async function* purchases(prisma: Database['prisma'], customerId: Uuid) {
  const pages = each(
    (page) => purchasesToExport(prisma, customerId, page),
    (found) => found,
  );
  for await (const found of pages) {
    const { paddleTransactionId } = found;
    const adjustments =
      paddleTransactionId === null ? [] : await adjustmentsToExport(prisma, [paddleTransactionId]);
    yield toPurchase(found, adjustments.map(toAdjustment));
  }
}

async function* events(prisma: Database['prisma'], customerId: Uuid, paddleCustomerId: string | null) {
  const ids = await eventIdsToExport(prisma, customerId, paddleCustomerId);
  for (let from = 0; from < ids.length; from += EVENTS_AT_A_TIME) {
    const found = await eventsToExport(prisma, ids.slice(from, from + EVENTS_AT_A_TIME));
    yield* found.map(toEvent);
  }
}

/** Every row of a list, a page in memory at a time. */
async function* each<Found extends { id: Uuid }, Row>(
  read: (page: Page) => Promise<Found[]>,
  to: (found: Found) => Row,
): AsyncGenerator<Row> {
  let after: Uuid | undefined;
  for (;;) {
    const found = await read({ after, limit: ROWS_AT_A_TIME });
    yield* found.map(to);
    if (found.length < ROWS_AT_A_TIME) return;
    after = found.at(-1)!.id;
  }
}

/** The document as bytes, made as fast as they are taken. */
function asStream(members: Members): ReadableStream<Uint8Array> {
  const pieces = inPieces(members);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** Longer pieces than one row: each costs the same on its way. */
const PIECE_LENGTH = 32_768;

async function* inPieces(members: Members): AsyncGenerator<string, void, undefined> {
  let piece = '{';
  let comma = '';
  for (const [name, read] of Object.entries(members)) {
    piece += `${comma}\n${JSON.stringify(name)}:`;
    comma = ',';
    const value: unknown = await read();
    if (!isRows(value)) {
      piece += JSON.stringify(value);
      continue;
    }
    piece += '[';
    let between = '\n';
    for await (const row of value) {
      piece += between + JSON.stringify(row);
      between = ',\n';
      if (piece.length < PIECE_LENGTH) continue;
      yield piece;
      piece = '';
    }
    piece += ']';
  }
  yield `${piece}\n}\n`;
}

function isRows(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
