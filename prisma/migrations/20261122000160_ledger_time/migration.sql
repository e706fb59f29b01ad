-- The version a customer's books had at an instant: the number of the last fact recorded by then. Facts are numbered
-- and recorded in one order, so it is found by halving, whatever the length of the books.
CREATE FUNCTION ledger_version_at(p_customer uuid, p_at timestamptz) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_known bigint := 0;  -- a fact of this number, or none at all, was recorded by then
  v_beyond bigint;      -- every fact from this number on was recorded later
  v_middle bigint;
  v_fact record;
BEGIN
  SELECT version + 1 INTO v_beyond FROM ledger_customer WHERE customer_id = p_customer;
  WHILE v_beyond - v_known > 1 LOOP
    v_middle := (v_known + v_beyond) / 2;
    SELECT f.seq, f.at INTO v_fact FROM (
      (SELECT seq, recorded_at AS at FROM ledger_posting
        WHERE customer_id = p_customer AND seq >= v_middle ORDER BY seq LIMIT 1)
      UNION ALL
      (SELECT opened_seq, opened_at FROM ledger_hold
        WHERE customer_id = p_customer AND opened_seq >= v_middle ORDER BY opened_seq LIMIT 1)
      UNION ALL
      (SELECT r.seq, h.ended_at FROM ledger_release r
        JOIN ledger_hold h ON h.customer_id = r.customer_id AND h.id = r.hold_id
        WHERE r.customer_id = p_customer AND r.seq >= v_middle ORDER BY r.seq LIMIT 1)
      UNION ALL
      (SELECT opened_seq, opened_at FROM ledger_refund_request
        WHERE customer_id = p_customer AND opened_seq >= v_middle ORDER BY opened_seq LIMIT 1)
      UNION ALL
      (SELECT ended_seq, ended_at FROM ledger_refund_request
        WHERE customer_id = p_customer AND ended_seq >= v_middle ORDER BY ended_seq LIMIT 1)
    ) f ORDER BY f.seq LIMIT 1;
    IF v_fact.seq IS NULL OR v_fact.at > p_at OR v_fact.seq >= v_beyond THEN
      v_beyond := v_middle;
    ELSE
      v_known := v_fact.seq;
    END IF;
  END LOOP;
  RETURN v_known;
END $$;
