import type { Invariant } from '#lib/db/invariant.ts';
import { pastFigures } from './balance.ts';
import { LOT_PARTS } from './lot-parts.ts';

/** How long after its time a hold may stay open: the sweeper's beat and a margin. */
const SWEEP_GRACE = "interval '10 minutes'";
/** How far apart the clocks of two processes may be. */
const CLOCKS_APART = "interval '10 minutes'";

/** The rules of the ledger. `ops check` runs them, with those of the other modules. */
export const ledgerInvariants: readonly Invariant[] = [
  {
    name: 'debits_equal_credits',
    meaning:
      'each posting moves credit and debt by exactly its amount, and each line continues the one before it',
    sql: `
      SELECT customer_id || ' ' || seq AS id FROM (
        SELECT *, lag(credit_after, 1, 0::bigint) OVER books AS found, lag(owed_after, 1, 0::bigint) OVER books AS owing
        FROM ledger_posting WINDOW books AS (PARTITION BY customer_id ORDER BY seq)) p
      WHERE credit_before <> found
        OR credit_after - credit_before
          <> CASE WHEN credit = 'credit' THEN amount ELSE 0 END - CASE WHEN debit = 'credit' THEN amount ELSE 0 END
        OR owed_after - owing
          <> CASE WHEN debit = 'owed' THEN amount ELSE 0 END - CASE WHEN credit = 'owed' THEN amount ELSE 0 END`,
  },
  {
    name: 'stored_credit_is_its_postings',
    meaning: 'the stored credit and debt of a customer are the sums of the journal',
    sql: `
      SELECT c.customer_id::text AS id FROM ledger_customer c LEFT JOIN (
        SELECT customer_id,
          sum(CASE WHEN credit = 'credit' THEN amount ELSE 0 END - CASE WHEN debit = 'credit' THEN amount ELSE 0 END)
            AS credit,
          sum(CASE WHEN debit = 'owed' THEN amount ELSE 0 END - CASE WHEN credit = 'owed' THEN amount ELSE 0 END)
            AS owed
        FROM ledger_posting GROUP BY customer_id) p USING (customer_id)
      WHERE c.credit <> coalesce(p.credit, 0) OR c.owed <> coalesce(p.owed, 0)`,
  },
  {
    name: 'journal_has_its_customer',
    meaning: 'nothing is posted or held for a customer without books',
    sql: `
      SELECT DISTINCT customer_id::text AS id FROM (
        SELECT customer_id FROM ledger_posting UNION ALL SELECT customer_id FROM ledger_hold
        UNION ALL SELECT customer_id FROM ledger_lot) f
      WHERE NOT EXISTS (SELECT FROM ledger_customer c WHERE c.customer_id = f.customer_id)`,
  },
  {
    name: 'stored_credit_is_its_lots',
    meaning: 'credit = what remains of the lots; refund reserved = what is reserved of them',
    sql: `
      SELECT c.customer_id::text AS id FROM ledger_customer c LEFT JOIN (
        SELECT customer_id, sum(remaining) AS remaining, sum(reserved) AS reserved FROM ledger_lot GROUP BY customer_id) l
        USING (customer_id)
      WHERE c.credit <> coalesce(l.remaining, 0) OR c.refund_reserved <> coalesce(l.reserved, 0)`,
  },
  {
    name: 'lots_are_their_postings',
    meaning: 'each part of a lot is the sum of the postings that name it',
    sql: `
      SELECT l.customer_id || ' ' || l.id AS id FROM ledger_lot l LEFT JOIN (
        SELECT customer_id, lot_id, ${LOT_PARTS}
        FROM ledger_posting WHERE lot_id IS NOT NULL GROUP BY customer_id, lot_id) p
        ON p.customer_id = l.customer_id AND p.lot_id = l.id
      WHERE (l.original, l.spent, l.refunded, l.clawed_back, l.expired, l.debt_paid)
        IS DISTINCT FROM (p.original, p.spent, p.refunded, p.clawed_back, p.expired, p.debt_paid)`,
  },
  {
    name: 'lots_are_as_they_were_opened',
    meaning:
      'a lot came from where its first posting says, when it says; its rank and the date it gives follow from that',
    sql: `
      SELECT l.customer_id || ' ' || l.id AS id FROM ledger_lot l
      LEFT JOIN ledger_posting p ON p.customer_id = l.customer_id AND p.seq = l.opened_seq
      WHERE (l.id, l.source, l.effective_at, l.recorded_at, l.cause_type, l.cause_id)
          IS DISTINCT FROM (p.lot_id, p.kind, p.effective_at, p.recorded_at, p.cause_type, p.cause_id)
        OR (l.source, l.burn_rank) NOT IN (('trial', 0), ('grant', 1), ('top_up', 2))
        OR l.justifies AT TIME ZONE 'UTC'
          <> date_trunc('day', l.effective_at AT TIME ZONE 'UTC') + interval '12 months' + interval '1 day'`,
  },
  {
    name: 'reserved_is_the_open_requests',
    meaning: 'what is reserved of a lot is its one open refund request',
    sql: `
      SELECT coalesce(l.customer_id, q.customer_id) || ' ' || coalesce(l.id, q.lot_id) AS id
      FROM (SELECT * FROM ledger_lot WHERE reserved > 0) l
      FULL JOIN (SELECT * FROM ledger_refund_request WHERE state = 'open') q
        ON q.customer_id = l.customer_id AND q.lot_id = l.id
      WHERE l.reserved IS DISTINCT FROM q.amount`,
  },
  {
    name: 'each_refund_ends_its_request',
    meaning:
      'a refund is posted once for a request that ended as refunded, of its amount, right after its end',
    sql: `
      SELECT coalesce(q.customer_id || ' ' || q.id, p.customer_id || ' ' || p.key) AS id
      FROM (SELECT * FROM ledger_refund_request WHERE state = 'refunded') q
      FULL JOIN (SELECT * FROM ledger_posting WHERE kind = 'refund') p
        ON p.customer_id = q.customer_id AND p.key = 'refund:' || q.id
      WHERE p.amount IS DISTINCT FROM q.amount OR p.lot_id IS DISTINCT FROM q.lot_id
        OR p.seq IS DISTINCT FROM q.ended_seq + 1`,
  },
  {
    name: 'returned_within_paid',
    meaning: 'of no purchase more was refunded and clawed back, less what was put back, than was paid',
    sql: `
      SELECT l.customer_id || ' ' || l.id AS id FROM ledger_lot l LEFT JOIN (
        SELECT customer_id, cause_id, sum(CASE kind WHEN 'claw_back' THEN amount ELSE -amount END) AS clawed_back
        FROM ledger_posting WHERE kind IN ('claw_back', 'claw_back_reversed', 'offset_reversed') GROUP BY 1, 2) p
        ON p.customer_id = l.customer_id AND p.cause_id = l.id
      WHERE l.source = 'top_up' AND NOT coalesce(p.clawed_back, 0) BETWEEN 0 AND l.original - l.refunded`,
  },
  {
    name: 'owed_comes_from_claw_backs',
    meaning: 'what claw-backs left owing is owed still, or was paid by a lot, or was written off',
    sql: `
      SELECT c.customer_id::text AS id FROM ledger_customer c LEFT JOIN (
        SELECT customer_id,
          sum(CASE
            WHEN kind = 'claw_back' AND debit = 'owed' THEN amount
            WHEN kind = 'offset_reversed' OR (kind = 'claw_back_reversed' AND lot_id IS NULL) THEN -amount
          END) AS owing,
          sum(CASE WHEN kind = 'write_off' THEN amount WHEN credit = 'write_offs' THEN -amount END) AS written_off
        FROM ledger_posting GROUP BY customer_id) p USING (customer_id)
      LEFT JOIN (SELECT customer_id, sum(debt_paid) AS paid FROM ledger_lot GROUP BY customer_id) l USING (customer_id)
      WHERE coalesce(p.owing, 0) <> c.owed + coalesce(l.paid, 0) + coalesce(p.written_off, 0)`,
  },
  {
    name: 'held_is_the_open_holds',
    meaning: 'held = the sum of the open holds, and their number agrees',
    sql: `
      SELECT c.customer_id::text AS id FROM ledger_customer c LEFT JOIN (
        SELECT customer_id, sum(amount) AS held, count(*) AS open FROM ledger_hold WHERE state = 'open'
        GROUP BY customer_id) h USING (customer_id)
      WHERE c.held <> coalesce(h.held, 0) OR c.open_holds <> coalesce(h.open, 0)`,
  },
  {
    name: 'one_charge_a_settled_hold',
    meaning:
      'the charge of a hold is what its postings took, within the hold, once; a released hold took nothing',
    sql: `
      SELECT coalesce(h.customer_id, p.customer_id) || ' ' || coalesce(h.id, p.cause_id) AS id
      FROM ledger_hold h FULL JOIN (
        SELECT customer_id, cause_id, sum(amount) AS charged, count(DISTINCT key) AS entries, min(seq) AS first
        FROM ledger_posting WHERE kind = 'charge' GROUP BY customer_id, cause_id) p
        ON p.customer_id = h.customer_id AND p.cause_id = h.id
      WHERE h.id IS NULL OR h.charged <> coalesce(p.charged, 0) OR h.charged > h.amount OR p.entries > 1
        OR p.first <> h.ended_seq + 1`,
  },
  {
    name: 'every_release_has_its_row',
    meaning: 'the released holds are exactly those with a release of the same number',
    sql: `
      SELECT coalesce(h.customer_id, r.customer_id) || ' ' || coalesce(h.id, r.hold_id) AS id
      FROM (SELECT * FROM ledger_hold WHERE state = 'released') h
      FULL JOIN ledger_release r ON r.customer_id = h.customer_id AND r.hold_id = h.id
      WHERE h.id IS NULL OR r.hold_id IS NULL OR h.ended_seq <> r.seq`,
  },
  {
    name: 'facts_are_numbered_without_a_gap',
    meaning: 'the facts of a customer are numbered 1 to version: none is missing, none was added',
    sql: `
      SELECT c.customer_id::text AS id FROM ledger_customer c LEFT JOIN (
        SELECT customer_id, count(*) AS facts, count(DISTINCT seq) AS numbers, max(seq) AS last FROM (
          SELECT customer_id, seq FROM ledger_posting
          UNION ALL SELECT customer_id, opened_seq FROM ledger_hold
          UNION ALL SELECT customer_id, ended_seq FROM ledger_hold WHERE state <> 'open'
          UNION ALL SELECT customer_id, opened_seq FROM ledger_refund_request
          UNION ALL SELECT customer_id, ended_seq FROM ledger_refund_request WHERE state <> 'open') f
        GROUP BY customer_id) f USING (customer_id)
      WHERE (c.version, c.version, c.version) <> (coalesce(facts, 0), coalesce(numbers, 0), coalesce(last, 0))`,
  },
  {
    name: 'recorded_in_order',
    meaning:
      'no fact was recorded before the one in front of it, and the books changed last with the last of them',
    sql: `
      SELECT c.customer_id::text AS id FROM ledger_customer c JOIN (
        SELECT customer_id, max(at) AS last, bool_or(at < before) AS ran_back FROM (
          SELECT customer_id, at, lag(at) OVER (PARTITION BY customer_id ORDER BY seq) AS before FROM (
            SELECT customer_id, seq, recorded_at AS at FROM ledger_posting
            UNION ALL SELECT customer_id, opened_seq, opened_at FROM ledger_hold
            UNION ALL SELECT customer_id, ended_seq, ended_at FROM ledger_hold WHERE state <> 'open'
            UNION ALL SELECT customer_id, opened_seq, opened_at FROM ledger_refund_request
            UNION ALL SELECT customer_id, ended_seq, ended_at FROM ledger_refund_request WHERE state <> 'open') f) f
        GROUP BY customer_id) f USING (customer_id)
      WHERE ran_back OR last <> c.changed_at`,
  },
  {
    name: 'available_runs_through',
    meaning: 'what each fact leaves available is what the fact before it left, changed by this one',
    sql: `
      SELECT customer_id || ' ' || seq AS id FROM (
        SELECT *, lag(available, 1, 0::bigint) OVER (PARTITION BY customer_id ORDER BY seq) AS found FROM (
          SELECT customer_id, seq, available_after AS available, CASE WHEN credit = 'credit' THEN amount ELSE 0 END
            - CASE WHEN debit = 'credit' THEN amount ELSE 0 END AS change FROM ledger_posting
          UNION ALL SELECT customer_id, opened_seq, opened_available, -amount FROM ledger_hold
          UNION ALL SELECT customer_id, ended_seq, ended_available, amount FROM ledger_hold WHERE state <> 'open'
          UNION ALL SELECT customer_id, opened_seq, opened_available, -amount FROM ledger_refund_request
          UNION ALL SELECT customer_id, ended_seq, ended_available, amount FROM ledger_refund_request
          WHERE state <> 'open') f) f
      WHERE available <> found + change`,
  },
  {
    name: 'held_runs_through',
    meaning:
      'a hold adds its amount to what is held when it opens and takes it away when it ends; nothing else does',
    sql: `
      SELECT customer_id || ' ' || seq AS id FROM (
        SELECT *, lag(held, 1, 0::bigint) OVER (PARTITION BY customer_id ORDER BY seq) AS found FROM (
          SELECT customer_id, seq, held_after AS held, 0::bigint AS change FROM ledger_posting
          UNION ALL SELECT customer_id, opened_seq, opened_held, amount FROM ledger_hold
          UNION ALL SELECT customer_id, ended_seq, ended_held, -amount FROM ledger_hold WHERE state <> 'open'
          UNION ALL SELECT customer_id, opened_seq, opened_held, 0 FROM ledger_refund_request
          UNION ALL SELECT customer_id, ended_seq, ended_held, 0 FROM ledger_refund_request WHERE state <> 'open') f) f
      WHERE held <> found + change`,
  },
  {
    name: 'credit_runs_through',
    meaning:
      'postings alone change the credit: what the beginning or the end of a reservation notes of it agrees',
    sql: `
      SELECT customer_id || ' ' || seq AS id FROM (
        SELECT *, lag(credit, 1, 0::bigint) OVER (PARTITION BY customer_id ORDER BY seq) AS found FROM (
          SELECT customer_id, seq, credit_after AS credit, credit_after - credit_before AS change FROM ledger_posting
          UNION ALL SELECT customer_id, opened_seq, opened_credit, 0 FROM ledger_hold
          UNION ALL SELECT customer_id, ended_seq, ended_credit, 0 FROM ledger_hold WHERE state <> 'open'
          UNION ALL SELECT customer_id, opened_seq, opened_credit, 0 FROM ledger_refund_request
          UNION ALL SELECT customer_id, ended_seq, ended_credit, 0 FROM ledger_refund_request WHERE state <> 'open') f) f
      WHERE credit <> found + change`,
  },
  {
    name: 'as_of_now_is_live',
    meaning: 'the balance read from the journal up to now is the stored one',
    sql: `
      SELECT c.customer_id::text AS id FROM ledger_customer c CROSS JOIN LATERAL (
        ${pastFigures('c.customer_id', 'c.version')}) p
      WHERE (c.credit, c.held, c.refund_reserved, c.owed, c.expires_at)
        IS DISTINCT FROM (p.credit, p.held, p.refund_reserved, p.owed, p.expires_at)`,
  },
  {
    name: 'nothing_is_negative',
    meaning: 'no amount, no balance and no figure that a fact left behind is below zero',
    sql: `
      SELECT customer_id::text AS id FROM ledger_customer
      WHERE least(credit, held, refund_reserved, owed, credit - held - refund_reserved) < 0
      UNION ALL
      SELECT customer_id || ' ' || id FROM ledger_lot
      WHERE least(original, remaining, reserved, spent, refunded, clawed_back, expired, debt_paid) < 0
      UNION ALL
      SELECT customer_id || ' ' || seq FROM ledger_posting
      WHERE least(amount, credit_before, credit_after, held_after, available_after, owed_after) < 0
      UNION ALL
      SELECT customer_id || ' ' || id FROM ledger_hold
      WHERE least(amount, charged, opened_credit, opened_held, opened_available, ended_credit, ended_held, ended_available) < 0
      UNION ALL
      SELECT customer_id || ' ' || id FROM ledger_refund_request
      WHERE least(amount, opened_credit, opened_held, opened_available, ended_credit, ended_held, ended_available) < 0`,
  },
  {
    name: 'nothing_spent_after_expiry',
    meaning: 'no hold was placed on credit past its date',
    sql: `
      SELECT h.customer_id || ' ' || h.id AS id FROM ledger_hold h
      WHERE h.opened_at >= (SELECT k.expires_at FROM ledger_clock k
        WHERE k.customer_id = h.customer_id AND k.seq < h.opened_seq ORDER BY k.seq DESC LIMIT 1)`,
  },
  {
    name: 'clock_is_its_history',
    meaning: 'the expiry date is the one the last dated change left, and the changes continue each other',
    sql: `
      SELECT customer_id::text AS id FROM ledger_customer c WHERE expires_at IS DISTINCT FROM (
        SELECT expires_at FROM ledger_clock k WHERE k.customer_id = c.customer_id ORDER BY seq DESC LIMIT 1)
      UNION
      SELECT customer_id::text FROM (
        SELECT *, lag(expires_at) OVER (PARTITION BY customer_id ORDER BY seq) AS found FROM ledger_clock) k
      WHERE previous_expiry IS DISTINCT FROM found`,
  },
  {
    name: 'every_date_has_its_entry',
    meaning: 'a change of the expiry date belongs to the entry that made it',
    sql: `
      SELECT k.customer_id || ' ' || k.seq AS id FROM ledger_clock k
      WHERE NOT EXISTS (SELECT FROM ledger_posting p
        WHERE p.customer_id = k.customer_id AND p.seq = k.seq AND p.key = k.key)`,
  },
  {
    name: 'no_lapse_without_its_date',
    meaning: 'nothing stays expired on a date that a payment made before it had moved',
    sql: `
      SELECT DISTINCT c.customer_id || ' ' || t.lot_id AS id
      FROM ledger_customer c CROSS JOIN LATERAL ledger_expired(c.customer_id) t
      JOIN ledger_lot p ON p.customer_id = c.customer_id AND p.source = 'top_up'
        AND p.effective_at < t.expiry AND t.expiry < p.justifies
      WHERE ledger_returned(p) < p.original`,
  },
  {
    name: 'no_hold_forgotten',
    meaning: "no hold is open past its time plus the sweeper's grace",
    sql: `
      SELECT customer_id || ' ' || id AS id FROM ledger_hold
      WHERE state = 'open' AND expires_at + ${SWEEP_GRACE} < $1::timestamptz`,
  },
  {
    name: 'nothing_from_the_future',
    meaning: 'no books have changed later than now: no process has a clock that is far ahead',
    sql: `
      SELECT customer_id::text AS id FROM ledger_customer WHERE changed_at > $1::timestamptz + ${CLOCKS_APART}`,
  },
  {
    name: 'budgets_are_their_holds',
    meaning: 'what a budget has taken is its charges and its open holds',
    sql: `
      SELECT coalesce(b.customer_id, h.customer_id) || ' ' || coalesce(b.ref, h.budget_ref) AS id
      FROM ledger_budget b FULL JOIN (
        SELECT customer_id, budget_ref, budget_period, sum(CASE state WHEN 'open' THEN amount ELSE charged END) AS taken
        FROM ledger_hold WHERE budget_ref IS NOT NULL GROUP BY 1, 2, 3) h
        ON h.customer_id = b.customer_id AND h.budget_ref = b.ref AND h.budget_period = b.period
      WHERE coalesce(b.committed, 0) <> coalesce(h.taken, 0)`,
  },
  {
    name: 'kept_sums_are_their_facts',
    meaning:
      'each kept sum is what the facts in question come to, and the sums follow each other without a gap',
    sql: `
      WITH block AS (SELECT DISTINCT customer_id, from_seq, upto_seq FROM ledger_sum),
      worked_out AS (
        SELECT b.customer_id, min(f.seq) AS first_seq, b.from_seq, b.upto_seq, f.kind, f.lot_id, f.debit, f.credit,
          count(*) AS facts, sum(f.amount)::bigint AS amount, sum(f.change)::bigint AS change
        FROM block b CROSS JOIN LATERAL ledger_facts(b.customer_id, b.from_seq - 1, b.upto_seq) f
        GROUP BY b.customer_id, b.from_seq, b.upto_seq, f.kind, f.lot_id, f.debit, f.credit)
      SELECT customer_id || ' ' || from_seq AS id FROM (
        (TABLE ledger_sum EXCEPT TABLE worked_out) UNION ALL (TABLE worked_out EXCEPT TABLE ledger_sum)) other
      UNION
      SELECT customer_id || ' ' || from_seq FROM (
        SELECT *, lag(upto_seq, 1, 0::bigint) OVER (PARTITION BY customer_id ORDER BY from_seq) AS before FROM block) b
      WHERE from_seq <> before + 1`,
  },
];
