import type { Pool } from 'pg';

/** What the books said right after a fact; `owed` is undefined where the fact was no posting. */
type Figures = { credit: bigint; held: bigint; available: bigint; owed: bigint };

type RecordedHold = {
  customerId: string;
  amount: bigint;
  state: string;
  charged: bigint;
};

/** The final journal, read for comparison with what the workers were told. */
export type Journal = {
  /** By customer, then by the fact's number. Number 0 is before the first. */
  figures: Map<string, Figures[]>;
  /** By customer: the numbers from which an expiry date held, in order. */
  dates: Map<string, { seq: number; expiresAt: number }[]>;
  holds: Map<string, RecordedHold>;
  /** By customer and request id. */
  requests: Map<string, { amount: bigint; state: string }>;
  /** By customer and business key: the sum of the entry's postings. */
  entries: Map<string, { kind: string; amount: bigint }>;
};

const NOTHING: Figures = { credit: 0n, held: 0n, available: 0n, owed: 0n };

/** Reads the whole journal. @param pool as a role that may read the ledger */
export async function readJournal(pool: Pool): Promise<Journal> {
  const journal: Journal = {
    figures: new Map(),
    dates: new Map(),
    holds: new Map(),
    requests: new Map(),
    entries: new Map(),
  };
  const facts = await pool.query<Record<string, string | null>>(`
    SELECT customer_id, seq, credit_after AS credit, held_after AS held, available_after AS available,
      owed_after AS owed FROM ledger_posting
    UNION ALL SELECT customer_id, opened_seq, opened_credit, opened_held, opened_available, NULL FROM ledger_hold
    UNION ALL SELECT customer_id, ended_seq, ended_credit, ended_held, ended_available, NULL FROM ledger_hold
      WHERE state <> 'open'
    UNION ALL SELECT customer_id, opened_seq, opened_credit, opened_held, opened_available, NULL
      FROM ledger_refund_request
    UNION ALL SELECT customer_id, ended_seq, ended_credit, ended_held, ended_available, NULL
      FROM ledger_refund_request WHERE state <> 'open'
    ORDER BY 1, 2`);
  for (const row of facts.rows) {
    const of = journal.figures.get(row.customer_id!) ?? [NOTHING];
    const owed = row.owed === null ? of.at(-1)!.owed : BigInt(row.owed!);
    of[Number(row.seq)] = {
      credit: BigInt(row.credit!),
      held: BigInt(row.held!),
      available: BigInt(row.available!),
      owed,
    };
    journal.figures.set(row.customer_id!, of);
  }

  const dates = await pool.query<{ customer_id: string; seq: string; expires_at: Date }>(
    'SELECT customer_id, seq, expires_at FROM ledger_clock ORDER BY customer_id, seq',
  );
  for (const { customer_id, seq, expires_at } of dates.rows) {
    const of = journal.dates.get(customer_id) ?? [];
    of.push({ seq: Number(seq), expiresAt: expires_at.getTime() });
    journal.dates.set(customer_id, of);
  }

  const holds = await pool.query<Record<string, string>>(
    'SELECT id, customer_id, amount, state, charged FROM ledger_hold',
  );
  for (const row of holds.rows) {
    journal.holds.set(row.id!, {
      customerId: row.customer_id!,
      amount: BigInt(row.amount!),
      state: row.state!,
      charged: BigInt(row.charged!),
    });
  }

  const requests = await pool.query<Record<string, string>>(
    'SELECT customer_id, id, amount, state FROM ledger_refund_request',
  );
  for (const row of requests.rows) {
    const found = { amount: BigInt(row.amount!), state: row.state! };
    journal.requests.set(`${row.customer_id} ${row.id}`, found);
  }

  const entries = await pool.query<Record<string, string>>(
    'SELECT customer_id, key, min(kind) AS kind, sum(amount) AS amount FROM ledger_posting GROUP BY 1, 2',
  );
  for (const row of entries.rows) {
    const found = { kind: row.kind!, amount: BigInt(row.amount!) };
    journal.entries.set(`${row.customer_id} ${row.key}`, found);
  }
  return journal;
}
