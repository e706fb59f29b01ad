import type { Pool } from 'pg';

/** A customer's stored row beside what the journal, the lots and the reservations add up to in the same snapshot. */
type Row = Record<
  | 'credit'
  | 'held'
  | 'refund_reserved'
  | 'owed'
  | 'open_holds'
  | 'version'
  | 'posted'
  | 'owing'
  | 'remaining'
  | 'reserved'
  | 'least_of_lots'
  | 'least_after'
  | 'open'
  | 'open_count'
  | 'requested'
  | 'facts',
  bigint
> & { customer_id: string };

/** What was wrong in one snapshot; `facts` is how long the books were then. */
export type Snapshot = { faults: string[]; facts: bigint; openHolds: bigint };

const BOOKS = `
  SELECT c.customer_id, c.credit, c.held, c.refund_reserved, c.owed, c.open_holds::bigint, c.version,
    coalesce(p.posted, 0)::bigint AS posted, coalesce(p.owing, 0)::bigint AS owing,
    coalesce(p.least_after, 0)::bigint AS least_after,
    coalesce(l.remaining, 0)::bigint AS remaining, coalesce(l.reserved, 0)::bigint AS reserved,
    coalesce(l.least_of_lots, 0)::bigint AS least_of_lots,
    coalesce(h.open, 0)::bigint AS open, coalesce(h.open_count, 0)::bigint AS open_count,
    coalesce(q.requested, 0)::bigint AS requested,
    (coalesce(p.facts, 0) + coalesce(h.facts, 0) + coalesce(q.facts, 0))::bigint AS facts
  FROM ledger_customer c
  LEFT JOIN (
    SELECT customer_id, count(*) AS facts,
      sum(CASE WHEN credit = 'credit' THEN amount ELSE 0 END - CASE WHEN debit = 'credit' THEN amount ELSE 0 END)
        AS posted,
      sum(CASE WHEN debit = 'owed' THEN amount ELSE 0 END - CASE WHEN credit = 'owed' THEN amount ELSE 0 END) AS owing,
      min(least(credit_after, held_after, available_after, owed_after)) AS least_after
    FROM ledger_posting GROUP BY customer_id) p USING (customer_id)
  LEFT JOIN (
    SELECT customer_id, sum(remaining) AS remaining, sum(reserved) AS reserved,
      min(least(remaining - reserved, reserved, spent, refunded, clawed_back, expired, debt_paid)) AS least_of_lots
    FROM ledger_lot GROUP BY customer_id) l USING (customer_id)
  LEFT JOIN (
    SELECT customer_id, sum(amount) FILTER (WHERE state = 'open') AS open,
      count(*) FILTER (WHERE state = 'open') AS open_count, count(*) + count(ended_seq) AS facts
    FROM ledger_hold GROUP BY customer_id) h USING (customer_id)
  LEFT JOIN (
    SELECT customer_id, sum(amount) FILTER (WHERE state = 'open') AS requested, count(*) + count(ended_seq) AS facts
    FROM ledger_refund_request GROUP BY customer_id) q USING (customer_id)`;

/** Each account's debits less its credits, over all customers. */
const TRIAL_BALANCE = `
  SELECT account, sum(amount)::bigint AS balance FROM (
    SELECT debit AS account, amount FROM ledger_posting UNION ALL SELECT credit, -amount FROM ledger_posting) sides
  GROUP BY account`;

/** Looks at all books as they were at one moment, whoever writes meanwhile. It trusts no figure of the ledger's own. */
export async function takeSnapshot(pool: Pool): Promise<Snapshot> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const books = await client.query<Record<string, string>>(BOOKS);
    const accounts = await client.query<{ account: string; balance: string }>(TRIAL_BALANCE);
    const rows = books.rows.map(toRow);
    const balances = new Map(accounts.rows.map((row) => [row.account, BigInt(row.balance)]));
    return {
      faults: [...rows.flatMap(faultsOf), ...unbalanced(balances, rows)],
      facts: total(rows, 'facts'),
      openHolds: total(rows, 'open_count'),
    };
  } finally {
    await client.query('ROLLBACK').catch(() => {});
    client.release();
  }
}

function toRow({ customer_id, ...figures }: Record<string, string>): Row {
  const numbers = Object.entries(figures).map(([name, value]) => [name, BigInt(value)]);
  return { customer_id, ...Object.fromEntries(numbers) } as Row;
}

const total = (rows: readonly Row[], name: keyof Omit<Row, 'customer_id'>) =>
  rows.reduce((sum, row) => sum + row[name], 0n);

function faultsOf(row: Row): string[] {
  const faults: string[] = [];
  const same = (what: string, ...figures: bigint[]) => {
    if (new Set(figures).size > 1) faults.push(`${row.customer_id}: ${what} (${figures.join(', ')})`);
  };
  same('stored credit = postings = lots', row.credit, row.posted, row.remaining);
  same('stored debt = postings', row.owed, row.owing);
  same('held = open holds', row.held, row.open);
  same('the number of open holds', row.open_holds, row.open_count);
  same('reserved = lots = open requests', row.refund_reserved, row.reserved, row.requested);
  same('the version is the number of facts', row.version, row.facts);
  const available = row.credit - row.held - row.refund_reserved;
  const amounts = { ...row, available, customer_id: 0n };
  for (const [name, amount] of Object.entries(amounts)) {
    if (amount < 0n) faults.push(`${row.customer_id}: ${name} is negative (${amount})`);
  }
  return faults;
}

/** Debits = credits, and what the house's accounts say of the customers' is what the customers' rows say. */
function unbalanced(balances: ReadonlyMap<string, bigint>, rows: readonly Row[]): string[] {
  const faults: string[] = [];
  const sum = [...balances.values()].reduce((a, b) => a + b, 0n);
  if (sum !== 0n) faults.push(`debits are not credits: they differ by ${sum}`);
  const of = (account: string) => balances.get(account) ?? 0n;
  if (-of('credit') !== total(rows, 'credit')) faults.push('what we owe customers is not what they have');
  if (of('owed') !== total(rows, 'owed')) faults.push('what customers owe is not what their rows say');
  // Money that came in, ours and theirs, is what was spent, is gone, or is there.
  const gone = -(of('usage') + of('breakage'));
  const brought = of('collected') + of('promotions') + of('write_offs');
  if (brought !== gone + total(rows, 'credit') - total(rows, 'owed'))
    faults.push('money appeared or vanished');
  return faults;
}
