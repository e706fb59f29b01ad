import type { Invariant } from '#lib/db/invariant.ts';

/** What a purchase's status says about whether it was credited. */
const CREDITED = "('PAID', 'PARTLY_REFUNDED', 'REFUNDED', 'CHARGED_BACK')";

/** What each credited purchase has to give back by its adjustments, as `returnTarget` computes it. */
const TARGETS = `
  SELECT p.id, p.customer_id, p.status, p.amount_cents, refunds,
    greatest(chargebacks - greatest(chargebacks_by_status, chargebacks_undone),
      warnings - greatest(warnings_by_status, warnings_undone), 0) AS disputed
  FROM purchase p LEFT JOIN LATERAL (
    SELECT
      coalesce(sum(net_cents) FILTER (WHERE action = 'refund' AND status = 'approved'), 0) AS refunds,
      coalesce(sum(net_cents) FILTER (WHERE action = 'chargeback' AND status IN ('approved', 'reversed')), 0)
        AS chargebacks,
      coalesce(sum(net_cents) FILTER (WHERE action = 'chargeback' AND status = 'reversed'), 0)
        AS chargebacks_by_status,
      coalesce(sum(net_cents) FILTER (WHERE action = 'chargeback_reverse' AND status = 'approved'), 0)
        AS chargebacks_undone,
      coalesce(sum(net_cents) FILTER (WHERE action = 'chargeback_warning' AND status IN ('approved', 'reversed')), 0)
        AS warnings,
      coalesce(sum(net_cents) FILTER (WHERE action = 'chargeback_warning' AND status = 'reversed'), 0)
        AS warnings_by_status,
      coalesce(sum(net_cents) FILTER (WHERE action = 'chargeback_warning_reverse' AND status = 'approved'), 0)
        AS warnings_undone
    FROM paddle_adjustment a WHERE a.paddle_transaction_id = p.paddle_transaction_id) told ON true
  WHERE p.status IN ${CREDITED}`;

/** The rules between payments and the books. `ops check` runs them, with those of the other modules. */
export const topUpInvariants: readonly Invariant[] = [
  {
    name: 'paid_purchases_are_their_lots',
    meaning:
      'each paid purchase made exactly one lot, of its amount, and no lot is of a purchase that is not paid',
    sql: `
      SELECT coalesce(p.id, l.cause_id)::text AS id
      FROM (SELECT * FROM purchase WHERE status IN ${CREDITED}) p
      FULL JOIN (SELECT * FROM ledger_lot WHERE source = 'top_up') l
        ON l.cause_type = 'purchase' AND l.cause_id = p.id AND l.customer_id = p.customer_id
      GROUP BY p.id, l.cause_id
      HAVING count(p.id) <> 1 OR count(l.id) <> 1 OR min(l.original) <> min(p.amount_cents) * 10000
        OR min(l.effective_at) <> min(p.paid_at)`,
  },
  {
    name: 'each_paddle_transaction_is_credited_once',
    meaning: 'the top-up entries are exactly those of the paid purchases, one for each Paddle transaction',
    sql: `
      SELECT coalesce('topup:' || p.paddle_transaction_id, t.key) AS id
      FROM (SELECT * FROM purchase WHERE status IN ${CREDITED}) p
      FULL JOIN (
        SELECT customer_id, key, cause_id, sum(amount) AS amount FROM ledger_posting WHERE kind = 'top_up'
        GROUP BY customer_id, key, cause_id) t
        ON t.customer_id = p.customer_id AND t.key = 'topup:' || p.paddle_transaction_id AND t.cause_id = p.id
      GROUP BY 1
      HAVING count(p.id) <> 1 OR count(t.key) <> 1 OR min(t.amount) <> min(p.amount_cents) * 10000`,
  },
  {
    name: 'processed_payments_are_credited',
    meaning: 'a completed payment whose event counts as processed has its paid purchase',
    sql: `
      SELECT e.event_id AS id FROM inbound_event e
      WHERE e.source = 'paddle' AND e.event_type = 'transaction.completed' AND e.status = 'processed'
        AND NOT EXISTS (SELECT FROM purchase p
          WHERE p.paddle_transaction_id = e.payload -> 'data' ->> 'id' AND p.status IN ${CREDITED})`,
  },
  {
    name: 'what_went_back_is_booked',
    meaning:
      'of each credited purchase, what is refunded and clawed back is what its adjustments say, and its status says so',
    sql: `
      SELECT t.id::text AS id FROM (${TARGETS}) t
      JOIN ledger_lot l ON l.customer_id = t.customer_id AND l.id = t.id
      WHERE ledger_returned(l) <> least(t.amount_cents, t.refunds + t.disputed) * 10000
        OR t.status <> CASE WHEN t.disputed > 0 THEN 'CHARGED_BACK' WHEN t.refunds = 0 THEN 'PAID'
          WHEN t.refunds < t.amount_cents THEN 'PARTLY_REFUNDED' ELSE 'REFUNDED' END`,
  },
  {
    name: 'requests_are_the_ledgers',
    meaning:
      'each refund request stands as the one of the ledger that keeps its amount aside, and neither is alone',
    sql: `
      SELECT coalesce(r.id, q.id)::text AS id FROM refund_request r
      FULL JOIN ledger_refund_request q ON q.id = r.id AND q.customer_id = r.customer_id
      WHERE r.id IS NULL OR q.id IS NULL OR q.lot_id <> r.purchase_id OR q.amount <> r.amount_cents * 10000
        OR q.state <> CASE r.state WHEN 'refunded' THEN 'refunded' WHEN 'superseded' THEN 'superseded'
          WHEN 'refused' THEN 'returned' WHEN 'rejected' THEN 'returned' ELSE 'open' END`,
  },
  {
    name: 'refunds_are_paid_out',
    meaning: 'a refunded request has its approved adjustment at Paddle, of its amount',
    sql: `
      SELECT r.id::text AS id FROM refund_request r
      LEFT JOIN paddle_adjustment a ON a.id = r.paddle_adjustment_id
      WHERE r.state = 'refunded' AND (a.action IS DISTINCT FROM 'refund' OR a.status <> 'approved'
        OR a.net_cents <> r.amount_cents)`,
  },
  {
    name: 'no_refund_forgotten',
    meaning:
      'an approved refund is asked of Paddle within the hour, unless another of its payment waits there',
    sql: `
      SELECT r.id::text AS id FROM refund_request r JOIN purchase p ON p.id = r.purchase_id
      WHERE r.state IN ('approved', 'sending') AND r.approved_at + interval '1 hour' < $1::timestamptz
        AND NOT EXISTS (SELECT FROM paddle_adjustment a
          WHERE a.paddle_transaction_id = p.paddle_transaction_id AND a.status = 'pending_approval')`,
  },
  {
    name: 'no_event_forgotten',
    meaning: 'no delivery waits to be handled ten minutes past its time',
    sql: `
      SELECT event_id AS id FROM inbound_event WHERE retry_at + interval '10 minutes' < $1::timestamptz`,
  },
];
