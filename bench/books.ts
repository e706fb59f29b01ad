import type { Pool } from 'pg';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { type Item, post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { topUp, trial } from '#lib/ledger/verbs.ts';
import { cents } from '#lib/money/cents.ts';
import { credits } from '#lib/money/credits.ts';

const BATCH = 500;

/** Opens the books of customers with enough credit for any run, in three lots. */
export async function openBooks(pool: Pool, count: number): Promise<Uuid[]> {
  const sql = onPool(pool);
  const now = new Date();
  const customers = Array.from({ length: count }, () => uuidv7());
  for (let from = 0; from < count; from += BATCH) {
    const some = customers.slice(from, from + BATCH);
    const steps: Item[][] = [
      some.map((customerId) => ({ op: 'open', customerId })),
      some.map((customerId) => trial({ customerId, amountMicros: credits(1_000_000n), at: now })),
      ...[1, 2].map(() => some.map((customerId) => paid(customerId, now))),
    ];
    for (const items of steps) await post(sql, now, items);
  }
  return customers;
}

function paid(customerId: Uuid, paidAt: Date): Item {
  const purchaseId = uuidv7();
  const paddleTransactionId = `txn_${purchaseId}`;
  return topUp({ customerId, purchaseId, paddleTransactionId, netCents: cents(10_000_000_00n), paidAt });
}

const CHARGE = 45_000n;
const HOLD = 60_000n;

/**
 * Gives a customer a past of settled holds, as the ledger would have written it, but by two statements.
 *
 * @param ownerPool as the owner of the schema: the app's role cannot
 * @param pairs how many holds, each with its charge: one entry a pair
 * @param stepMs the time from one pair to the next; none: all at the instant of the last change
 */
export async function fillPast(ownerPool: Pool, customerId: Uuid, pairs: number, stepMs = 0): Promise<void> {
  const client = await ownerPool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ version: string; credit: string; lot: string; left: string }>(
      `SELECT c.version, c.credit, l.id AS lot, l.remaining AS left FROM ledger_customer c
       JOIN ledger_lot l ON l.customer_id = c.customer_id AND l.source = 'top_up'
       WHERE c.customer_id = $1 ORDER BY l.effective_at, l.opened_seq LIMIT 1 FOR UPDATE OF c`,
      [customerId],
    );
    const { version, credit, lot } = rows[0]!;
    const values = [customerId, version, credit, HOLD.toString(), CHARGE.toString(), lot, pairs, stepMs];
    // A hold's id is a UUIDv7 of the past, in the order in which they were opened.
    await client.query(
      `INSERT INTO ledger_hold (customer_id, id, amount, cause_type, opened_at, opened_seq, opened_credit, opened_held,
         opened_available, expires_at, state, charged, ended_at, ended_seq, ended_credit, ended_held, ended_available)
       SELECT $1::uuid, ${HOLD_ID}, held, 'generation', at, v + 3 * i - 2, c - (i - 1) * f, held,
         c - (i - 1) * f - held, at + interval '15 minutes', 'settled', f, at, v + 3 * i - 1, c - (i - 1) * f, 0,
         c - (i - 1) * f
       ${SERIES}`,
      values,
    );
    await client.query(
      `INSERT INTO ledger_posting (customer_id, seq, key, line, kind, debit, credit, amount, lot_id, credit_before,
         credit_after, held_after, available_after, owed_after, effective_at, recorded_at, actor, cause_type, cause_id)
       SELECT $1::uuid, v + 3 * i, 'charge:' || ${HOLD_ID}, 1, 'charge', 'credit', 'usage', f, lot,
         c - (i - 1) * f, c - i * f, 0, c - i * f, 0, at, at, 'system', 'generation', ${HOLD_ID}
       ${SERIES}`,
      values,
    );
    const spent = (CHARGE * BigInt(pairs)).toString();
    await client.query(
      `UPDATE ledger_customer SET credit = credit - $2::bigint, version = version + $3::bigint,
         changed_at = changed_at + $4::float8 * interval '1 millisecond'
       WHERE customer_id = $1`,
      [customerId, spent, (3 * pairs).toString(), pairs * stepMs],
    );
    await client.query(
      'UPDATE ledger_lot SET remaining = remaining - $3::bigint, spent = spent + $3::bigint WHERE customer_id = $1 AND id = $2',
      [customerId, lot, spent],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

const HOLD_ID = `(lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7'
  || substr(md5($1::uuid::text || i), 1, 3) || '8' || substr(md5(i || $1::uuid::text), 1, 15))::uuid`;
const SERIES = `FROM (SELECT i, $2::bigint AS v, $3::bigint AS c, $5::bigint AS f, $4::bigint AS held, $6::uuid AS lot,
    (SELECT changed_at FROM ledger_customer WHERE customer_id = $1::uuid)
      + i * $8::float8 * interval '1 millisecond' AS at
  FROM generate_series(1, $7::integer) AS i) AS past`;

/** How much the ledger has taken in: bytes on disk with indexes, holds, facts, and how many of these are sealed. */
export type LedgerSize = { bytes: number; pairs: number; facts: number; sealed: number };

export async function sizeOfLedger(pool: Pool): Promise<LedgerSize> {
  const { rows } = await pool.query<Record<keyof LedgerSize, string>>(
    `SELECT sum(pg_total_relation_size(oid))::text AS bytes, (SELECT count(*) FROM ledger_hold)::text AS pairs,
       (SELECT sum(version) FROM ledger_customer)::text AS facts,
       (SELECT coalesce(sum(upto_seq - from_seq + 1), 0) FROM ledger_seal)::text AS sealed
     FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname LIKE 'ledger\\_%'`,
  );
  const { bytes, pairs, facts, sealed } = rows[0]!;
  return { bytes: Number(bytes), pairs: Number(pairs), facts: Number(facts), sealed: Number(sealed) };
}
