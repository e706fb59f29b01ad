-- ledger_post: the only writer of the ledger's tables. It takes a batch of items and decides each on its own.
--
--   ledger_post            locks the customers in id order, then hands each item to one of the two forms below
--   ledger_post_one        any item for one customer: the whole rules, read top to bottom (those of refunds, claw-backs
--                          and their like are in the next migration)
--   ledger_end_many,       the same rules for many plain settles, releases and holds at once, as sets: what a busy
--   ledger_hold_many       moment consists of. "Plain" = a customer who owes nothing and whose credit is in date.
--
-- A hold is looked up by its id alone: IS NOT DISTINCT FROM checks the customer without offering the planner an index
-- of all his holds, which a plan made while the table was small would otherwise choose and keep.
--
-- That both forms agree is a property test (lib/ledger/ledger.property.test.ts).

CREATE TYPE ledger_item AS (
  i             integer,        -- the caller's place for the result
  op            text,           -- open | hold | extend | settle | release | credit | expire | reserve | refund | return
                                -- | claw_back | reverse | write_off | forfeit | correct
  customer_id   uuid,
  id            uuid,           -- the hold, the new lot, or the refund request
  lot_id        uuid,           -- reserve, claw_back, reverse, correct: whose credit it is about
  amount        bigint,
  cause_type    text,           -- the caller's opaque reference
  cause_id      uuid,
  expires_at    timestamptz,    -- of the hold; the date that this credit justifies; or, where a top-up goes back, the
                                -- soonest date that may then come of it
  floor         bigint,         -- hold: the least available balance at which it may be asked for
  max_open      integer,        -- hold: how many may be open, this one included
  budget_ref    uuid,
  budget_period date,
  budget_cap    bigint,
  reason        text,           -- release: an opaque code
  key           text,           -- the business key, of all but holds and requests, whose id is their key
  kind          text,           -- credit: top_up | trial | grant
  effective_at  timestamptz,    -- credit, refund, claw_back: when it happened in the world
  actor         text,
  detail_digest bytea
);

CREATE TYPE ledger_result AS (
  i         integer,
  outcome   text,
  replayed  boolean,            -- the fact was already recorded: nothing was written
  amount    bigint,             -- held, charged, credited or expired
  credit    bigint,
  held      bigint,
  available bigint,
  owed      bigint,
  version   bigint,
  at        timestamptz         -- when it was recorded
);

-- Whether an item says what its kind must say. A rule that compares with what is missing would let it pass.
CREATE FUNCTION ledger_is_whole(p ledger_item) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN p.op = 'hold' THEN p.amount > 0 AND num_nulls(p.id, p.cause_type, p.expires_at, p.floor, p.max_open) = 0
      AND (p.budget_cap IS NULL OR p.budget_ref IS NOT NULL)
    WHEN p.op = 'settle' THEN p.amount >= 0
    WHEN p.op = 'refund' THEN num_nulls(p.effective_at, p.expires_at) = 0
    WHEN p.op = 'claw_back' THEN p.amount > 0 AND num_nulls(p.effective_at, p.expires_at) = 0
    WHEN p.op IN ('credit', 'reserve', 'reverse', 'write_off', 'correct') THEN p.amount > 0
    ELSE true
  END IS TRUE
$$;

-- The lots an amount is drawn from, in burn order: promotions first, then paid credit, oldest first.
CREATE FUNCTION ledger_draw(p_customer uuid, p_amount bigint, p_from_rank smallint)
RETURNS TABLE (lot_id uuid, source text, amount bigint) LANGUAGE sql STABLE AS $$
  SELECT id, source, least(free, p_amount - (upto - free))
  FROM (
    SELECT id, source, burn_rank, effective_at, opened_seq, remaining - reserved AS free,
      (sum(remaining - reserved) OVER (ORDER BY burn_rank, effective_at, opened_seq))::bigint AS upto
    FROM ledger_lot
    WHERE customer_id = p_customer AND remaining > reserved AND burn_rank >= p_from_rank
  ) AS lots
  WHERE upto - free < p_amount
  ORDER BY burn_rank, effective_at, opened_seq
$$;

-- Writes one posting and what it does to its lot; gives back the customer's row as it will stand.
CREATE FUNCTION ledger_book(
  c ledger_customer, p_at timestamptz, p_key text, p_line integer, p_kind text, p_debit text, p_credit text,
  p_amount bigint, p_lot uuid, p_effective_at timestamptz, p_actor text, p_cause_type text, p_cause_id uuid,
  p_digest bytea DEFAULT NULL, p_expiry timestamptz DEFAULT NULL
) RETURNS ledger_customer LANGUAGE plpgsql AS $$
DECLARE
  v_before bigint := c.credit;
BEGIN
  c.version := c.version + 1;
  c.credit := c.credit
    + CASE WHEN p_credit = 'credit' THEN p_amount ELSE 0 END - CASE WHEN p_debit = 'credit' THEN p_amount ELSE 0 END;
  c.owed := c.owed
    + CASE WHEN p_debit = 'owed' THEN p_amount ELSE 0 END - CASE WHEN p_credit = 'owed' THEN p_amount ELSE 0 END;
  INSERT INTO ledger_posting (customer_id, seq, key, line, kind, debit, credit, amount, lot_id, credit_before,
    credit_after, held_after, available_after, owed_after, effective_at, recorded_at, actor, cause_type, cause_id,
    detail_digest, expiry)
  VALUES (c.customer_id, c.version, p_key, p_line, p_kind, p_debit, p_credit, p_amount, p_lot, v_before,
    c.credit, c.held, c.credit - c.held - c.refund_reserved, c.owed, p_effective_at, p_at, p_actor, p_cause_type,
    p_cause_id, p_digest, p_expiry);
  -- What the posting does to its lot: here, and in no other place. A new lot is made whole by ledger_credit.
  IF p_kind NOT IN ('top_up', 'trial', 'grant') THEN
    UPDATE ledger_lot SET
      remaining = remaining
        + CASE WHEN p_credit = 'credit' THEN p_amount ELSE 0 END - CASE WHEN p_debit = 'credit' THEN p_amount ELSE 0 END,
      spent = spent + CASE p_kind WHEN 'charge' THEN p_amount ELSE 0 END,
      refunded = refunded + CASE p_kind WHEN 'refund' THEN p_amount ELSE 0 END,
      expired = expired + CASE
        WHEN p_kind IN ('expire', 'forfeit') OR (p_kind = 'claw_back_reversed' AND p_credit = 'breakage') THEN p_amount
        WHEN p_kind = 'reinstate_expired' OR (p_kind = 'claw_back' AND p_debit = 'breakage') THEN -p_amount
        ELSE 0 END,
      clawed_back = clawed_back + CASE
        WHEN p_kind IN ('claw_back', 'correction') THEN p_amount
        WHEN p_kind = 'claw_back_reversed' THEN -p_amount
        ELSE 0 END,
      debt_paid = debt_paid + CASE
        WHEN p_kind = 'offset' OR (p_kind = 'claw_back_reversed' AND p_credit = 'owed') THEN p_amount
        WHEN p_kind = 'offset_reversed' THEN -p_amount
        ELSE 0 END
    WHERE customer_id = c.customer_id AND id = p_lot;
  END IF;
  RETURN c;
END $$;

-- The next line of an entry: the sweep comes again for a date when a reservation has ended, and goes on with it.
CREATE FUNCTION ledger_next_line(p_customer uuid, p_key text) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce(max(line), 0) + 1 FROM ledger_posting WHERE customer_id = p_customer AND key = p_key
$$;

-- Books the expiry that is due: everything available once the date is reached. What is held or reserved stays.
CREATE FUNCTION ledger_expire(
  c ledger_customer, p_at timestamptz, p_cause text, p_effective_at timestamptz, p_cause_type text, p_cause_id uuid
) RETURNS ledger_customer LANGUAGE plpgsql AS $$
DECLARE
  v_due bigint := c.credit - c.held - c.refund_reserved;
  v_key text := 'expire:' || c.customer_id || ':' || to_char(c.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') || ':'
    || p_cause;
  v_line integer;
  d record;
BEGIN
  IF v_due = 0 OR c.expires_at IS NULL OR c.expires_at > p_at THEN RETURN c; END IF;
  v_line := ledger_next_line(c.customer_id, v_key);
  FOR d IN SELECT * FROM ledger_draw(c.customer_id, v_due, 0::smallint) LOOP
    c := ledger_book(c, p_at, v_key, v_line, 'expire', 'credit',
      CASE d.source WHEN 'top_up' THEN 'breakage' ELSE 'promotions' END,
      d.amount, d.lot_id, p_effective_at, 'system', p_cause_type, p_cause_id, NULL, c.expires_at);
    v_line := v_line + 1;
  END LOOP;
  RETURN c;
END $$;

-- Pays a debt out of paid credit that has become available: oldest top-up first.
CREATE FUNCTION ledger_offset(c ledger_customer, p_at timestamptz, p_cause_type text, p_cause_id uuid)
RETURNS ledger_customer LANGUAGE plpgsql AS $$
DECLARE
  v_payable bigint := least(c.owed, c.credit - c.held - c.refund_reserved);
  v_key text := 'offset:' || p_cause_id;
  v_line integer;
  d record;
BEGIN
  IF v_payable = 0 THEN RETURN c; END IF;
  v_line := ledger_next_line(c.customer_id, v_key);
  FOR d IN SELECT * FROM ledger_draw(c.customer_id, v_payable, 2::smallint) LOOP
    c := ledger_book(c, p_at, v_key, v_line, 'offset', 'credit', 'owed', d.amount, d.lot_id, p_at,
      'system', p_cause_type, p_cause_id);
    v_line := v_line + 1;
  END LOOP;
  RETURN c;
END $$;

-- What of each lot expired on which date and is expired still: neither given back nor clawed back since.
CREATE FUNCTION ledger_expired(p_customer uuid)
RETURNS TABLE (lot_id uuid, expiry timestamptz, amount bigint) LANGUAGE sql STABLE AS $$
  SELECT lot_id, expiry, sum(CASE WHEN kind IN ('expire', 'claw_back_reversed') THEN amount ELSE -amount END)::bigint
  FROM ledger_posting WHERE customer_id = p_customer AND expiry IS NOT NULL
  GROUP BY lot_id, expiry
  HAVING sum(CASE WHEN kind IN ('expire', 'claw_back_reversed') THEN amount ELSE -amount END) > 0
$$;

-- Gives back what expiry took, where a payment turns out to have been made before it: each date that lies between the
-- payment and the date which that payment justified would not have come.
CREATE FUNCTION ledger_reinstate(c ledger_customer, p_at timestamptz, p ledger_item)
RETURNS ledger_customer LANGUAGE plpgsql AS $$
DECLARE
  v_line integer := 0;
  d record;
BEGIN
  FOR d IN
    SELECT l.id, l.source, t.expiry, t.amount
    FROM ledger_expired(c.customer_id) t JOIN ledger_lot l ON l.customer_id = c.customer_id AND l.id = t.lot_id
    WHERE t.expiry > p.effective_at AND t.expiry < p.expires_at
    ORDER BY t.expiry, l.burn_rank, l.effective_at, l.opened_seq
  LOOP
    v_line := v_line + 1;
    c := ledger_book(c, p_at, 'reinstate_expired:' || p.key, v_line, 'reinstate_expired',
      CASE d.source WHEN 'top_up' THEN 'breakage' ELSE 'promotions' END, 'credit',
      d.amount, d.id, p.effective_at, p.actor, p.cause_type, p.cause_id, NULL, d.expiry);
  END LOOP;
  RETURN c;
END $$;

-- A top-up, a trial or a grant: pays what is owed (top-ups only), makes its lot, and moves the clock.
CREATE FUNCTION ledger_credit(c ledger_customer, p_at timestamptz, p ledger_item)
RETURNS ledger_customer LANGUAGE plpgsql AS $$
DECLARE
  v_paid boolean := p.kind = 'top_up';
  v_from text := CASE p.kind WHEN 'top_up' THEN 'collected' ELSE 'promotions' END;
  v_to_debt bigint := CASE p.kind WHEN 'top_up' THEN least(c.owed, p.amount) ELSE 0 END;
  v_opened_seq bigint;
  v_line integer := 0;
BEGIN
  -- Paid before a date and told to us after it: that date had moved before it came, so nothing expired on it.
  IF NOT (v_paid AND p.effective_at < c.expires_at AND c.expires_at < p.expires_at) THEN
    c := ledger_expire(c, p_at, 'sweep', c.expires_at, 'customer', c.customer_id);
  END IF;
  IF v_paid THEN c := ledger_reinstate(c, p_at, p); END IF;

  v_opened_seq := c.version + 1;
  IF v_to_debt > 0 THEN
    v_line := v_line + 1;
    c := ledger_book(c, p_at, p.key, v_line, p.kind, v_from, 'owed', v_to_debt, p.id, p.effective_at, p.actor,
      p.cause_type, p.cause_id, p.detail_digest);
  END IF;
  IF p.amount > v_to_debt THEN
    v_line := v_line + 1;
    c := ledger_book(c, p_at, p.key, v_line, p.kind, v_from, 'credit', p.amount - v_to_debt, p.id, p.effective_at,
      p.actor, p.cause_type, p.cause_id, p.detail_digest);
  END IF;
  INSERT INTO ledger_lot (customer_id, id, source, burn_rank, opened_seq, original, remaining, reserved, spent,
    refunded, clawed_back, expired, debt_paid, effective_at, recorded_at, justifies, cause_type, cause_id)
  VALUES (c.customer_id, p.id, p.kind, CASE p.kind WHEN 'trial' THEN 0 WHEN 'grant' THEN 1 ELSE 2 END, v_opened_seq,
    p.amount, p.amount - v_to_debt, 0, 0, 0, 0, 0, v_to_debt, p.effective_at, p_at, p.expires_at,
    p.cause_type, p.cause_id);

  -- Forward only: a paid top-up moves the date, promotional credit starts a clock that is not running.
  IF v_paid OR c.expires_at IS NULL OR c.expires_at <= p_at THEN
    c := ledger_move_clock(c, p_at, p.key, greatest(c.expires_at, p.expires_at));
  END IF;
  -- A payment so old that even its own year is over: its credit expired before it was told to us.
  c := ledger_expire(c, p_at, p.key, c.expires_at, 'customer', c.customer_id);
  -- What was reinstated pays what is still owed.
  RETURN ledger_offset(c, p_at, p.cause_type, p.cause_id);
END $$;

-- Why a hold may not be placed, or NULL. The order of the checks is that of the product rules, section 3.
CREATE FUNCTION ledger_hold_refusal(c ledger_customer, p_at timestamptz, p ledger_item, p_committed bigint)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN c.owed > 0 THEN 'owing'
    WHEN spendable < p.floor THEN 'below_floor'
    WHEN spendable < p.amount THEN 'insufficient'
    WHEN p.budget_cap IS NOT NULL AND p_committed + p.amount > p.budget_cap THEN 'over_budget'
    WHEN c.open_holds >= p.max_open THEN 'too_many_open'
  END
  FROM (SELECT CASE WHEN c.expires_at > p_at THEN c.credit - c.held - c.refund_reserved ELSE 0 END) AS s(spendable)
$$;

-- Any one item, the customer's row being locked: the whole rules.
CREATE FUNCTION ledger_post_one(p_now timestamptz, p ledger_item) RETURNS ledger_result LANGUAGE plpgsql AS $$
DECLARE
  c ledger_customer;
  h ledger_hold;
  q ledger_refund_request;
  r ledger_result;
  v_at timestamptz;
  v_was bigint;
  v_line integer := 0;
  v_committed bigint := 0;
  d record;
BEGIN
  r.i := p.i;
  r.replayed := false;
  r.amount := 0;
  SELECT * INTO c FROM ledger_customer WHERE customer_id = p.customer_id;
  IF NOT FOUND AND p.op = 'open' THEN
    INSERT INTO ledger_customer VALUES (p.customer_id, 0, 0, 0, 0, 0, 0, NULL, p_now)
    ON CONFLICT (customer_id) DO NOTHING;
    SELECT * INTO c FROM ledger_customer WHERE customer_id = p.customer_id;
    r.outcome := 'opened';
  ELSIF NOT FOUND THEN
    r.outcome := 'unknown_customer';
    r.at := p_now;
    RETURN r;
  END IF;
  v_at := greatest(p_now, c.changed_at);
  v_was := c.version;

  CASE p.op
  WHEN 'open' THEN
    r.replayed := r.outcome IS NULL;
    r.outcome := 'opened';

  WHEN 'hold' THEN
    SELECT * INTO h FROM ledger_hold WHERE id = p.id AND customer_id IS NOT DISTINCT FROM p.customer_id;
    IF FOUND THEN
      r.replayed := true;
      r.amount := h.amount;
      r.outcome := CASE WHEN (h.amount, h.cause_type) = (p.amount, p.cause_type)
        AND h.budget_ref IS NOT DISTINCT FROM p.budget_ref THEN 'held' ELSE 'mismatch' END;
    ELSE
      IF p.budget_cap IS NOT NULL THEN
        SELECT coalesce(sum(committed), 0) INTO v_committed FROM ledger_budget
        WHERE customer_id = p.customer_id AND ref = p.budget_ref AND period = p.budget_period;
      END IF;
      r.outcome := coalesce(ledger_hold_refusal(c, v_at, p, v_committed), 'held');
      IF r.outcome = 'over_budget' THEN r.amount := v_committed; END IF;
      IF r.outcome = 'held' THEN
        r.amount := p.amount;
        c.version := c.version + 1;
        c.held := c.held + p.amount;
        c.open_holds := c.open_holds + 1;
        INSERT INTO ledger_hold (customer_id, id, amount, cause_type, budget_ref, budget_period, opened_at,
          opened_seq, opened_credit, opened_held, opened_available, expires_at, state, charged)
        VALUES (c.customer_id, p.id, p.amount, p.cause_type, p.budget_ref, p.budget_period, v_at, c.version, c.credit,
          c.held, c.credit - c.held - c.refund_reserved, p.expires_at + (v_at - p_now), 'open', 0);
        IF p.budget_ref IS NOT NULL THEN
          INSERT INTO ledger_budget AS b VALUES (p.customer_id, p.budget_ref, p.budget_period, p.amount)
          ON CONFLICT (customer_id, ref, period) DO UPDATE SET committed = b.committed + excluded.committed;
        END IF;
      END IF;
    END IF;

  WHEN 'extend' THEN
    UPDATE ledger_hold SET expires_at = greatest(expires_at, p.expires_at)
    WHERE id = p.id AND customer_id IS NOT DISTINCT FROM p.customer_id AND state = 'open';
    r.outcome := CASE WHEN FOUND THEN 'extended' ELSE 'not_open' END;

  WHEN 'settle', 'release' THEN
    SELECT * INTO h FROM ledger_hold WHERE id = p.id AND customer_id IS NOT DISTINCT FROM p.customer_id;
    IF NOT FOUND THEN
      r.outcome := 'unknown_hold';
    ELSIF h.state <> 'open' THEN
      r.replayed := true;
      r.amount := h.charged;
      r.outcome := CASE WHEN p.op = 'settle' AND h.state = 'settled' AND h.charged <> p.amount THEN 'mismatch'
        ELSE h.state END;
    ELSIF p.op = 'settle' AND p.amount > h.amount THEN
      r.outcome := 'over_hold';
    ELSE
      c := ledger_expire(c, v_at, 'sweep', c.expires_at, 'customer', c.customer_id);
      r.amount := CASE p.op WHEN 'settle' THEN p.amount ELSE 0 END;
      r.outcome := CASE WHEN r.amount > 0 THEN 'settled' ELSE 'released' END;
      c.version := c.version + 1;
      c.held := c.held - h.amount;
      c.open_holds := c.open_holds - 1;
      UPDATE ledger_hold SET state = r.outcome, charged = r.amount, ended_at = v_at, ended_seq = c.version,
        ended_credit = c.credit, ended_held = c.held, ended_available = c.credit - c.held - c.refund_reserved
      WHERE id = p.id AND customer_id IS NOT DISTINCT FROM p.customer_id;
      IF h.budget_ref IS NOT NULL THEN
        UPDATE ledger_budget SET committed = committed - (h.amount - r.amount)
        WHERE customer_id = p.customer_id AND ref = h.budget_ref AND period = h.budget_period;
      END IF;
      IF r.outcome = 'released' THEN
        INSERT INTO ledger_release VALUES (p.customer_id, c.version, p.id, coalesce(p.reason, 'nothing_charged'));
      END IF;
      FOR d IN SELECT * FROM ledger_draw(p.customer_id, r.amount, 0::smallint) LOOP
        v_line := v_line + 1;
        c := ledger_book(c, v_at, 'charge:' || p.id, v_line, 'charge', 'credit', 'usage', d.amount, d.lot_id, v_at,
          'system', h.cause_type, p.id);
      END LOOP;
      -- What comes back after the date expires at once; what comes back while something is owed pays it.
      c := ledger_expire(c, v_at, p.id::text, v_at, h.cause_type, p.id);
      c := ledger_offset(c, v_at, h.cause_type, p.id);
    END IF;

  WHEN 'credit' THEN
    SELECT l.* INTO d FROM ledger_posting t JOIN ledger_lot l ON l.customer_id = t.customer_id AND l.id = t.lot_id
    WHERE t.customer_id = p.customer_id AND t.key = p.key LIMIT 1;
    IF FOUND THEN
      r.replayed := true;
      r.amount := d.original;
      r.outcome := CASE
        WHEN (d.id, d.original, d.source, d.cause_id) = (p.id, p.amount, p.kind, p.cause_id)
          AND (d.source <> 'top_up' OR d.effective_at = p.effective_at) THEN 'credited'
        ELSE 'mismatch' END;
    ELSE
      c := ledger_credit(c, v_at, p);
      r.amount := p.amount;
      r.outcome := 'credited';
    END IF;

  WHEN 'expire' THEN
    r.amount := c.credit;
    c := ledger_expire(c, v_at, 'sweep', c.expires_at, 'customer', c.customer_id);
    r.amount := r.amount - c.credit;
    r.outcome := CASE WHEN r.amount > 0 THEN 'expired' ELSE 'nothing_due' END;

  WHEN 'reserve' THEN
    SELECT * INTO q FROM ledger_refund_request WHERE customer_id = p.customer_id AND id = p.id;
    IF FOUND THEN
      r.replayed := true;
      r.amount := q.amount;
      r.outcome := CASE WHEN (q.lot_id, q.amount) = (p.lot_id, p.amount) THEN 'reserved' ELSE 'mismatch' END;
    ELSE
      r.outcome := coalesce(ledger_return_refusal(c, v_at, p), 'reserved');
      IF r.outcome = 'reserved' THEN
        r.amount := p.amount;
        c := ledger_reserve(c, v_at, p);
      END IF;
    END IF;

  WHEN 'refund', 'return' THEN
    SELECT * INTO q FROM ledger_refund_request WHERE customer_id = p.customer_id AND id = p.id;
    IF NOT FOUND THEN
      r.outcome := 'unknown_request';
    ELSIF q.state <> 'open' THEN
      r.replayed := true;
      r.amount := q.amount;
      r.outcome := q.state;
    ELSE
      r.amount := q.amount;
      r.outcome := CASE p.op WHEN 'refund' THEN 'refunded' ELSE 'returned' END;
      c := ledger_decide_request(c, v_at, q, p);
    END IF;

  WHEN 'claw_back', 'reverse', 'write_off', 'forfeit', 'correct' THEN
    r.outcome := CASE p.op WHEN 'claw_back' THEN 'clawed_back' WHEN 'reverse' THEN 'reversed'
      WHEN 'write_off' THEN 'written_off' WHEN 'forfeit' THEN 'forfeited' ELSE 'corrected' END;
    SELECT sum(amount)::bigint AS amount, (array_agg(cause_id))[1] AS cause_id, (array_agg(lot_id))[1] AS lot_id,
      array_agg(kind) AS kinds INTO d
    FROM ledger_posting WHERE customer_id = p.customer_id AND key = p.key;
    IF d.amount IS NOT NULL THEN
      r.replayed := true;
      r.amount := d.amount;
      IF d.amount <> coalesce(p.amount, d.amount) OR d.cause_id <> coalesce(p.cause_id, p.lot_id)
        OR (p.op = 'correct' AND d.lot_id <> p.lot_id)
        OR (CASE p.op WHEN 'reverse' THEN 'claw_back_reversed' WHEN 'correct' THEN 'correction' ELSE p.op END)
          <> ALL (d.kinds) THEN r.outcome := 'mismatch'; END IF;
    ELSE
      r.outcome := coalesce(ledger_return_refusal(c, v_at, p), r.outcome);
      CASE r.outcome
      WHEN 'clawed_back' THEN c := ledger_claw_back(c, v_at, p);
      WHEN 'reversed' THEN c := ledger_reverse(c, v_at, p);
      WHEN 'forfeited' THEN c := ledger_forfeit(c, v_at, p);
      WHEN 'written_off' THEN c := ledger_write_off(c, v_at, p);
      WHEN 'corrected' THEN
        c := ledger_book(c, v_at, p.key, 1, 'correction', 'credit', 'promotions', p.amount, p.lot_id, v_at, p.actor,
          p.cause_type, p.cause_id, p.detail_digest);
      ELSE
        NULL; -- refused
      END CASE;
      SELECT coalesce(sum(amount), 0)::bigint INTO r.amount
      FROM ledger_posting WHERE customer_id = p.customer_id AND key = p.key;
    END IF;
  END CASE;

  IF c.version > v_was THEN
    UPDATE ledger_customer SET credit = c.credit, held = c.held, refund_reserved = c.refund_reserved, owed = c.owed,
      open_holds = c.open_holds, version = c.version, expires_at = c.expires_at, changed_at = v_at
    WHERE customer_id = c.customer_id;
  END IF;
  r.credit := c.credit;
  r.held := c.held;
  r.available := CASE WHEN c.expires_at > v_at THEN c.credit - c.held - c.refund_reserved ELSE 0 END;
  r.owed := c.owed;
  r.version := c.version;
  r.at := v_at;
  RETURN r;
END $$;

-- Many settles and releases of plain customers. Charges and lots are laid on one line each, in burn order; where
-- a charge and a lot overlap, there is a posting.
--
-- The rows found under the lock are written by their place (ctid), which nobody else can change meanwhile: a write
-- then never searches, and no plan can turn into a walk over a whole index.
CREATE FUNCTION ledger_end_many(p_now timestamptz, p_items ledger_item[], p_customers uuid[])
RETURNS ledger_result[] LANGUAGE plpgsql AS $$
DECLARE
  v_charged bigint;
  v_drawn bigint;
  v_results ledger_result[];
BEGIN
  WITH
  customer AS MATERIALIZED (
    SELECT c.*, c.ctid AS place, greatest(p_now, c.changed_at) AS at
    FROM ledger_customer c WHERE c.customer_id = ANY (p_customers)
  ),
  asked AS (
    SELECT t.i, t.op, t.customer_id, t.id, t.reason, t.amount AS asked, h.*,
      coalesce(h.state = 'open' AND (t.op = 'release' OR t.amount <= h.hold_amount), false) AS ends,
      CASE WHEN t.op = 'settle' AND h.state = 'open' AND t.amount <= h.hold_amount THEN t.amount ELSE 0 END AS charge
    FROM unnest(p_items) t LEFT JOIN LATERAL (
      SELECT ctid AS place, customer_id AS owner, amount AS hold_amount, state, charged, cause_type, budget_ref,
        budget_period
      FROM ledger_hold WHERE id = t.id OFFSET 0
    ) h ON h.owner = t.customer_id
    WHERE t.customer_id = ANY (p_customers)
  ),
  charge AS MATERIALIZED (
    SELECT *, (sum(charge) OVER (PARTITION BY customer_id ORDER BY i))::bigint AS upto FROM asked
  ),
  lot AS MATERIALIZED (
    SELECT ctid AS lot_place, customer_id AS owner, id AS lot_id, remaining - reserved AS free,
      (sum(remaining - reserved) OVER burn)::bigint AS lot_upto
    FROM ledger_lot WHERE customer_id = ANY (p_customers) AND remaining > reserved
    WINDOW burn AS (PARTITION BY customer_id ORDER BY burn_rank, effective_at, opened_seq)
  ),
  -- Line 0 of an item ends its hold (or does nothing, where it is refused); the lines after it draw its lots.
  fact AS (
    SELECT a.*, 0 AS line, NULL::tid AS lot_place, NULL::uuid AS lot_id, 0::bigint AS drawn,
      CASE WHEN a.ends THEN a.hold_amount ELSE 0 END AS freed, a.ends::integer AS ended, a.ends::integer AS step
    FROM charge a
    UNION ALL
    SELECT a.*, row_number() OVER (PARTITION BY a.i ORDER BY l.lot_upto), l.lot_place, l.lot_id,
      least(a.upto, l.lot_upto) - greatest(a.upto - a.charge, l.lot_upto - l.free), 0, 0, 1
    FROM charge a JOIN lot l
      ON l.owner = a.customer_id AND l.lot_upto - l.free < a.upto AND a.upto - a.charge < l.lot_upto
    WHERE a.charge > 0
  ),
  booked AS MATERIALIZED (
    SELECT f.*, c.place AS customer_place, c.at, c.refund_reserved, c.owed,
      c.version + sum(f.step) OVER facts AS seq,
      c.credit - (sum(f.drawn) OVER facts)::bigint AS credit_after,
      c.held - (sum(f.freed) OVER facts)::bigint AS held_after,
      c.open_holds - sum(f.ended) OVER facts AS open_after,
      lead(f.i) OVER facts IS DISTINCT FROM f.i AS last_of_item,
      lead(f.i) OVER facts IS NULL AS last_of_customer
    FROM fact f JOIN customer c ON c.customer_id = f.customer_id
    WINDOW facts AS (PARTITION BY f.customer_id ORDER BY f.i, f.line)
  ),
  ended AS (
    UPDATE ledger_hold h SET state = CASE WHEN b.charge > 0 THEN 'settled' ELSE 'released' END, charged = b.charge,
      ended_at = b.at, ended_seq = b.seq, ended_credit = b.credit_after, ended_held = b.held_after,
      ended_available = b.credit_after - b.held_after - b.refund_reserved
    FROM booked b WHERE b.line = 0 AND b.ends AND h.ctid = b.place
  ),
  released AS (
    INSERT INTO ledger_release (customer_id, seq, hold_id, reason)
    SELECT customer_id, seq, id, coalesce(reason, 'nothing_charged')
    FROM booked WHERE line = 0 AND ends AND charge = 0
  ),
  posted AS (
    INSERT INTO ledger_posting (customer_id, seq, key, line, kind, debit, credit, amount, lot_id, credit_before,
      credit_after, held_after, available_after, owed_after, effective_at, recorded_at, actor, cause_type, cause_id)
    SELECT customer_id, seq, 'charge:' || id, line, 'charge', 'credit', 'usage', drawn, lot_id, credit_after + drawn,
      credit_after, held_after, credit_after - held_after - refund_reserved, owed, at, at, 'system', cause_type, id
    FROM booked WHERE line > 0
  ),
  burnt AS (
    UPDATE ledger_lot l SET remaining = l.remaining - d.amount, spent = l.spent + d.amount
    FROM (SELECT lot_place, sum(drawn)::bigint AS amount FROM booked WHERE line > 0 GROUP BY lot_place) d
    WHERE l.ctid = d.lot_place
  ),
  eased AS (
    UPDATE ledger_budget b SET committed = b.committed - e.unused
    FROM (
      SELECT customer_id, budget_ref, budget_period, sum(hold_amount - charge)::bigint AS unused
      FROM booked WHERE line = 0 AND ends AND budget_ref IS NOT NULL
      GROUP BY customer_id, budget_ref, budget_period
    ) e
    WHERE b.customer_id = e.customer_id AND b.ref = e.budget_ref AND b.period = e.budget_period
  ),
  stood AS (
    UPDATE ledger_customer c SET credit = b.credit_after, held = b.held_after, version = b.seq, changed_at = b.at,
      open_holds = b.open_after
    FROM booked b WHERE b.last_of_customer AND b.seq > c.version AND c.ctid = b.customer_place
  )
  SELECT sum(charge) FILTER (WHERE line = 0), sum(drawn), array_agg(ROW (
      i,
      CASE
        WHEN state IS NULL THEN 'unknown_hold'
        WHEN ends THEN CASE WHEN charge > 0 THEN 'settled' ELSE 'released' END
        WHEN state = 'open' THEN 'over_hold'
        WHEN op = 'settle' AND state = 'settled' AND charged <> asked THEN 'mismatch'
        ELSE state
      END,
      coalesce(state <> 'open', false),
      CASE WHEN ends THEN charge ELSE coalesce(charged, 0) END,
      credit_after, held_after, credit_after - held_after - refund_reserved, owed, seq, at)::ledger_result)
    FILTER (WHERE last_of_item)
  INTO v_charged, v_drawn, v_results FROM booked;
  IF v_charged <> v_drawn THEN
    RAISE EXCEPTION 'ledger: % was to be charged, the lots gave %', v_charged, v_drawn;
  END IF;
  RETURN v_results;
END $$;

-- Many holds of plain customers. Where everybody has enough they are placed as a set; a customer for whom one
-- does not fit is decided one by one, in order of arrival.
CREATE FUNCTION ledger_hold_many(p_now timestamptz, p_items ledger_item[], p_customers uuid[])
RETURNS ledger_result[] LANGUAGE plpgsql AS $$
DECLARE
  v_singly uuid[];
  v_results ledger_result[];
  v_item ledger_item;
BEGIN
  WITH
  customer AS MATERIALIZED (
    SELECT c.*, c.ctid AS place, greatest(p_now, c.changed_at) AS at
    FROM ledger_customer c WHERE c.customer_id = ANY (p_customers)
  ),
  asked AS (
    SELECT t.i, t.customer_id, t.id, t.amount, t.cause_type, t.expires_at, t.floor, t.max_open, t.budget_ref,
      t.budget_period, t.budget_cap, c.place, c.at, c.credit, c.refund_reserved, c.owed, c.open_holds, c.version, c.held,
      (sum(t.amount) OVER arrival)::bigint AS upto, row_number() OVER arrival AS nth,
      lead(t.i) OVER arrival IS NULL AS last_of_customer,
      CASE WHEN t.budget_ref IS NOT NULL THEN sum(t.amount) OVER budget END AS of_budget
    FROM unnest(p_items) t JOIN customer c ON c.customer_id = t.customer_id
    WINDOW arrival AS (PARTITION BY t.customer_id ORDER BY t.i),
      budget AS (PARTITION BY t.customer_id, t.budget_ref, t.budget_period ORDER BY t.i)
  ),
  judged AS MATERIALIZED (
    SELECT a.*, bool_and(
        a.upto <= a.credit - a.held - a.refund_reserved
        AND a.floor <= a.credit - a.held - a.refund_reserved - (a.upto - a.amount)
        AND a.open_holds + a.nth <= a.max_open
        AND NOT EXISTS (SELECT FROM ledger_hold h WHERE h.id = a.id OFFSET 0)
        AND (a.budget_cap IS NULL OR a.of_budget <= a.budget_cap - coalesce((
          SELECT committed FROM ledger_budget b
          WHERE b.customer_id = a.customer_id AND b.ref = a.budget_ref AND b.period = a.budget_period), 0))
      ) OVER (PARTITION BY a.customer_id) AS all_fit
    FROM asked a
  ),
  opened AS (
    INSERT INTO ledger_hold (customer_id, id, amount, cause_type, budget_ref, budget_period, opened_at, opened_seq,
      opened_credit, opened_held, opened_available, expires_at, state, charged)
    SELECT customer_id, id, amount, cause_type, budget_ref, budget_period, at, version + nth, credit, held + upto,
      credit - held - upto - refund_reserved, expires_at + (at - p_now), 'open', 0
    FROM judged WHERE all_fit
  ),
  committed AS (
    INSERT INTO ledger_budget AS b
    SELECT customer_id, budget_ref, budget_period, sum(amount)::bigint FROM judged
    WHERE all_fit AND budget_ref IS NOT NULL GROUP BY customer_id, budget_ref, budget_period
    ON CONFLICT (customer_id, ref, period) DO UPDATE SET committed = b.committed + excluded.committed
  ),
  stood AS (
    UPDATE ledger_customer c SET held = j.held + j.upto, version = j.version + j.nth, changed_at = j.at,
      open_holds = j.open_holds + j.nth
    FROM judged j WHERE j.all_fit AND j.last_of_customer AND c.ctid = j.place
  )
  SELECT
    array_agg(DISTINCT customer_id) FILTER (WHERE NOT all_fit),
    array_agg(ROW (i, 'held', false, amount, credit, held + upto, credit - held - upto - refund_reserved, owed,
      version + nth, at)::ledger_result) FILTER (WHERE all_fit)
  INTO v_singly, v_results FROM judged;
  IF v_singly IS NOT NULL THEN
    FOR v_item IN SELECT * FROM unnest(p_items) WHERE customer_id = ANY (v_singly) ORDER BY i LOOP
      v_results := v_results || ledger_post_one(p_now, v_item);
    END LOOP;
  END IF;
  RETURN v_results;
END $$;

-- The one write path. Items are decided each on its own; what ends comes before what begins, since it only gives
-- back; otherwise the caller's order holds. Two items of one batch must not name the same hold or key.
CREATE FUNCTION ledger_post(p_now timestamptz, p_items json) RETURNS SETOF ledger_result LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off AS $$
DECLARE
  v_items ledger_item[];
  v_ends ledger_item[];
  v_holds ledger_item[];
  v_customers uuid[];
  v_plain uuid[];
  v_plain_ends uuid[];
  v_plain_holds uuid[];
  v_item ledger_item;
  v_distinct boolean;
  v_whole boolean;
  v_results ledger_result[];
BEGIN
  SELECT array_agg(x ORDER BY x.i), array_agg(DISTINCT x.customer_id), count(x.id) = count(DISTINCT x.id),
    bool_and(ledger_is_whole(x)), array_agg(x ORDER BY x.i) FILTER (WHERE x.op IN ('settle', 'release')),
    array_agg(x ORDER BY x.i) FILTER (WHERE x.op = 'hold')
  INTO v_items, v_customers, v_distinct, v_whole, v_ends, v_holds
  FROM json_populate_recordset(NULL::ledger_item, p_items) AS x;
  IF NOT v_distinct THEN
    RAISE EXCEPTION 'ledger: two items of one batch name the same hold or lot';
  END IF;
  IF NOT v_whole THEN
    RAISE EXCEPTION 'ledger: an item lacks what its kind must say, or its amount is not more than nothing';
  END IF;

  -- Lock in one statement, read in the next: a statement that waits sees the rows it read before it waited.
  PERFORM FROM ledger_customer WHERE customer_id = ANY (v_customers) ORDER BY customer_id FOR NO KEY UPDATE;

  IF cardinality(v_items) = 1 THEN
    RETURN NEXT ledger_post_one(p_now, v_items[1]);
    RETURN;
  END IF;

  SELECT coalesce(array_agg(customer_id), '{}'),
    coalesce(array_agg(customer_id) FILTER (WHERE ends), '{}'),
    coalesce(array_agg(customer_id) FILTER (WHERE holds), '{}')
  INTO v_plain, v_plain_ends, v_plain_holds
  FROM (
    SELECT x.customer_id, bool_or(x.op <> 'hold') AS ends, bool_or(x.op = 'hold') AS holds
    FROM unnest(v_items) x GROUP BY x.customer_id
    HAVING bool_and(x.op IN ('hold', 'settle', 'release'))
  ) asked JOIN ledger_customer c USING (customer_id)
  WHERE c.customer_id = ANY (v_customers) AND c.owed = 0 AND c.expires_at > p_now AND c.expires_at > c.changed_at;

  IF v_ends IS NOT NULL THEN v_results := ledger_end_many(p_now, v_ends, v_plain_ends); END IF;
  IF v_holds IS NOT NULL THEN v_results := v_results || ledger_hold_many(p_now, v_holds, v_plain_holds); END IF;
  IF cardinality(v_plain) < cardinality(v_customers) THEN
    FOR v_item IN
      SELECT * FROM unnest(v_items) x WHERE x.customer_id <> ALL (v_plain)
      ORDER BY CASE WHEN x.op IN ('settle', 'release') THEN 0 WHEN x.op = 'hold' THEN 2 ELSE 1 END, x.i
    LOOP
      v_results := v_results || ledger_post_one(p_now, v_item);
    END LOOP;
  END IF;
  RETURN QUERY SELECT * FROM unnest(v_results);
END $$;

-- The app's role: it reads the ledger and posts through ledger_post; no table of the ledger can it write itself.
DO $$ BEGIN
  CREATE ROLE depicta_app NOLOGIN;
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
REVOKE ALL ON FUNCTION ledger_post, ledger_post_one, ledger_end_many, ledger_hold_many, ledger_book, ledger_credit,
  ledger_expire, ledger_offset, ledger_reinstate, ledger_next_line FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_post TO depicta_app;
GRANT USAGE ON SCHEMA public TO depicta_app;
GRANT SELECT ON ledger_customer, ledger_lot, ledger_posting, ledger_hold, ledger_release, ledger_refund_request,
  ledger_clock, ledger_budget TO depicta_app;
