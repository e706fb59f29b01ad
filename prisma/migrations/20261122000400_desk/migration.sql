-- What the support desk needs: grants that wait for a second person, an audit log that is a chain, checks that are kept,
-- mails that were sent, and the ways to find somebody.

-- ── Grants: given at once, or asked for until an admin decides ──

ALTER TABLE credit_grant
  ADD COLUMN state      text NOT NULL DEFAULT 'given',
  ADD COLUMN decided_at timestamptz(3),
  ADD COLUMN decided_by uuid, -- whoever approved or refused; null for what needed nobody else
  ADD COLUMN refusal    text,
  ADD CONSTRAINT credit_grant_state CHECK (state IN ('asked', 'given', 'refused')),
  ADD CONSTRAINT credit_grant_decided CHECK ((state = 'asked') = (decided_at IS NULL)),
  ADD CONSTRAINT credit_grant_decided_by CHECK (
    CASE state WHEN 'asked' THEN decided_by IS NULL WHEN 'refused' THEN decided_by IS NOT NULL ELSE true END),
  ADD CONSTRAINT credit_grant_refusal CHECK ((state = 'refused') = (refusal IS NOT NULL)),
  ADD CONSTRAINT credit_grant_second_is_another CHECK (state <> 'given' OR decided_by::text <> author);
CREATE INDEX credit_grant_customer_id_author_decided_at_idx ON credit_grant (customer_id, author, decided_at);
CREATE INDEX credit_grant_asked_idx ON credit_grant (created_at) WHERE state = 'asked';

-- Refuses what one person may not give: credit of their own, and more than EUR 50 to one customer within 24 hours without
-- an admin. The customer's books are locked first, so that of two grants at once the second sees the first. The operator
-- at the command line is not capped (docs/decisions/0009).
CREATE FUNCTION credit_grant_guard() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_given bigint;
BEGIN
  IF NEW.author = 'operator' THEN RETURN NEW; END IF;
  PERFORM FROM ledger_customer WHERE customer_id = NEW.customer_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM user_account u
    WHERE u.customer_id = NEW.customer_id AND u.id::text IN (NEW.author, NEW.decided_by::text)) THEN
    RAISE EXCEPTION 'a grant to oneself is refused' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.decided_by IS NOT NULL THEN
    IF NOT EXISTS (SELECT FROM user_account u WHERE u.id = NEW.decided_by AND u.role = 'admin') THEN
      RAISE EXCEPTION 'a grant is approved by an admin' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  SELECT coalesce(sum(amount_micros), 0) INTO v_given FROM credit_grant
  WHERE customer_id = NEW.customer_id AND author = NEW.author AND state = 'given' AND id <> NEW.id
    AND decided_at > NEW.decided_at - interval '24 hours';
  IF v_given + NEW.amount_micros > 50000000 THEN
    RAISE EXCEPTION 'above EUR 50 in 24 hours a grant needs an admin' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_grant_given BEFORE INSERT ON credit_grant FOR EACH ROW
  WHEN (NEW.state = 'given') EXECUTE FUNCTION credit_grant_guard();
CREATE TRIGGER credit_grant_approved BEFORE UPDATE ON credit_grant FOR EACH ROW
  WHEN (NEW.state = 'given' AND OLD.state <> 'given') EXECUTE FUNCTION credit_grant_guard();
-- What was given, to whom and by whom stays.
CREATE TRIGGER credit_grant_decided_once BEFORE UPDATE ON credit_grant FOR EACH ROW
  WHEN ((NEW.id, NEW.customer_id, NEW.amount_micros, NEW.author, NEW.created_at)
      IS DISTINCT FROM (OLD.id, OLD.customer_id, OLD.amount_micros, OLD.author, OLD.created_at)
    OR (OLD.state <> 'asked' AND (NEW.state, NEW.decided_at, NEW.decided_by)
      IS DISTINCT FROM (OLD.state, OLD.decided_at, OLD.decided_by)))
  EXECUTE FUNCTION ledger_refuse('a grant is decided once');
-- Its words stay as well, until the account is closed: then they can be erased, and nothing else.
CREATE FUNCTION credit_grant_words_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.reason NOT IN (OLD.reason, '') OR NEW.internal_note NOT IN (OLD.internal_note, '')
    OR NEW.refusal NOT IN (OLD.refusal, '')
    OR NOT EXISTS (SELECT FROM closing c WHERE c.customer_id = NEW.customer_id) THEN
    RAISE EXCEPTION 'the words of a grant stay until the account is closed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_grant_keeps_words BEFORE UPDATE ON credit_grant FOR EACH ROW
  WHEN ((NEW.reason, NEW.internal_note) IS DISTINCT FROM (OLD.reason, OLD.internal_note)
    OR (OLD.state <> 'asked' AND NEW.refusal IS DISTINCT FROM OLD.refusal))
  EXECUTE FUNCTION credit_grant_words_guard();

-- ── The audit log: one chain of everything that staff and operators did ──

-- What a row says in words can be erased with the customer whom it is about: the chain is over a digest of it, salted so
-- that nothing can be guessed back once words and salt are gone.
ALTER TABLE audit_entry
  ADD COLUMN number        bigint  NOT NULL,
  ADD COLUMN salt          bytea   NOT NULL,
  ADD COLUMN words_digest  bytea   NOT NULL,
  ADD COLUMN words_erased  boolean NOT NULL DEFAULT false,
  ADD COLUMN previous_hash bytea   NOT NULL,
  ADD COLUMN hash          bytea   NOT NULL;
CREATE UNIQUE INDEX audit_entry_number_key ON audit_entry (number);
-- No two rows follow the same one.
CREATE UNIQUE INDEX audit_entry_previous_hash_key ON audit_entry (previous_hash);

-- SHA-256 over what comes before and the fields: each with its length in bytes before it, so that no two contents read the
-- same, and `-` for one that is not there. lib/staff/audit.test.ts works it out independently.
CREATE FUNCTION audit_digest(p_before bytea, VARIADIC p_fields text[]) RETURNS bytea LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_content text := '';
  v_field text;
BEGIN
  FOREACH v_field IN ARRAY p_fields LOOP
    v_content := v_content || coalesce(octet_length(v_field) || ':' || v_field, '-') || ',';
  END LOOP;
  RETURN sha256(p_before || convert_to(v_content, 'UTF8'));
END $$;

CREATE FUNCTION audit_hash(p_previous bytea, p_number bigint, p_id uuid, p_at timestamptz, p_actor text, p_action text,
  p_customer_id uuid, p_words_digest bytea) RETURNS bytea LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT audit_digest(p_previous, p_number::text, p_id::text,
    to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), p_actor, p_action, p_customer_id::text,
    encode(p_words_digest, 'hex'))
$$;

ALTER TABLE audit_entry
  ADD CONSTRAINT audit_entry_hash_is_its_content CHECK (
    hash = audit_hash(previous_hash, number, id, at, actor, action, customer_id, words_digest)),
  ADD CONSTRAINT audit_entry_digest_is_its_words CHECK (
    words_erased OR words_digest = audit_digest(salt, reason, before::text, after::text));

-- The one way to write it. Its lock is the last that a transaction takes: whoever writes has done everything else.
CREATE FUNCTION audit_append(p_id uuid, p_at timestamptz, p_actor text, p_action text, p_customer_id uuid, p_reason text,
  p_before jsonb, p_after jsonb) RETURNS bigint LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_number bigint;
  v_previous bytea;
  v_salt bytea := uuid_send(gen_random_uuid());
  v_words bytea := audit_digest(v_salt, p_reason, p_before::text, p_after::text);
BEGIN
  PERFORM pg_advisory_xact_lock(72707370);
  SELECT number, hash INTO v_number, v_previous FROM audit_entry ORDER BY number DESC LIMIT 1;
  v_number := coalesce(v_number, 0) + 1;
  v_previous := coalesce(v_previous, sha256('depicta audit 1'));
  INSERT INTO audit_entry (number, id, at, actor, action, customer_id, reason, before, after, salt, words_digest,
    previous_hash, hash)
  VALUES (v_number, p_id, p_at, p_actor, p_action, p_customer_id, p_reason, p_before, p_after, v_salt, v_words, v_previous,
    audit_hash(v_previous, v_number, p_id, p_at, p_actor, p_action, p_customer_id, v_words));
  RETURN v_number;
END $$;

CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR TRUNCATE ON audit_entry
  EXECUTE FUNCTION ledger_refuse('the audit log is append-only');
CREATE TRIGGER audit_entry_loses_words_only BEFORE UPDATE ON audit_entry FOR EACH ROW
  WHEN (NOT NEW.words_erased OR NEW.salt <> '' OR NEW.reason <> ''
    OR (NEW.number, NEW.id, NEW.at, NEW.actor, NEW.action, NEW.customer_id, NEW.words_digest, NEW.previous_hash, NEW.hash)
      IS DISTINCT FROM
      (OLD.number, OLD.id, OLD.at, OLD.actor, OLD.action, OLD.customer_id, OLD.words_digest, OLD.previous_hash, OLD.hash))
  EXECUTE FUNCTION ledger_refuse('the audit log is append-only');
REVOKE INSERT ON audit_entry FROM depicta_app;
REVOKE ALL ON FUNCTION audit_append, credit_grant_guard, credit_grant_words_guard FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_append TO depicta_app;

-- ── What the check of the books found, and where the audit log ended then ──

CREATE TABLE books_check (
  id           uuid           NOT NULL,
  at           timestamptz(3) NOT NULL,
  rules        jsonb          NOT NULL,
  violations   jsonb          NOT NULL,
  audit_number bigint         NOT NULL,
  audit_hash   bytea,
  CONSTRAINT books_check_pkey PRIMARY KEY (id),
  CONSTRAINT books_check_audit_end CHECK ((audit_number = 0) = (audit_hash IS NULL))
);
CREATE INDEX books_check_at_idx ON books_check (at);
CREATE TRIGGER books_check_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books_check
  EXECUTE FUNCTION ledger_refuse('checks are append-only');
GRANT SELECT, INSERT ON books_check TO depicta_app;

-- ── Mails that left, or that an address took not: to whom and about what; the letter itself is not kept ──

CREATE TABLE mail_sent (
  mail_id uuid           NOT NULL,
  user_id uuid           NOT NULL,
  subject text           NOT NULL,
  refused boolean        NOT NULL,
  sent_at timestamptz(3) NOT NULL,
  CONSTRAINT mail_sent_pkey PRIMARY KEY (mail_id, user_id),
  CONSTRAINT mail_sent_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account (id)
    ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX mail_sent_user_id_sent_at_idx ON mail_sent (user_id, sent_at);
GRANT SELECT, INSERT ON mail_sent TO depicta_app;

-- ── How the desk finds somebody ──

CREATE INDEX api_key_last4_idx ON api_key (last4);
CREATE INDEX purchase_receipt_number_idx ON purchase (receipt_number);
-- The coarse form of a mailbox: no tag, no dots. lib/customers/normalise.ts decides on what it finds.
CREATE INDEX user_account_mailbox_idx ON user_account (replace(split_part(split_part(email, '@', 1), '+', 1), '.', ''));
CREATE INDEX user_account_email_prefix_idx ON user_account (lower(email) text_pattern_ops);
