-- What a long past comes to, without reading all of it: docs/decisions/0033.

-- The facts of a customer numbered after p_after, up to p_upto: what each did to the available balance, and a posting's
-- accounts and lot. The end of a settled hold is the fact before its first charge.
CREATE FUNCTION ledger_facts(p_customer uuid, p_after bigint, p_upto bigint)
RETURNS TABLE (seq bigint, kind text, lot_id uuid, debit text, credit text, amount bigint, change bigint)
LANGUAGE sql STABLE AS $$
  SELECT p.seq, p.kind, p.lot_id, p.debit, p.credit, p.amount,
    CASE WHEN p.credit = 'credit' THEN p.amount WHEN p.debit = 'credit' THEN -p.amount ELSE 0 END
  FROM ledger_posting p WHERE p.customer_id = p_customer AND p.seq > p_after AND p.seq <= p_upto
  UNION ALL
  SELECT h.opened_seq, 'hold', NULL, NULL, NULL, h.amount, -h.amount
  FROM ledger_hold h WHERE h.customer_id = p_customer AND h.opened_seq > p_after AND h.opened_seq <= p_upto
  UNION ALL
  SELECT h.ended_seq, 'hold_settled', NULL, NULL, NULL, h.amount, h.amount
  FROM ledger_posting c JOIN ledger_hold h ON h.id = c.cause_id AND h.customer_id IS NOT DISTINCT FROM p_customer
  WHERE c.customer_id = p_customer AND c.seq > p_after + 1 AND c.seq <= p_upto + 1 AND c.kind = 'charge' AND c.line = 1
  UNION ALL
  SELECT r.seq, 'hold_released', NULL, NULL, NULL, h.amount, h.amount
  FROM ledger_release r JOIN ledger_hold h ON h.id = r.hold_id AND h.customer_id IS NOT DISTINCT FROM p_customer
  WHERE r.customer_id = p_customer AND r.seq > p_after AND r.seq <= p_upto
  UNION ALL
  SELECT q.opened_seq, 'refund_request', NULL, NULL, NULL, q.amount, -q.amount
  FROM ledger_refund_request q WHERE q.customer_id = p_customer AND q.opened_seq > p_after AND q.opened_seq <= p_upto
  UNION ALL
  SELECT q.ended_seq, 'refund_request_' || q.state, NULL, NULL, NULL, q.amount, q.amount
  FROM ledger_refund_request q WHERE q.customer_id = p_customer AND q.ended_seq > p_after AND q.ended_seq <= p_upto
$$;

-- Sums of a customer's facts from_seq to upto_seq: a row for each kind, lot and pair of accounts among them, named by the
-- first of its facts. A customer's blocks follow each other without a gap. Facts never change, so nor do their sums.
CREATE TABLE ledger_sum (
  customer_id uuid   NOT NULL,
  first_seq   bigint NOT NULL,
  from_seq    bigint NOT NULL,
  upto_seq    bigint NOT NULL,
  kind        text   NOT NULL,
  lot_id      uuid,
  debit       text,
  credit      text,
  facts       bigint NOT NULL,
  amount      bigint NOT NULL,
  change      bigint NOT NULL,
  CONSTRAINT ledger_sum_pkey PRIMARY KEY (customer_id, first_seq),
  CONSTRAINT ledger_sum_span CHECK (from_seq > 0 AND first_seq BETWEEN from_seq AND upto_seq),
  CONSTRAINT ledger_sum_of_facts CHECK (facts BETWEEN 1 AND upto_seq - from_seq + 1 AND amount > 0)
);
CREATE TRIGGER ledger_sum_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_sum
  EXECUTE FUNCTION ledger_refuse('sums of facts are append-only');

-- Keeps the sums of the next p_facts facts of customers who have so many that are not summed up yet, of p_customers of them at
-- most, and says of how many it found facts. It waits for nobody and nobody waits for it; of two who sum up the same facts the second
-- changes nothing.
CREATE FUNCTION ledger_keep_sums(p_facts bigint, p_customers integer) RETURNS integer LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_blocks integer;
BEGIN
  WITH block AS MATERIALIZED (
    SELECT c.customer_id, coalesce(s.upto_seq, 0) AS after
    FROM ledger_customer c LEFT JOIN LATERAL (
      SELECT upto_seq FROM ledger_sum WHERE customer_id = c.customer_id ORDER BY first_seq DESC LIMIT 1) s ON true
    WHERE p_facts > 0 AND c.version >= p_facts AND c.version - coalesce(s.upto_seq, 0) >= p_facts LIMIT p_customers
  ), worked_out AS MATERIALIZED (
    SELECT b.customer_id, min(f.seq), b.after + 1, b.after + p_facts, f.kind, f.lot_id, f.debit, f.credit, count(*),
      sum(f.amount), sum(f.change)
    FROM block b CROSS JOIN LATERAL ledger_facts(b.customer_id, b.after, b.after + p_facts) f
    GROUP BY b.customer_id, b.after, f.kind, f.lot_id, f.debit, f.credit
  ), kept AS (
    INSERT INTO ledger_sum SELECT * FROM worked_out ON CONFLICT DO NOTHING
  )
  -- A block without facts, which somebody removed, is none: who asks until there is none left would not end.
  SELECT count(DISTINCT customer_id) INTO v_blocks FROM worked_out;
  RETURN v_blocks;
END $$;

-- The sums of a customer's facts numbered after p_after, up to p_upto: from kept sums where whole blocks lie between, and from the
-- facts themselves on both sides of them.
CREATE FUNCTION ledger_sums(p_customer uuid, p_after bigint, p_upto bigint)
RETURNS TABLE (first_seq bigint, kind text, lot_id uuid, debit text, credit text, facts bigint, amount bigint, change bigint)
LANGUAGE plpgsql STABLE ROWS 20 AS $$
#variable_conflict use_column
DECLARE
  v_after bigint;
  v_upto bigint;
BEGIN
  SELECT s.from_seq - 1 INTO v_after FROM ledger_sum s
  WHERE s.customer_id = p_customer AND s.first_seq > p_after AND s.from_seq > p_after ORDER BY s.first_seq LIMIT 1;
  SELECT s.upto_seq INTO v_upto FROM ledger_sum s
  WHERE s.customer_id = p_customer AND s.first_seq <= p_upto AND s.upto_seq <= p_upto ORDER BY s.first_seq DESC LIMIT 1;
  IF v_after IS NULL OR v_upto IS NULL OR v_after >= v_upto THEN
    v_after := p_upto;
    v_upto := p_upto;
  END IF;
  RETURN QUERY
    SELECT min(s.first_seq), s.kind, s.lot_id, s.debit, s.credit, sum(s.facts)::bigint, sum(s.amount)::bigint,
      sum(s.change)::bigint
    FROM (
      SELECT first_seq, kind, lot_id, debit, credit, facts, amount, change FROM ledger_sum
      WHERE customer_id = p_customer AND first_seq > v_after AND first_seq <= v_upto
      UNION ALL
      SELECT seq, kind, lot_id, debit, credit, 1, amount, change FROM ledger_facts(p_customer, p_after, v_after)
      UNION ALL
      SELECT seq, kind, lot_id, debit, credit, 1, amount, change FROM ledger_facts(p_customer, v_upto, p_upto)
    ) s
    GROUP BY s.kind, s.lot_id, s.debit, s.credit;
END $$;

REVOKE ALL ON FUNCTION ledger_keep_sums FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_keep_sums TO depicta_app;
GRANT SELECT ON ledger_sum TO depicta_app;
