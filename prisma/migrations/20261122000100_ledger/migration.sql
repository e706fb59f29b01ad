-- The ledger's tables. lib/ledger/README.md explains them; ledger_post (the next migration) is the only writer.
-- Amounts are micro-euros. SQL never asks for the time: every instant is a parameter.

-- Only the owner makes anything in this database. A table or a type made by somebody else, be it a temporary one,
-- could be found where a function of ours looks for its own.
DO $$ BEGIN
  EXECUTE format('REVOKE TEMPORARY, CREATE ON DATABASE %I FROM PUBLIC', current_database());
END $$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- One stored row a customer: the sums of its journal, kept under its own lock. It is the first lock of all.
CREATE TABLE ledger_customer (
  customer_id     uuid           NOT NULL,
  credit          bigint         NOT NULL,
  held            bigint         NOT NULL,
  refund_reserved bigint         NOT NULL,
  owed            bigint         NOT NULL,
  open_holds      integer        NOT NULL,
  version         bigint         NOT NULL,
  expires_at      timestamptz(3),
  changed_at      timestamptz(3) NOT NULL,
  CONSTRAINT ledger_customer_pkey PRIMARY KEY (customer_id),
  CONSTRAINT ledger_customer_held_not_negative CHECK (held >= 0),
  CONSTRAINT ledger_customer_refund_reserved_not_negative CHECK (refund_reserved >= 0),
  CONSTRAINT ledger_customer_owed_not_negative CHECK (owed >= 0),
  -- And so neither is the credit.
  CONSTRAINT ledger_customer_available_not_negative CHECK (credit - held - refund_reserved >= 0),
  CONSTRAINT ledger_customer_open_holds_counted CHECK (open_holds >= 0 AND (open_holds = 0) = (held = 0))
) WITH (fillfactor = 50);
-- For the sweep. The date moves with credits only, so a hold's update of the row stays on its page.
CREATE INDEX ledger_customer_expires_at_idx ON ledger_customer (expires_at);

-- The batch of credit that one top-up, trial or grant made. Burn order: trial, grant, then top-ups, oldest first.
CREATE TABLE ledger_lot (
  customer_id  uuid           NOT NULL,
  id           uuid           NOT NULL,
  source       text           NOT NULL,
  burn_rank    smallint       NOT NULL,
  opened_seq   bigint         NOT NULL,
  original     bigint         NOT NULL,
  remaining    bigint         NOT NULL,
  reserved     bigint         NOT NULL,
  spent        bigint         NOT NULL,
  refunded     bigint         NOT NULL,
  clawed_back  bigint         NOT NULL,
  expired      bigint         NOT NULL,
  debt_paid    bigint         NOT NULL,
  effective_at timestamptz(3) NOT NULL,
  recorded_at  timestamptz(3) NOT NULL,
  justifies    timestamptz(3) NOT NULL, -- the expiry date that this credit alone would give
  cause_type   text           NOT NULL,
  cause_id     uuid           NOT NULL,
  CONSTRAINT ledger_lot_pkey PRIMARY KEY (customer_id, id),
  CONSTRAINT ledger_lot_burn_rank_of_source
    CHECK ((source, burn_rank) IN (('trial', 0), ('grant', 1), ('top_up', 2))),
  -- At most a thousand million euros: the sums of many lots stay far from what a bigint holds.
  CONSTRAINT ledger_lot_original_positive CHECK (original BETWEEN 1 AND 1000000000000000),
  CONSTRAINT ledger_lot_parts_add_up
    CHECK (original = remaining + spent + refunded + clawed_back + expired + debt_paid),
  CONSTRAINT ledger_lot_parts_not_negative
    CHECK (least(remaining, spent, refunded, clawed_back, expired, debt_paid) >= 0),
  CONSTRAINT ledger_lot_reserved_within_remaining CHECK (reserved BETWEEN 0 AND remaining),
  -- Promotional credit is never paid out and never pays a debt; what a correction takes counts as clawed back.
  CONSTRAINT ledger_lot_promotions_stay
    CHECK (source = 'top_up' OR (refunded = 0 AND reserved = 0 AND debt_paid = 0))
) WITH (fillfactor = 70);

-- The closed list of entries: which kinds of posting there are, and between which accounts.
CREATE FUNCTION ledger_is_entry(p_kind text, p_debit text, p_credit text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN (p_kind, p_debit, p_credit) IN (
    ('charge', 'credit', 'usage'),
    ('top_up', 'collected', 'owed'), ('top_up', 'collected', 'credit'),
    ('trial', 'promotions', 'credit'), ('grant', 'promotions', 'credit'),
    ('expire', 'credit', 'breakage'), ('expire', 'credit', 'promotions'),
    ('reinstate_expired', 'breakage', 'credit'), ('reinstate_expired', 'promotions', 'credit'),
    ('refund', 'credit', 'collected'),
    ('claw_back', 'credit', 'collected'), ('claw_back', 'breakage', 'collected'), ('claw_back', 'owed', 'collected'),
    ('claw_back_reversed', 'collected', 'owed'), ('claw_back_reversed', 'collected', 'credit'),
    ('claw_back_reversed', 'collected', 'breakage'), ('claw_back_reversed', 'collected', 'write_offs'),
    ('offset', 'credit', 'owed'), ('offset_reversed', 'collected', 'credit'),
    ('write_off', 'write_offs', 'owed'),
    ('forfeit', 'credit', 'breakage'), ('forfeit', 'credit', 'promotions'),
    ('correction', 'credit', 'promotions'));
END $$;

-- One immutable debit-credit row. It balances by construction; the postings of one key are an entry.
CREATE TABLE ledger_posting (
  customer_id     uuid           NOT NULL,
  seq             bigint         NOT NULL,
  key             text           NOT NULL,
  line            smallint       NOT NULL,
  kind            text           NOT NULL,
  debit           text           NOT NULL,
  credit          text           NOT NULL,
  amount          bigint         NOT NULL,
  lot_id          uuid,
  credit_before   bigint         NOT NULL,
  credit_after    bigint         NOT NULL,
  held_after      bigint         NOT NULL,
  available_after bigint         NOT NULL,
  owed_after      bigint         NOT NULL,
  effective_at    timestamptz(3) NOT NULL,
  recorded_at     timestamptz(3) NOT NULL,
  actor           text           NOT NULL,
  cause_type      text           NOT NULL,
  cause_id        uuid           NOT NULL,
  detail_digest   bytea,
  expiry          timestamptz(3), -- the date whose expiry this books or takes back, or from which it takes what expired
  CONSTRAINT ledger_posting_pkey PRIMARY KEY (customer_id, seq),
  CONSTRAINT ledger_posting_amount_positive CHECK (amount > 0),
  -- Every statement reads its table's constraints anew, so the long list stands in a function, and the most frequent
  -- entry before it.
  CONSTRAINT ledger_posting_entry CHECK (
    (kind = 'charge' AND debit = 'credit' AND credit = 'usage') OR ledger_is_entry(kind, debit, credit)),
  -- What was forfeited has no date, so nor has what is clawed back of it.
  CONSTRAINT ledger_posting_expiry_named CHECK (CASE
    WHEN kind IN ('expire', 'reinstate_expired') THEN expiry IS NOT NULL
    ELSE expiry IS NULL OR (kind IN ('claw_back', 'claw_back_reversed') AND 'breakage' IN (debit, credit)) END),
  CONSTRAINT ledger_posting_credit_moves CHECK (
    credit_after = credit_before
      + CASE WHEN credit = 'credit' THEN amount ELSE 0 END - CASE WHEN debit = 'credit' THEN amount ELSE 0 END),
  CONSTRAINT ledger_posting_credit_names_lot
    CHECK (lot_id IS NOT NULL OR (debit <> 'credit' AND credit <> 'credit')),
  CONSTRAINT ledger_posting_after_not_negative
    CHECK (least(credit_before, credit_after, held_after, available_after, owed_after) >= 0)
);
CREATE UNIQUE INDEX ledger_posting_customer_id_key_line_key ON ledger_posting (customer_id, key, line);
-- A payment is credited once, and to one customer.
CREATE UNIQUE INDEX ledger_posting_payment_credited_once ON ledger_posting (key, line) WHERE kind = 'top_up';
CREATE INDEX ledger_posting_expiry_idx ON ledger_posting (customer_id, expiry) WHERE expiry IS NOT NULL;
-- All but charges are few: a kind's entries are found, and summed, without reading the charges between them.
CREATE INDEX ledger_posting_kind_idx ON ledger_posting (customer_id, kind, seq) WHERE kind <> 'charge';
-- What was clawed back of a purchase, and put back: few rows, found by the purchase.
CREATE INDEX ledger_posting_claw_back_idx ON ledger_posting (customer_id, cause_id)
  WHERE kind IN ('claw_back', 'claw_back_reversed', 'offset_reversed');

-- An amount kept aside for one piece of work: a beginning and exactly one end. Its one update touches no
-- indexed column, so it stays on its page.
CREATE TABLE ledger_hold (
  customer_id      uuid           NOT NULL,
  id               uuid           NOT NULL,
  amount           bigint         NOT NULL,
  cause_type       text           NOT NULL,
  budget_ref       uuid,
  budget_period    date,
  opened_at        timestamptz(3) NOT NULL,
  opened_seq       bigint         NOT NULL,
  opened_credit    bigint         NOT NULL,
  opened_held      bigint         NOT NULL,
  opened_available bigint         NOT NULL,
  expires_at       timestamptz(3) NOT NULL,
  state            text           NOT NULL,
  charged          bigint         NOT NULL,
  ended_at         timestamptz(3),
  ended_seq        bigint,
  ended_credit     bigint,
  ended_held       bigint,
  ended_available  bigint,
  CONSTRAINT ledger_hold_pkey PRIMARY KEY (id, customer_id),
  CONSTRAINT ledger_hold_amount_positive CHECK (amount > 0),
  CONSTRAINT ledger_hold_expires_after_it_opens CHECK (expires_at > opened_at),
  CONSTRAINT ledger_hold_charged_within_amount CHECK (charged BETWEEN 0 AND amount),
  CONSTRAINT ledger_hold_budget_whole CHECK ((budget_ref IS NULL) = (budget_period IS NULL)),
  CONSTRAINT ledger_hold_one_end CHECK (
    state IN ('open', 'settled', 'released') AND (state = 'settled') = (charged > 0)
    AND num_nulls(ended_at, ended_seq, ended_credit, ended_held, ended_available) = CASE state WHEN 'open' THEN 5 ELSE 0 END)
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX ledger_hold_customer_id_opened_seq_key ON ledger_hold (customer_id, opened_seq);

-- A hold that ended without a charge: no posting leads to its end, so the end has a row of its own.
CREATE TABLE ledger_release (
  customer_id uuid   NOT NULL,
  seq         bigint NOT NULL,
  hold_id     uuid   NOT NULL,
  reason      text   NOT NULL,
  CONSTRAINT ledger_release_pkey PRIMARY KEY (customer_id, seq)
);
CREATE UNIQUE INDEX ledger_release_customer_id_hold_id_key ON ledger_release (customer_id, hold_id);

-- An amount of one lot kept aside while somebody decides on a refund: a beginning and exactly one end.
CREATE TABLE ledger_refund_request (
  customer_id      uuid           NOT NULL,
  id               uuid           NOT NULL,
  lot_id           uuid           NOT NULL,
  amount           bigint         NOT NULL,
  opened_at        timestamptz(3) NOT NULL,
  opened_seq       bigint         NOT NULL,
  opened_credit    bigint         NOT NULL,
  opened_held      bigint         NOT NULL,
  opened_available bigint         NOT NULL,
  state            text           NOT NULL,
  ended_at         timestamptz(3),
  ended_seq        bigint,
  ended_credit     bigint,
  ended_held       bigint,
  ended_available  bigint,
  CONSTRAINT ledger_refund_request_pkey PRIMARY KEY (customer_id, id),
  CONSTRAINT ledger_refund_request_amount_positive CHECK (amount > 0),
  CONSTRAINT ledger_refund_request_one_end CHECK (
    state IN ('open', 'refunded', 'returned', 'superseded')
    AND num_nulls(ended_at, ended_seq, ended_credit, ended_held, ended_available) = CASE state WHEN 'open' THEN 5 ELSE 0 END)
);
CREATE UNIQUE INDEX ledger_refund_request_customer_id_opened_seq_key ON ledger_refund_request (customer_id, opened_seq);
CREATE UNIQUE INDEX ledger_refund_request_customer_id_ended_seq_key ON ledger_refund_request (customer_id, ended_seq);
CREATE UNIQUE INDEX ledger_refund_request_one_open_a_lot ON ledger_refund_request (customer_id, lot_id)
  WHERE state = 'open';

-- Each change of an expiry date, naming the entry that made it.
CREATE TABLE ledger_clock (
  customer_id     uuid           NOT NULL,
  seq             bigint         NOT NULL,
  key             text           NOT NULL,
  previous_expiry timestamptz(3),
  expires_at      timestamptz(3) NOT NULL,
  recorded_at     timestamptz(3) NOT NULL,
  CONSTRAINT ledger_clock_pkey PRIMARY KEY (customer_id, seq),
  CONSTRAINT ledger_clock_at_midnight CHECK (date_trunc('day', expires_at, 'UTC') = expires_at)
);

-- What one opaque budget has taken in one period: charges and open holds.
CREATE TABLE ledger_budget (
  customer_id uuid   NOT NULL,
  ref         uuid   NOT NULL,
  period      date   NOT NULL,
  committed   bigint NOT NULL,
  CONSTRAINT ledger_budget_pkey PRIMARY KEY (customer_id, ref, period),
  CONSTRAINT ledger_budget_committed_not_negative CHECK (committed >= 0)
) WITH (fillfactor = 70);

-- ── Triggers: they refuse, they never compute ──

CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: %', lower(TG_OP), TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER ledger_posting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_posting
  EXECUTE FUNCTION ledger_refuse('postings are append-only');
CREATE TRIGGER ledger_release_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_release
  EXECUTE FUNCTION ledger_refuse('releases are append-only');
CREATE TRIGGER ledger_clock_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_clock
  EXECUTE FUNCTION ledger_refuse('changes of an expiry date are append-only');
CREATE TRIGGER ledger_hold_kept BEFORE DELETE OR TRUNCATE ON ledger_hold
  EXECUTE FUNCTION ledger_refuse('a hold is ended, never removed');
CREATE TRIGGER ledger_refund_request_kept BEFORE DELETE OR TRUNCATE ON ledger_refund_request
  EXECUTE FUNCTION ledger_refuse('a refund request is ended, never removed');
CREATE TRIGGER ledger_lot_kept BEFORE DELETE OR TRUNCATE ON ledger_lot
  EXECUTE FUNCTION ledger_refuse('a lot is used up, never removed');
CREATE TRIGGER ledger_customer_kept BEFORE DELETE OR TRUNCATE ON ledger_customer
  EXECUTE FUNCTION ledger_refuse('the books of a customer stay');

-- Columns that are never set are named as such: a condition over old and new values is read anew by every statement.
CREATE TRIGGER ledger_hold_ends_once BEFORE UPDATE ON ledger_hold FOR EACH ROW WHEN (OLD.state <> 'open')
  EXECUTE FUNCTION ledger_refuse('a hold ends once');
CREATE TRIGGER ledger_hold_begins_once BEFORE UPDATE OF customer_id, id, amount, cause_type, budget_ref, budget_period,
    opened_at, opened_seq, opened_credit, opened_held, opened_available ON ledger_hold
  EXECUTE FUNCTION ledger_refuse('the beginning of a hold does not change');
CREATE TRIGGER ledger_refund_request_ends_once BEFORE UPDATE ON ledger_refund_request FOR EACH ROW
  WHEN (OLD.state <> 'open') EXECUTE FUNCTION ledger_refuse('a refund request ends once');
CREATE TRIGGER ledger_refund_request_begins_once BEFORE UPDATE OF customer_id, id, lot_id, amount, opened_at, opened_seq,
    opened_credit, opened_held, opened_available ON ledger_refund_request
  EXECUTE FUNCTION ledger_refuse('the beginning of a refund request does not change');
CREATE TRIGGER ledger_lot_origin_fixed BEFORE UPDATE OF customer_id, id, source, opened_seq, original,
    effective_at, recorded_at, justifies, cause_type, cause_id ON ledger_lot
  EXECUTE FUNCTION ledger_refuse('where a lot came from does not change');
CREATE TRIGGER ledger_customer_moves_forward BEFORE UPDATE ON ledger_customer FOR EACH ROW
  WHEN (NEW.customer_id <> OLD.customer_id OR NEW.version <= OLD.version OR NEW.changed_at < OLD.changed_at)
  EXECUTE FUNCTION ledger_refuse('the books of a customer move forward only');
