-- The proof of the ledger: beside it, never in its way. docs/proof.md explains it; lib/ledger/seals.ts and heads.ts write it.

-- Seals the facts from_seq to upto_seq of one customer: the chain's link after the last of them, and for each of them a
-- tag under a key that is not in the database, so that the first bad one can be named even where somebody worked the chain
-- out anew. Whoever seals the same facts second changes nothing: a customer's seals follow each other.
CREATE TABLE ledger_seal (
  customer_id uuid           NOT NULL,
  upto_seq    bigint         NOT NULL,
  from_seq    bigint         NOT NULL,
  number      bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  link        bytea          NOT NULL,
  tags        bytea          NOT NULL,
  key_id      text           NOT NULL, -- whose tags they are
  sealed_at   timestamptz(3) NOT NULL,
  CONSTRAINT ledger_seal_pkey PRIMARY KEY (customer_id, upto_seq),
  CONSTRAINT ledger_seal_span CHECK (from_seq > 0 AND upto_seq >= from_seq),
  CONSTRAINT ledger_seal_whole CHECK (length(link) = 32 AND length(tags) = 8 * (upto_seq - from_seq + 1))
);
CREATE UNIQUE INDEX ledger_seal_customer_id_from_seq_key ON ledger_seal (customer_id, from_seq);
-- Numbers rise as rows are written: this finds those since a head, and costs a seal nothing.
CREATE INDEX ledger_seal_number_idx ON ledger_seal USING brin (number);

-- The head of a day: one signed figure over the last seal of every customer, which names the head before it.
CREATE TABLE ledger_head (
  day         date           NOT NULL,
  previous    bytea          NOT NULL,
  root        bytea          NOT NULL,
  customers   integer        NOT NULL,
  upto_number bigint         NOT NULL,
  head        bytea          NOT NULL,
  signature   bytea          NOT NULL,
  key_id      text           NOT NULL,
  signed_at   timestamptz(3) NOT NULL,
  CONSTRAINT ledger_head_pkey PRIMARY KEY (day),
  CONSTRAINT ledger_head_day_before CHECK (day = (signed_at AT TIME ZONE 'UTC')::date - 1),
  -- The day before a time without end has no end either.
  CONSTRAINT ledger_head_signed_at_finite CHECK (isfinite(signed_at))
);

CREATE TRIGGER ledger_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_seal
  EXECUTE FUNCTION ledger_refuse('seals are append-only');
CREATE TRIGGER ledger_head_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_head
  EXECUTE FUNCTION ledger_refuse('heads are append-only');

GRANT SELECT, INSERT ON ledger_head TO depicta_app;
-- Its number is given by the database alone: what a head covers is all up to a number.
GRANT SELECT, INSERT (customer_id, upto_seq, from_seq, link, tags, key_id, sealed_at) ON ledger_seal TO depicta_app;
