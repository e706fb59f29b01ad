import type { Invariant } from '#lib/db/invariant.ts';

/** What a purchase's status says about whether it was credited. */
const CREDITED = "('PAID', 'PARTLY_REFUNDED', 'REFUNDED', 'CHARGED_BACK')";

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
    name: 'no_event_forgotten',
    meaning: 'no delivery waits to be handled ten minutes past its time',
    sql: `
      SELECT event_id AS id FROM inbound_event WHERE retry_at + interval '10 minutes' < $1::timestamptz`,
  },
];
