-- Closing an account: what is kept of it, whom the last letter goes to, and the right to erase.

-- That an account was closed. It names nobody once it is erased.
CREATE TABLE closing (
  customer_id        uuid           NOT NULL,
  closed_at          timestamptz(3) NOT NULL,
  forfeited_micros   bigint         NOT NULL,
  owed_micros        bigint         NOT NULL,
  -- Kept until the events that name them are erased.
  paddle_customer_id text,
  -- When everything personal was erased, and when it was done again a day later for what was under way meanwhile.
  erased_at          timestamptz(3),
  swept_at           timestamptz(3),
  CONSTRAINT closing_pkey PRIMARY KEY (customer_id),
  CONSTRAINT closing_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (id)
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT closing_amounts_not_negative CHECK (forfeited_micros >= 0 AND owed_micros >= 0),
  CONSTRAINT closing_erased_names_nobody CHECK (erased_at IS NULL OR paddle_customer_id IS NULL),
  CONSTRAINT closing_swept_after_erased CHECK (swept_at IS NULL OR erased_at IS NOT NULL)
);
CREATE INDEX closing_to_erase_idx ON closing (closed_at) WHERE swept_at IS NULL;

-- Whom the letter that confirms a closing goes to: gone with the letter, or a day after the closing.
CREATE TABLE farewell (
  id          uuid NOT NULL,
  customer_id uuid NOT NULL,
  email       text NOT NULL,
  name        text NOT NULL,
  locale      text,
  CONSTRAINT farewell_pkey PRIMARY KEY (id),
  CONSTRAINT farewell_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES closing (customer_id)
    ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX farewell_customer_id_idx ON farewell (customer_id);

-- The events of a payment, and those about a customer of Paddle's, are found again to be erased.
CREATE INDEX inbound_event_subject_idx ON inbound_event ((payload -> 'data' ->> 'id'));
CREATE INDEX inbound_event_transaction_idx ON inbound_event ((payload -> 'data' ->> 'transaction_id'))
  WHERE payload -> 'data' ? 'transaction_id';
CREATE INDEX inbound_event_customer_idx ON inbound_event ((payload -> 'data' ->> 'customer_id'))
  WHERE payload -> 'data' ? 'customer_id';

-- Of what was before and after a deed, the amounts and the ids: words may be anything.
CREATE FUNCTION audit_without_words(p jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT CASE WHEN p IS NULL THEN NULL ELSE coalesce((
    SELECT jsonb_object_agg(key, value) FROM jsonb_each(CASE jsonb_typeof(p) WHEN 'object' THEN p ELSE '{}' END)
    WHERE jsonb_typeof(value) IN ('number', 'boolean', 'null')
      OR (jsonb_typeof(value) = 'string' AND value #>> '{}' ~ '^(-?[0-9]+(\.[0-9]+)?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$')
  ), '{}') END
$$;

-- What the app's role may not do by itself, done for a customer who closed their account and for nobody else: their
-- people go, with sessions and mailed links; uploads go whose files are gone; audit rows lose their words. That
-- somebody did something to this customer, what and when, stays.
CREATE FUNCTION customer_erase(p_customer uuid) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM customer c JOIN closing ON closing.customer_id = c.id
    WHERE c.id = p_customer AND c.status = 'closed') THEN
    RAISE EXCEPTION 'customer % has not closed their account', p_customer;
  END IF;
  DELETE FROM user_account WHERE customer_id = p_customer;
  DELETE FROM upload WHERE customer_id = p_customer AND deleted_at IS NOT NULL;
  UPDATE audit_entry SET reason = '', before = audit_without_words(before), after = audit_without_words(after), salt = '',
    words_erased = true
  WHERE customer_id = p_customer AND NOT words_erased;
END $$;

-- The timeline of an event keeps what became of it and when. Errors may quote anything; what is parked may name a
-- customer of Paddle's.
CREATE FUNCTION inbound_event_erase_notes(p_event uuid) RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE inbound_event_step
  SET note = CASE status WHEN 'failed' THEN '' ELSE regexp_replace(note, '\mctm_\w+', 'ctm_', 'g') END
  WHERE inbound_event_id = p_event AND (status = 'failed' OR note ~ '\mctm_\w+');
$$;

REVOKE ALL ON FUNCTION customer_erase(uuid), inbound_event_erase_notes(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION customer_erase(uuid), inbound_event_erase_notes(uuid) TO depicta_app;
GRANT SELECT, INSERT ON closing TO depicta_app;
GRANT UPDATE (paddle_customer_id, erased_at, swept_at) ON closing TO depicta_app;
GRANT SELECT, INSERT, DELETE ON farewell TO depicta_app;
