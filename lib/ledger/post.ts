import { invariant } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import type { Sql } from './sql.ts';

/** A budget that a hold counts against, opaque to the ledger: a reference, its period and its cap, if it has one. */
type Budget = { ref: Uuid; period: string; capMicros: Credits | null };

/** Opens the books of a customer; nothing else can be posted before. */
type OpenItem = { op: 'open'; customerId: Uuid };

/** Keeps an amount aside, unless a rule forbids it. */
export type HoldItem = {
  op: 'hold';
  customerId: Uuid;
  holdId: Uuid;
  amountMicros: Credits;
  /** The caller's own word for the work, such as `generation`; the hold's id is the work's id. */
  causeType: string;
  expiresAt: Date;
  /** The least available balance at which this may be asked for. */
  floorMicros: Credits;
  /** How many holds may be open, this one included. */
  maxOpen: number;
  budget?: Budget;
};

/** Puts off the time at which a forgotten hold would be released: a living worker does. */
type ExtendItem = { op: 'extend'; customerId: Uuid; holdId: Uuid; expiresAt: Date };

/** Ends a hold with its actual cost; a cost of zero releases it. */
type SettleItem = { op: 'settle'; customerId: Uuid; holdId: Uuid; chargeMicros: Credits };

/** Ends a hold without a charge. */
type ReleaseItem = { op: 'release'; customerId: Uuid; holdId: Uuid; reason: string };

/** Adds credit as a new lot. */
export type CreditItem = {
  op: 'credit';
  kind: 'top_up' | 'trial' | 'grant';
  customerId: Uuid;
  /** Unique for ever: the same key again is the same entry. */
  key: string;
  lotId: Uuid;
  amountMicros: Credits;
  /** When it happened in the world: for a top-up the time of payment. */
  effectiveAt: Date;
  /** The expiry date that this credit justifies, from `expiryOf`. */
  expiresAt: Date;
  cause: { type: string; id: Uuid };
  actor: string;
  /** SHA-256 of the erasable row that explains it, where there is one. */
  detailDigest?: Uint8Array;
};

/** Books the expiry that is due, if any is. */
export type ExpireItem = { op: 'expire'; customerId: Uuid };

/** Opens a refund request: keeps an amount of one top-up's lot aside. One a lot may be open. */
type ReserveItem = {
  op: 'reserve';
  customerId: Uuid;
  requestId: Uuid;
  lotId: Uuid;
  amountMicros: Credits;
};

/** Ends a refund request with the money paid out. */
export type RefundItem = {
  op: 'refund';
  customerId: Uuid;
  requestId: Uuid;
  effectiveAt: Date;
  actor: string;
  /** The soonest expiry date that may come of a top-up's going back whole, from `soonestExpiry`. */
  soonestExpiresAt: Date;
};

/** Ends a refund request without a refund: its credit is available again. */
type ReturnItem = { op: 'return'; customerId: Uuid; requestId: Uuid };

/** Takes back what went back outside of a request of ours. The lot is the purchase's. */
export type ClawBackItem = {
  op: 'claw_back';
  customerId: Uuid;
  key: string;
  lotId: Uuid;
  amountMicros: Credits;
  effectiveAt: Date;
  actor: string;
  soonestExpiresAt: Date;
};

/** Puts back what a claw-back of this purchase took, where it took it. */
export type ReverseItem = {
  op: 'reverse';
  customerId: Uuid;
  key: string;
  lotId: Uuid;
  amountMicros: Credits;
  actor: string;
};

/** What staff decide about a customer's books, explained by an erasable row beside them. */
type Decision = {
  customerId: Uuid;
  key: string;
  cause: { type: string; id: Uuid };
  actor: string;
  detailDigest: Uint8Array;
};

/** Gives up a debt, or part of it. */
export type WriteOffItem = Decision & { op: 'write_off'; amountMicros: Credits };

/** Takes back trial credit or a grant, up to what is left of it. */
type CorrectItem = Decision & { op: 'correct'; lotId: Uuid; amountMicros: Credits };

/** Takes what is left when an account is closed; refused while anything is kept aside. */
type ForfeitItem = Decision & { op: 'forfeit' };

export type Item =
  | OpenItem
  | HoldItem
  | ExtendItem
  | SettleItem
  | ReleaseItem
  | CreditItem
  | ExpireItem
  | ReserveItem
  | RefundItem
  | ReturnItem
  | ClawBackItem
  | ReverseItem
  | WriteOffItem
  | CorrectItem
  | ForfeitItem;

/** The closed list of what can become of an item. */
export const OUTCOMES = [
  // Done, or (`replayed`) found done before.
  'opened',
  'held',
  'extended',
  'settled',
  'released',
  'credited',
  'expired',
  'nothing_due',
  'reserved',
  'refunded',
  'returned',
  'superseded',
  'clawed_back',
  'reversed',
  'written_off',
  'corrected',
  'forfeited',
  // Refused by a rule: nothing was written.
  'owing',
  'below_floor',
  'insufficient',
  'over_budget',
  'too_many_open',
  'request_open',
  'still_reserved',
  // Asked wrongly: nothing was written.
  'mismatch',
  'over_hold',
  'over_paid',
  'over_clawed_back',
  'over_owed',
  'wrong_source',
  'unknown_lot',
  'unknown_request',
  'not_open',
  'unknown_hold',
  'unknown_customer',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What became of one item, and the customer's books right after it. */
export type Posted = {
  outcome: Outcome;
  /** The fact was recorded before; nothing was written now, and this is the record. */
  replayed: boolean;
  /** What was held, charged, credited, expired, kept aside or moved; for `over_budget` what the budget had taken. */
  amountMicros: Credits;
  creditMicros: Credits;
  heldMicros: Credits;
  availableMicros: Credits;
  owedMicros: Credits;
  version: bigint;
  recordedAt: Date;
};

type Row = {
  i: number;
  outcome: Outcome;
  replayed: boolean;
  amount: bigint;
  credit: bigint;
  held: bigint;
  available: bigint;
  owed: bigint;
  version: bigint;
  at: Date;
};

const TEXT = 'SELECT * FROM ledger_post($1::timestamptz, $2::json)';

/**
 * The one write path of every balance. Takes a batch; one is a batch of one.
 *
 * Each item is decided on its own, in one short database transaction (the caller's own where `sql` is inside one):
 * the customers are locked in id order, then everything is decided on what stands after the lock. What ends comes
 * before what begins; otherwise the order of the list holds for each customer. Two items of one batch must not
 * name the same hold or key: see `Batcher`.
 *
 * @param now the instant that is recorded, from `core/clock`
 * @returns what became of each, in the order of the list
 */
export async function post(sql: Sql, now: Date, items: readonly Item[]): Promise<Posted[]> {
  if (items.length === 0) return [];
  const rows = await sql<Row>('ledger_post', TEXT, [
    now.toISOString(),
    JSON.stringify(items.map(toWireItem)),
  ]);
  invariant(rows.length === items.length, 'ledger_post answers each item once');
  const posted = new Array<Posted>(items.length);
  for (const row of rows) posted[row.i] = toPosted(row);
  return posted;
}

/** A row of `ledger_result` as the rest of the code sees it. */
function toPosted(row: Omit<Row, 'i'>): Posted {
  return {
    outcome: row.outcome,
    replayed: row.replayed,
    amountMicros: credits(row.amount ?? 0n),
    creditMicros: credits(row.credit ?? 0n),
    heldMicros: credits(row.held ?? 0n),
    availableMicros: credits(row.available ?? 0n),
    owedMicros: credits(row.owed ?? 0n),
    version: row.version ?? 0n,
    recordedAt: row.at,
  };
}

/** One item as `ledger_item` reads it. Amounts and versions travel as text: JSON numbers are floats elsewhere. */
export function toWireItem(item: Item, i: number): Record<string, unknown> {
  const base = { i, op: item.op, customer_id: item.customerId };
  switch (item.op) {
    case 'open':
    case 'expire':
      return base;
    case 'hold':
      invariant(item.amountMicros > 0n, 'a hold is for more than nothing');
      return {
        ...base,
        id: item.holdId,
        amount: item.amountMicros.toString(),
        cause_type: item.causeType,
        expires_at: item.expiresAt.toISOString(),
        floor: item.floorMicros.toString(),
        max_open: item.maxOpen,
        budget_ref: item.budget?.ref,
        budget_period: item.budget?.period,
        budget_cap: item.budget?.capMicros?.toString(),
      };
    case 'extend':
      return { ...base, id: item.holdId, expires_at: item.expiresAt.toISOString() };
    case 'settle':
      invariant(item.chargeMicros >= 0n, 'a charge is never negative');
      return { ...base, id: item.holdId, amount: item.chargeMicros.toString() };
    case 'release':
      return { ...base, id: item.holdId, reason: item.reason };
    case 'credit':
      invariant(item.amountMicros > 0n, 'credit is more than nothing');
      return {
        ...base,
        id: item.lotId,
        kind: item.kind,
        key: item.key,
        amount: item.amountMicros.toString(),
        effective_at: item.effectiveAt.toISOString(),
        expires_at: item.expiresAt.toISOString(),
        cause_type: item.cause.type,
        cause_id: item.cause.id,
        actor: item.actor,
        detail_digest: item.detailDigest && bytea(item.detailDigest),
      };
    case 'reserve':
      invariant(item.amountMicros > 0n, 'a refund is of more than nothing');
      return { ...base, id: item.requestId, lot_id: item.lotId, amount: item.amountMicros.toString() };
    case 'refund':
      return {
        ...base,
        id: item.requestId,
        effective_at: item.effectiveAt.toISOString(),
        expires_at: item.soonestExpiresAt.toISOString(),
        actor: item.actor,
      };
    case 'return':
      return { ...base, id: item.requestId };
    case 'claw_back':
    case 'reverse':
      invariant(item.amountMicros > 0n, 'a claw-back is of more than nothing');
      return {
        ...base,
        key: item.key,
        lot_id: item.lotId,
        amount: item.amountMicros.toString(),
        actor: item.actor,
        ...(item.op === 'claw_back' && {
          effective_at: item.effectiveAt.toISOString(),
          expires_at: item.soonestExpiresAt.toISOString(),
        }),
      };
    case 'write_off':
    case 'correct':
      invariant(item.amountMicros > 0n, 'a decision is about more than nothing');
      return {
        ...base,
        ...decision(item),
        amount: item.amountMicros.toString(),
        ...(item.op === 'correct' && { lot_id: item.lotId }),
      };
    case 'forfeit':
      return { ...base, ...decision(item) };
  }
}

function decision({ key, cause, actor, detailDigest }: Decision): Record<string, unknown> {
  return { key, cause_type: cause.type, cause_id: cause.id, actor, detail_digest: bytea(detailDigest) };
}

function bytea(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString('hex')}`;
}
