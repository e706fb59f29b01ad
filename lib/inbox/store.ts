import { invariant } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { Tx } from '#lib/db/transaction.ts';
import type { Delivery } from './source.ts';
import { storable } from './storable.ts';

type PrismaClient = Database['prisma'];

/**
 * `received` is stored and nothing more; `failed` will be tried again; `parked` waits for a person. `processed`, `ignored`
 * and `dismissed` (a person has settled it elsewhere) are the ends, and only they make a later delivery a duplicate.
 */
export type InboundStatus = 'received' | 'failed' | 'parked' | 'processed' | 'ignored' | 'dismissed';

/** A stored delivery. */
export type InboundEvent = {
  id: Uuid;
  source: string;
  eventId: string;
  eventType: string;
  payload: unknown;
  status: InboundStatus;
  attempts: number;
  receivedAt: Date;
};

const columns = {
  id: true,
  source: true,
  eventId: true,
  eventType: true,
  payload: true,
  status: true,
  attempts: true,
  receivedAt: true,
} as const;

/**
 * Stores a delivery unless it is there already.
 *
 * @param options.via how it came, for its timeline: `webhook`, `event list`, ...
 * @param options.retryAt when it is looked for, should nobody have handled it by then
 * @returns its row's id, and whether it is new
 */
export async function insertEvent(
  prisma: PrismaClient,
  source: string,
  delivery: Delivery,
  options: { via: string; at: Date; retryAt: Date },
): Promise<{ id: Uuid; isNew: boolean; status: InboundStatus }> {
  const { at, retryAt, via } = options;
  const { eventId, eventType, occurredAt } = delivery;
  const payload = JSON.stringify(storable(delivery.payload));
  // One statement, one commit: Paddle waits for the answer, perhaps with a thousand others. Of two at once the second
  // inserts nothing, and reads the first in a statement of its own: this one's sight is older.
  const [made] = await prisma.$queryRaw<{ id: Uuid }[]>`
    WITH made AS (
      INSERT INTO inbound_event (id, source, event_id, event_type, occurred_at, received_at, payload, status, retry_at)
      VALUES (${uuidv7(at)}::uuid, ${source}, ${eventId}, ${eventType}, ${occurredAt}, ${at}, ${payload}::jsonb, 'received',
        ${retryAt})
      ON CONFLICT (source, event_id) DO NOTHING
      RETURNING id
    ), step AS (
      INSERT INTO inbound_event_step (id, inbound_event_id, at, status, note)
      SELECT ${uuidv7(at)}::uuid, id, ${at}, 'received', ${`By ${via}`} FROM made
    )
    SELECT id FROM made`;
  if (made !== undefined) return { id: made.id, isNew: true, status: 'received' };
  const known = await prisma.inboundEvent.findUniqueOrThrow({
    where: { source_eventId: { source, eventId } },
    select: { id: true, status: true },
  });
  return { id: known.id, isNew: false, status: known.status as InboundStatus };
}

/** @returns undefined when there is no such event */
export async function findEvent(prisma: PrismaClient | Tx, id: Uuid): Promise<InboundEvent | undefined> {
  const row = await prisma.inboundEvent.findUnique({ where: { id }, select: columns });
  return row === null ? undefined : { ...row, status: row.status as InboundStatus };
}

/** @throws when there is no such event */
export async function getEvent(prisma: PrismaClient, id: Uuid): Promise<InboundEvent> {
  const event = await findEvent(prisma, id);
  invariant(event !== undefined, `there is no event ${id}`);
  return event;
}

/** Locks an event until the transaction ends. @returns its status as it stands under the lock */
export async function lockEvent(tx: Tx, id: Uuid): Promise<InboundStatus> {
  await tx.$queryRaw`SELECT id FROM inbound_event WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const { status } = await tx.inboundEvent.findUniqueOrThrow({ where: { id }, select: { status: true } });
  return status as InboundStatus;
}

/** Writes down what became of an event, and a line of its timeline unless that would repeat the one before. */
export async function writeOutcome(
  tx: Tx,
  id: Uuid,
  outcome: { status: InboundStatus; note: string; at: Date; retryAt: Date | null },
): Promise<void> {
  const { status, note, at, retryAt } = outcome;
  const before = await tx.inboundEvent.findUniqueOrThrow({
    where: { id },
    select: { status: true, reason: true },
  });
  await tx.inboundEvent.update({
    where: { id },
    data: {
      status,
      reason: note,
      retryAt,
      finishedAt: retryAt === null ? at : null,
      attempts: { increment: 1 },
    },
  });
  if (before.status !== status || before.reason !== note) await insertStep(tx, id, { at, status, note });
}

/** Whether the customer whose event it is has closed their account. */
export async function isClosed(tx: Tx, customerId: Uuid): Promise<boolean> {
  return (await tx.customer.count({ where: { id: customerId, status: 'closed' } })) > 0;
}

/**
 * Takes everything that names somebody out of a locked event and its timeline.
 *
 * @param withoutPeople what of the payload stays, from its source
 */
export async function eraseEvent(tx: Tx, id: Uuid, withoutPeople: object): Promise<void> {
  const payload = JSON.stringify(storable(withoutPeople));
  await tx.$executeRaw`
    UPDATE inbound_event SET payload = ${payload}::jsonb,
      reason = CASE status WHEN 'failed' THEN NULL ELSE regexp_replace(reason, '\\mctm_\\w+', 'ctm_', 'g') END
    WHERE id = ${id}::uuid`;
  await tx.$queryRaw`SELECT 1 AS done FROM inbound_event_erase_notes(${id}::uuid)`;
}

/**
 * The events about some payments, and those that came by then about a customer of Paddle's, which are not erased.
 *
 * @param options.paddleCustomerId whose events of before `receivedBy` are meant: later ones may be of another account
 */
export async function eventsAbout(
  prisma: PrismaClient,
  options: {
    paddleTransactionIds: readonly string[];
    paddleCustomerId: string | null;
    receivedBy: Date;
    limit: number;
  },
): Promise<Uuid[]> {
  const { paddleCustomerId, receivedBy, limit } = options;
  const payments = [...options.paddleTransactionIds];
  const rows = await prisma.$queryRaw<{ id: Uuid }[]>`
    SELECT id FROM (
      SELECT id, payload FROM inbound_event WHERE payload -> 'data' ->> 'id' = ANY (${payments})
      UNION ALL
      SELECT id, payload FROM inbound_event
      WHERE payload -> 'data' ? 'transaction_id' AND payload -> 'data' ->> 'transaction_id' = ANY (${payments})
      UNION ALL
      SELECT id, payload FROM inbound_event
      WHERE payload -> 'data' ->> 'id' = ${paddleCustomerId} AND received_at <= ${receivedBy}
      UNION ALL
      SELECT id, payload FROM inbound_event
      WHERE payload -> 'data' ? 'customer_id' AND payload -> 'data' ->> 'customer_id' = ${paddleCustomerId}
        AND received_at <= ${receivedBy}
    ) about WHERE NOT payload ? 'erased' LIMIT ${limit}`;
  return [...new Set(rows.map(({ id }) => id))];
}

/** Ends a locked event by a person's word. */
export async function closeEvent(tx: Tx, id: Uuid, { note, at }: { note: string; at: Date }): Promise<void> {
  await writeOutcome(tx, id, { status: 'dismissed', note, at, retryAt: null });
}

/**
 * Which of some subjects (by the id in an event's data) a person has settled elsewhere: whatever is read of them later must
 * not undo that.
 */
export async function dismissedAmong(
  prisma: PrismaClient,
  source: string,
  subjects: readonly string[],
): Promise<Set<string>> {
  const rows = await prisma.$queryRaw<{ subject: string }[]>`
    SELECT DISTINCT payload -> 'data' ->> 'id' AS subject FROM inbound_event
    WHERE status = 'dismissed' AND source = ${source} AND payload -> 'data' ->> 'id' = ANY (${[...subjects]})`;
  return new Set(rows.map(({ subject }) => subject));
}

/** A line of an event's timeline. */
export type EventStep = { at: Date; status: InboundStatus; note: string };

/** An event as it is listed. */
export type EventSummary = Omit<InboundEvent, 'payload'> & {
  occurredAt: Date;
  reason: string | null;
  retryAt: Date | null;
};

/** The events in some states, newest first. */
export async function listEvents(
  prisma: PrismaClient,
  statuses: readonly InboundStatus[],
  limit: number,
): Promise<EventSummary[]> {
  const { payload: _, ...listed } = columns;
  const rows = await prisma.inboundEvent.findMany({
    where: { status: { in: [...statuses] } },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { ...listed, occurredAt: true, reason: true, retryAt: true },
  });
  return rows.map((row) => ({ ...row, status: row.status as InboundStatus }));
}

/** An event's timeline, oldest first. */
export async function stepsOf(prisma: PrismaClient, eventId: Uuid): Promise<EventStep[]> {
  const rows = await prisma.inboundEventStep.findMany({ where: { eventId }, orderBy: { id: 'asc' } });
  return rows.map(({ at, status, note }) => ({ at, status: status as InboundStatus, note }));
}

/** The unfinished events whose time has come, the longest waiting first. */
export async function listDue(prisma: PrismaClient, at: Date, limit: number): Promise<Uuid[]> {
  const rows = await prisma.inboundEvent.findMany({
    where: { retryAt: { lte: at } },
    orderBy: { retryAt: 'asc' },
    take: limit,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** Which of some events are finished, so that a list of thousands need not be handled one by one. */
export async function finishedAmong(
  prisma: PrismaClient,
  source: string,
  eventIds: readonly string[],
): Promise<Set<string>> {
  const rows = await prisma.inboundEvent.findMany({
    where: {
      source,
      eventId: { in: [...eventIds] },
      status: { in: ['processed', 'ignored', 'dismissed', 'parked'] },
    },
    select: { eventId: true },
  });
  return new Set(rows.map((row) => row.eventId));
}

async function insertStep(
  tx: Tx,
  eventId: Uuid,
  step: { at: Date; status: InboundStatus; note: string },
): Promise<void> {
  await tx.inboundEventStep.create({ data: { id: uuidv7(step.at), eventId, ...step } });
}
