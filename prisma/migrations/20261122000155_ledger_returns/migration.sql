-- What gives money back, or takes back what was given: refunds, claw-backs and their reversals, write-offs, corrections,
-- and the end of an account. Rare, so each is one item at a time, decided by ledger_post_one under the customer's lock.
--
-- A claw-back names its purchase as its cause, wherever the money was found. What a reversal puts back follows that
-- record, the newest first, and is never worked out anew.

-- What of each claw-back of a purchase is not put back, a posting a row: taken from the credit of a lot, from what of its
-- lot had expired on a date (breakage), or as a debt (owed). What was taken from one place is a stack: a reversal takes
-- from its top. So of a posting there stands what the stack never fell below again, above what it stood on.
CREATE FUNCTION ledger_clawed_back(p_customer uuid, p_purchase uuid)
RETURNS TABLE (seq bigint, source text, lot_id uuid, expiry timestamptz, amount bigint) LANGUAGE sql STABLE AS $$
  SELECT seq, source, lot, expiry, (lowest - (height - taken))::bigint FROM (
    SELECT *, min(height) OVER (PARTITION BY source, lot, expiry ORDER BY seq DESC) AS lowest FROM (
      SELECT *, sum(taken) OVER (PARTITION BY source, lot, expiry ORDER BY seq) AS height FROM (
        SELECT seq, expiry,
          CASE
            WHEN kind = 'claw_back' THEN debit
            WHEN kind = 'offset_reversed' OR lot_id IS NULL THEN 'owed'
            WHEN credit = 'breakage' THEN 'breakage'
            ELSE 'credit'
          END AS source,
          CASE WHEN kind <> 'offset_reversed' THEN lot_id END AS lot,
          CASE kind WHEN 'claw_back' THEN amount ELSE -amount END AS taken
        FROM ledger_posting
        WHERE customer_id = p_customer AND cause_id = p_purchase
          AND kind IN ('claw_back', 'claw_back_reversed', 'offset_reversed')) AS record) AS stacked) AS fallen
  WHERE taken > 0 AND lowest > height - taken
$$;

-- Where the newest of it was taken, up to an amount: what a reversal of that amount puts back.
CREATE FUNCTION ledger_newest_clawed_back(p_customer uuid, p_purchase uuid, p_amount bigint)
RETURNS TABLE (source text, lot_id uuid, expiry timestamptz, amount bigint) LANGUAGE sql STABLE AS $$
  SELECT source, lot_id, expiry, sum(least(amount, p_amount - newer))::bigint FROM (
    SELECT *, sum(amount) OVER (ORDER BY seq DESC) - amount AS newer FROM ledger_clawed_back(p_customer, p_purchase)
  ) AS taken
  WHERE newer < p_amount GROUP BY source, lot_id, expiry
$$;

-- What of a purchase's debt was written off, and is ours when the purchase is paid after all.
CREATE FUNCTION ledger_written_off(p_customer uuid, p_purchase uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(CASE kind WHEN 'write_off' THEN amount ELSE -amount END), 0)::bigint FROM ledger_posting
  WHERE customer_id = p_customer AND kind IN ('write_off', 'claw_back_reversed')
    AND CASE kind WHEN 'write_off' THEN lot_id = p_purchase ELSE cause_id = p_purchase AND credit = 'write_offs' END
$$;

-- What of each debt is owed still, and the purchase whose claw-back left it. Debts are paid and written off in the order in which
-- they came, so what is owed is the newest of them.
CREATE FUNCTION ledger_owing(c ledger_customer) RETURNS TABLE (purchase uuid, seq bigint, amount bigint)
LANGUAGE sql STABLE AS $$
  SELECT purchase, seq, least(amount, c.owed - newer)::bigint FROM (
    SELECT *, sum(amount) OVER (ORDER BY seq DESC) - amount AS newer FROM (
      -- Of a purchase's debts the oldest were written off first.
      SELECT l.id AS purchase, t.seq, (greatest(sum(t.amount) OVER older - w.amount, 0)
        - greatest(sum(t.amount) OVER older - t.amount - w.amount, 0))::bigint AS amount
      FROM ledger_lot l CROSS JOIN LATERAL ledger_clawed_back(c.customer_id, l.id) t
      CROSS JOIN LATERAL (SELECT ledger_written_off(c.customer_id, l.id) AS amount) w
      WHERE l.customer_id = c.customer_id AND t.source = 'owed'
      WINDOW older AS (PARTITION BY l.id ORDER BY t.seq)) AS debts) AS standing
  WHERE newer < c.owed AND amount > 0
$$;

-- What of a purchase has gone back to whoever paid: refunded, or clawed back for good.
CREATE FUNCTION ledger_returned(l ledger_lot) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT l.refunded + coalesce(sum(amount), 0)::bigint FROM ledger_clawed_back(l.customer_id, l.id)
$$;

-- The expiry date that a customer's credits make without one of them: any credit starts a clock where none runs, top-ups
-- move it forward, and a top-up that was given back whole counts for nothing.
CREATE FUNCTION ledger_clock_without(p_customer uuid, p_lot uuid) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_date timestamptz;
  l ledger_lot;
BEGIN
  FOR l IN SELECT * FROM ledger_lot WHERE customer_id = p_customer AND id <> p_lot ORDER BY opened_seq LOOP
    CONTINUE WHEN CASE l.source WHEN 'top_up' THEN ledger_returned(l) = l.original ELSE v_date > l.recorded_at END;
    v_date := greatest(v_date, l.justifies);
  END LOOP;
  RETURN v_date;
END $$;

-- The customer's expiry date once a top-up has gone back whole: what the other credits make, or the floor (30 days from
-- now) where that is sooner, and never later than it was. A date beyond the top-up's own was made by others and stays.
CREATE FUNCTION ledger_expiry_without(c ledger_customer, p_lot uuid, p_floor timestamptz)
RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN c.expires_at > justifies THEN c.expires_at
    ELSE least(c.expires_at, greatest(ledger_clock_without(c.customer_id, p_lot), p_floor)) END
  FROM ledger_lot WHERE customer_id = c.customer_id AND id = p_lot
$$;

-- Changes the expiry date and writes the change down under the fact that made it.
CREATE FUNCTION ledger_move_clock(c ledger_customer, p_at timestamptz, p_key text, p_to timestamptz)
RETURNS ledger_customer LANGUAGE plpgsql AS $$
BEGIN
  IF c.expires_at IS DISTINCT FROM p_to THEN
    INSERT INTO ledger_clock (customer_id, seq, key, previous_expiry, expires_at, recorded_at)
    VALUES (c.customer_id, c.version, p_key, c.expires_at, p_to, p_at);
    c.expires_at := p_to;
  END IF;
  RETURN c;
END $$;

-- A top-up that went back whole gives back its reset.
CREATE FUNCTION ledger_give_back_reset(
  c ledger_customer, p_at timestamptz, p_key text, p_lot uuid, p_floor timestamptz
) RETURNS ledger_customer LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT ledger_returned(l) < l.original FROM ledger_lot l WHERE customer_id = c.customer_id AND id = p_lot) THEN
    RETURN c;
  END IF;
  RETURN ledger_move_clock(c, p_at, p_key, ledger_expiry_without(c, p_lot, p_floor));
END $$;

-- Why one of these may not be done, or NULL. Nothing is written then.
CREATE FUNCTION ledger_return_refusal(c ledger_customer, p_at timestamptz, p ledger_item)
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_spendable bigint := CASE WHEN c.expires_at > p_at THEN c.credit - c.held - c.refund_reserved ELSE 0 END;
  l ledger_lot;
BEGIN
  IF p.op = 'write_off' THEN
    RETURN CASE WHEN p.amount > c.owed THEN 'over_owed' END;
  ELSIF p.op = 'forfeit' THEN
    RETURN CASE WHEN c.held > 0 OR c.refund_reserved > 0 THEN 'still_reserved' END;
  END IF;

  SELECT * INTO l FROM ledger_lot WHERE customer_id = p.customer_id AND id = p.lot_id;
  IF NOT FOUND THEN RETURN 'unknown_lot'; END IF;
  IF (p.op = 'correct') = (l.source = 'top_up') THEN RETURN 'wrong_source'; END IF;
  RETURN CASE p.op
    WHEN 'correct' THEN CASE WHEN p.amount > least(l.remaining, v_spendable) THEN 'insufficient' END
    WHEN 'reserve' THEN CASE
      WHEN l.reserved > 0 THEN 'request_open'
      WHEN p.amount > least(l.remaining, v_spendable, l.original - ledger_returned(l)) THEN 'insufficient'
    END
    WHEN 'claw_back' THEN CASE WHEN p.amount > l.original - ledger_returned(l) THEN 'over_paid' END
    WHEN 'reverse' THEN CASE WHEN p.amount > ledger_returned(l) - l.refunded THEN 'over_clawed_back' END
  END;
END $$;

-- A refund request: an amount of its purchase's lot is kept aside.
CREATE FUNCTION ledger_reserve(c ledger_customer, p_at timestamptz, p ledger_item)
RETURNS ledger_customer LANGUAGE plpgsql AS $$
BEGIN
  c.version := c.version + 1;
  c.refund_reserved := c.refund_reserved + p.amount;
  UPDATE ledger_lot SET reserved = reserved + p.amount WHERE customer_id = c.customer_id AND id = p.lot_id;
  INSERT INTO ledger_refund_request (customer_id, id, lot_id, amount, opened_at, opened_seq, opened_credit, opened_held,
    opened_available, state)
  VALUES (c.customer_id, p.id, p.lot_id, p.amount, p_at, c.version, c.credit, c.held,
    c.credit - c.held - c.refund_reserved, 'open');
  RETURN c;
END $$;

-- The one end of a request: its amount is no longer kept aside.
CREATE FUNCTION ledger_end_request(c ledger_customer, p_at timestamptz, q ledger_refund_request, p_state text)
RETURNS ledger_customer LANGUAGE plpgsql AS $$
BEGIN
  c.version := c.version + 1;
  c.refund_reserved := c.refund_reserved - q.amount;
  UPDATE ledger_lot SET reserved = reserved - q.amount WHERE customer_id = c.customer_id AND id = q.lot_id;
  UPDATE ledger_refund_request SET state = p_state, ended_at = p_at, ended_seq = c.version, ended_credit = c.credit,
    ended_held = c.held, ended_available = c.credit - c.held - c.refund_reserved
  WHERE customer_id = c.customer_id AND id = q.id;
  RETURN c;
END $$;

-- A request ends because the money was paid out (refund), or because it is not going to be (return).
CREATE FUNCTION ledger_decide_request(c ledger_customer, p_at timestamptz, q ledger_refund_request, p ledger_item)
RETURNS ledger_customer LANGUAGE plpgsql AS $$
BEGIN
  c := ledger_expire(c, p_at, 'sweep', c.expires_at, 'customer', c.customer_id);
  IF p.op = 'refund' THEN
    c := ledger_end_request(c, p_at, q, 'refunded');
    c := ledger_book(c, p_at, 'refund:' || q.id, 1, 'refund', 'credit', 'collected', q.amount, q.lot_id,
      p.effective_at, p.actor, 'purchase', q.lot_id);
    RETURN ledger_give_back_reset(c, p_at, 'refund:' || q.id, q.lot_id, p.expires_at);
  END IF;
  c := ledger_end_request(c, p_at, q, 'returned');
  c := ledger_expire(c, p_at, q.id::text, p_at, 'purchase', q.lot_id);
  RETURN ledger_offset(c, p_at, 'purchase', q.lot_id);
END $$;

-- Money went back outside of a request of ours. It is taken from the purchase's own lot, request included; then from
-- what of that lot had expired; then from other paid credit, oldest first; the rest is owed. Promotional credit and
-- what is held are never taken.
CREATE FUNCTION ledger_claw_back(c ledger_customer, p_at timestamptz, p ledger_item)
RETURNS ledger_customer LANGUAGE plpgsql AS $$
DECLARE
  q ledger_refund_request;
  v_left bigint := p.amount;
  v_line integer := 0;
  v_take bigint;
  d record;
BEGIN
  c := ledger_expire(c, p_at, 'sweep', c.expires_at, 'customer', c.customer_id);
  SELECT * INTO q FROM ledger_refund_request
  WHERE customer_id = c.customer_id AND lot_id = p.lot_id AND state = 'open';
  IF FOUND THEN c := ledger_end_request(c, p_at, q, 'superseded'); END IF;

  FOR d IN
    WITH lapsed AS (SELECT * FROM ledger_expired(c.customer_id) WHERE lot_id = p.lot_id)
    SELECT 0 AS place, 'credit' AS source, id AS lot_id, effective_at, opened_seq, NULL::timestamptz AS expiry,
      remaining - reserved AS amount
    FROM ledger_lot WHERE customer_id = c.customer_id AND id = p.lot_id
    UNION ALL
    SELECT 1, 'breakage', lot_id, NULL, NULL, expiry, amount FROM lapsed
    UNION ALL
    SELECT 1, 'breakage', id, NULL, NULL, NULL, expired - (SELECT coalesce(sum(amount), 0)::bigint FROM lapsed)
    FROM ledger_lot WHERE customer_id = c.customer_id AND id = p.lot_id
    UNION ALL
    SELECT 2, 'credit', id, effective_at, opened_seq, NULL, remaining - reserved
    FROM ledger_lot WHERE customer_id = c.customer_id AND id <> p.lot_id AND source = 'top_up'
    UNION ALL
    SELECT 3, 'owed', NULL, NULL, NULL, NULL, p.amount
    ORDER BY place, effective_at, opened_seq, expiry
  LOOP
    v_take := least(v_left, d.amount,
      CASE d.source WHEN 'credit' THEN c.credit - c.held - c.refund_reserved ELSE v_left END);
    CONTINUE WHEN v_take = 0;
    v_line := v_line + 1;
    v_left := v_left - v_take;
    c := ledger_book(c, p_at, p.key, v_line, 'claw_back', d.source, 'collected', v_take, d.lot_id, p.effective_at,
      p.actor, 'purchase', p.lot_id, NULL, d.expiry);
  END LOOP;

  c := ledger_give_back_reset(c, p_at, p.key, p.lot_id, p.expires_at);
  -- What a superseded request kept aside beyond this expires at once after the date, or pays what is owed.
  c := ledger_expire(c, p_at, p.key, p_at, 'purchase', p.lot_id);
  RETURN ledger_offset(c, p_at, 'purchase', p.lot_id);
END $$;

-- What was clawed back is put back, the newest first: afterwards the books stand as if only the rest had been taken. Of
-- that, what is owed is paid, then everything goes back where it was taken, then what of its debt had been written off comes
-- back to us, and the rest to the credit that paid the debt. What went back to a date that a payment of theirs had moved is not lost: this payment,
-- which counts again, or one that was told to us meanwhile.
CREATE FUNCTION ledger_reverse(c ledger_customer, p_at timestamptz, p ledger_item)
RETURNS ledger_customer LANGUAGE plpgsql AS $$
DECLARE
  l ledger_lot;
  v_left bigint := p.amount;
  v_line integer := 0;
  v_to_debt bigint;
  v_resets boolean;
  v_key text := p.key;
  d record;
BEGIN
  SELECT * INTO l FROM ledger_lot WHERE customer_id = c.customer_id AND id = p.lot_id;
  v_resets := ledger_returned(l) >= l.original;
  p.cause_type := 'purchase';
  p.cause_id := l.id;
  -- As with a payment that is told to us late: a date that its reset had moved did not come.
  IF NOT (v_resets AND l.effective_at < c.expires_at AND c.expires_at < l.justifies) THEN
    c := ledger_expire(c, p_at, 'sweep', c.expires_at, 'customer', c.customer_id);
  END IF;

  FOR d IN
    WITH taken AS MATERIALIZED (SELECT * FROM ledger_newest_clawed_back(c.customer_id, p.lot_id, p.amount)),
    debt AS (
      SELECT amount, least(amount - least(amount, owing), ledger_written_off(c.customer_id, p.lot_id)) AS ours FROM
        (SELECT coalesce(sum(amount), 0)::bigint AS amount FROM taken WHERE source = 'owed') t,
        (SELECT coalesce(sum(amount), 0)::bigint AS owing FROM ledger_owing(c) WHERE purchase = p.lot_id) o)
    SELECT 0 AS place, 'claw_back_reversed' AS kind, 'owed' AS account, NULL::uuid AS lot_id,
      NULL::timestamptz AS effective_at, 0::bigint AS opened_seq, NULL::timestamptz AS expiry,
      least(amount - ours, c.owed) AS amount FROM debt
    UNION ALL
    SELECT 1, 'claw_back_reversed', t.source, t.lot_id, o.effective_at, o.opened_seq, t.expiry, t.amount
    FROM taken t JOIN ledger_lot o ON o.customer_id = c.customer_id AND o.id = t.lot_id
    UNION ALL
    SELECT 2, 'claw_back_reversed', 'write_offs', NULL, NULL, 0, NULL, ours FROM debt
    UNION ALL
    SELECT 3, 'offset_reversed', 'credit', id, effective_at, opened_seq, NULL, debt_paid
    FROM ledger_lot WHERE customer_id = c.customer_id AND debt_paid > 0
    ORDER BY place, account DESC, effective_at, opened_seq, expiry
  LOOP
    d.amount := least(v_left, d.amount);
    CONTINUE WHEN d.amount = 0;
    v_left := v_left - d.amount;
    -- Credit that comes back pays what another purchase left owing: its lot's debt_paid.
    v_to_debt := CASE WHEN d.place = 1 AND d.account = 'credit' THEN least(d.amount, c.owed) ELSE 0 END;
    IF v_to_debt > 0 THEN
      v_line := v_line + 1;
      c := ledger_book(c, p_at, p.key, v_line, d.kind, 'collected', 'owed', v_to_debt, d.lot_id, p_at, p.actor,
        'purchase', p.lot_id);
    END IF;
    IF d.amount > v_to_debt THEN
      v_line := v_line + 1;
      c := ledger_book(c, p_at, p.key, v_line, d.kind, 'collected', d.account, d.amount - v_to_debt, d.lot_id, p_at,
        p.actor, 'purchase', p.lot_id, NULL, d.expiry);
    END IF;
  END LOOP;

  IF v_left > 0 THEN RAISE EXCEPTION 'of what is reversed % was taken nowhere', v_left; END IF;

  IF v_resets THEN c := ledger_move_clock(c, p_at, p.key, greatest(c.expires_at, l.justifies)); END IF;
  FOR d IN
    SELECT id, effective_at, justifies FROM ledger_lot o
    WHERE customer_id = c.customer_id AND source = 'top_up' AND ledger_returned(o) < original ORDER BY opened_seq
  LOOP
    p.key := v_key || ':' || d.id;
    p.effective_at := d.effective_at;
    p.expires_at := d.justifies;
    c := ledger_reinstate(c, p_at, p);
  END LOOP;

  c := ledger_expire(c, p_at, v_key, p_at, 'purchase', p.lot_id);
  RETURN ledger_offset(c, p_at, 'purchase', p.lot_id);
END $$;

-- A debt is given up, the oldest first, a posting for each purchase whose debt it was.
CREATE FUNCTION ledger_write_off(c ledger_customer, p_at timestamptz, p ledger_item)
RETURNS ledger_customer LANGUAGE plpgsql AS $$
DECLARE
  v_left bigint := p.amount;
  v_line integer := 0;
  d record;
BEGIN
  c := ledger_expire(c, p_at, 'sweep', c.expires_at, 'customer', c.customer_id);
  FOR d IN SELECT * FROM ledger_owing(c) ORDER BY seq LOOP
    d.amount := least(v_left, d.amount);
    CONTINUE WHEN d.amount = 0;
    v_left := v_left - d.amount;
    v_line := v_line + 1;
    c := ledger_book(c, p_at, p.key, v_line, 'write_off', 'write_offs', 'owed', d.amount, d.purchase, p_at, p.actor,
      p.cause_type, p.cause_id, p.detail_digest);
  END LOOP;
  RETURN c;
END $$;

-- An account is closed: what is left goes to nobody.
CREATE FUNCTION ledger_forfeit(c ledger_customer, p_at timestamptz, p ledger_item)
RETURNS ledger_customer LANGUAGE plpgsql AS $$
DECLARE
  v_line integer := 0;
  d record;
BEGIN
  c := ledger_expire(c, p_at, 'sweep', c.expires_at, 'customer', c.customer_id);
  FOR d IN SELECT * FROM ledger_draw(c.customer_id, c.credit, 0::smallint) LOOP
    v_line := v_line + 1;
    c := ledger_book(c, p_at, p.key, v_line, 'forfeit', 'credit',
      CASE d.source WHEN 'top_up' THEN 'breakage' ELSE 'promotions' END,
      d.amount, d.lot_id, p_at, p.actor, p.cause_type, p.cause_id, p.detail_digest);
  END LOOP;
  RETURN c;
END $$;

REVOKE ALL ON FUNCTION ledger_move_clock, ledger_give_back_reset, ledger_reserve, ledger_end_request,
  ledger_decide_request, ledger_claw_back, ledger_reverse, ledger_write_off, ledger_forfeit FROM PUBLIC;
