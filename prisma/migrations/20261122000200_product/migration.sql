-- What stands around the ledger: customers and people, payments, work. Free text and personal data live here, in
-- rows that can be erased; the journal holds none of it.

CREATE TABLE customer (
  id                 uuid           NOT NULL,
  status             text           NOT NULL DEFAULT 'active',
  country            text,
  paddle_customer_id text,
  created_at         timestamptz(3) NOT NULL,
  closed_at          timestamptz(3),
  CONSTRAINT customer_pkey PRIMARY KEY (id),
  CONSTRAINT customer_status CHECK (status IN ('active', 'suspended', 'closed')),
  CONSTRAINT customer_country CHECK (country ~ '^[A-Z]{2}$'),
  CONSTRAINT customer_closed_at CHECK ((status = 'closed') = (closed_at IS NOT NULL))
);
CREATE UNIQUE INDEX customer_paddle_customer_id_key ON customer (paddle_customer_id);

CREATE TABLE user_account (
  id                uuid           NOT NULL,
  customer_id       uuid,
  role              text           NOT NULL,
  email             text           NOT NULL,
  name              text           NOT NULL,
  password_hash     text           NOT NULL,
  email_verified_at timestamptz(3),
  created_at        timestamptz(3) NOT NULL,
  CONSTRAINT user_account_pkey PRIMARY KEY (id),
  CONSTRAINT user_account_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (id)
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT user_account_role CHECK (role IN ('customer', 'support', 'admin', 'former')),
  CONSTRAINT user_account_customer_of_role CHECK ((role = 'customer') = (customer_id IS NOT NULL)),
  CONSTRAINT user_account_email_lower_case CHECK (email = lower(email))
);
CREATE UNIQUE INDEX user_account_email_key ON user_account (email);
CREATE INDEX user_account_customer_id_idx ON user_account (customer_id);

CREATE TABLE session (
  id           uuid           NOT NULL,
  user_id      uuid           NOT NULL,
  user_agent   text           NOT NULL,
  created_at   timestamptz(3) NOT NULL,
  last_seen_at timestamptz(3) NOT NULL,
  ended_at     timestamptz(3),
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account (id)
    ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX session_user_id_idx ON session (user_id);

CREATE TABLE email_token (
  id         uuid           NOT NULL,
  user_id    uuid           NOT NULL,
  purpose    text           NOT NULL,
  hash       bytea          NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at    timestamptz(3),
  CONSTRAINT email_token_pkey PRIMARY KEY (id),
  CONSTRAINT email_token_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account (id)
    ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT email_token_purpose CHECK (purpose IN ('verify', 'reset'))
);
CREATE UNIQUE INDEX email_token_hash_key ON email_token (hash);
CREATE INDEX email_token_user_id_idx ON email_token (user_id);

CREATE TABLE api_key (
  id                 uuid           NOT NULL,
  customer_id        uuid           NOT NULL,
  name               text           NOT NULL,
  hash               bytea          NOT NULL,
  last4              text           NOT NULL,
  monthly_cap_micros bigint,
  created_at         timestamptz(3) NOT NULL,
  last_used_at       timestamptz(3),
  revoked_at         timestamptz(3),
  CONSTRAINT api_key_pkey PRIMARY KEY (id),
  CONSTRAINT api_key_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (id)
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT api_key_cap_not_negative CHECK (monthly_cap_micros >= 0)
);
CREATE UNIQUE INDEX api_key_hash_key ON api_key (hash);
CREATE INDEX api_key_customer_id_idx ON api_key (customer_id);

CREATE TABLE trial_claim (
  email_hash bytea          NOT NULL,
  claimed_at timestamptz(3) NOT NULL,
  CONSTRAINT trial_claim_pkey PRIMARY KEY (email_hash)
);

-- How often something was tried in the present window. Unlogged: a crash may forget it, and no write waits for the log.
CREATE UNLOGGED TABLE rate_limit (
  key       text           NOT NULL,
  used      integer        NOT NULL,
  resets_at timestamptz(3) NOT NULL,
  CONSTRAINT rate_limit_pkey PRIMARY KEY (key)
);
CREATE INDEX rate_limit_resets_at_idx ON rate_limit (resets_at);

CREATE TABLE credit_grant (
  id            uuid           NOT NULL,
  customer_id   uuid           NOT NULL,
  amount_micros bigint         NOT NULL,
  reason        text           NOT NULL,
  internal_note text           NOT NULL,
  author        text           NOT NULL,
  created_at    timestamptz(3) NOT NULL,
  CONSTRAINT credit_grant_pkey PRIMARY KEY (id),
  CONSTRAINT credit_grant_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (id)
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT credit_grant_amount_positive CHECK (amount_micros > 0)
);
CREATE INDEX credit_grant_customer_id_idx ON credit_grant (customer_id);

CREATE TABLE audit_entry (
  id          uuid           NOT NULL,
  at          timestamptz(3) NOT NULL,
  actor       text           NOT NULL,
  action      text           NOT NULL,
  customer_id uuid,
  reason      text           NOT NULL,
  before      jsonb,
  after       jsonb,
  CONSTRAINT audit_entry_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_entry_customer_id_at_idx ON audit_entry (customer_id, at);

CREATE TABLE purchase (
  id                    uuid           NOT NULL,
  customer_id           uuid           NOT NULL,
  request_token         uuid           NOT NULL,
  status                text           NOT NULL,
  amount_cents          bigint         NOT NULL,
  country               text           NOT NULL,
  vat_number            text,
  consent_version       text           NOT NULL,
  consent_at            timestamptz(3) NOT NULL,
  paddle_transaction_id text,
  paddle_status         text,
  tax_cents             bigint,
  total_cents           bigint,
  receipt_number        text,
  failure_reason        text,
  created_at            timestamptz(3) NOT NULL,
  payment_seen_at       timestamptz(3),
  paid_at               timestamptz(3),
  credited_at           timestamptz(3),
  CONSTRAINT purchase_pkey PRIMARY KEY (id),
  CONSTRAINT purchase_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (id)
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT purchase_status CHECK (status IN
    ('PENDING', 'PAID', 'FAILED', 'ABANDONED', 'PARKED', 'PARTLY_REFUNDED', 'REFUNDED', 'CHARGED_BACK')),
  CONSTRAINT purchase_amount CHECK (amount_cents BETWEEN 500 AND 100000),
  CONSTRAINT purchase_credited_when_paid CHECK (
    (status IN ('PAID', 'PARTLY_REFUNDED', 'REFUNDED', 'CHARGED_BACK'))
      = (credited_at IS NOT NULL AND paid_at IS NOT NULL AND paddle_transaction_id IS NOT NULL))
);
CREATE UNIQUE INDEX purchase_paddle_transaction_id_key ON purchase (paddle_transaction_id);
CREATE UNIQUE INDEX purchase_customer_id_request_token_key ON purchase (customer_id, request_token);
CREATE INDEX purchase_customer_id_created_at_idx ON purchase (customer_id, created_at);

CREATE TABLE inbound_event (
  id          uuid           NOT NULL,
  source      text           NOT NULL,
  event_id    text           NOT NULL,
  event_type  text           NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  received_at timestamptz(3) NOT NULL,
  payload     jsonb          NOT NULL,
  status      text           NOT NULL,
  attempts    integer        NOT NULL DEFAULT 0,
  reason      text,
  retry_at    timestamptz(3),
  finished_at timestamptz(3),
  CONSTRAINT inbound_event_pkey PRIMARY KEY (id),
  CONSTRAINT inbound_event_status CHECK (status IN
    ('received', 'processed', 'ignored', 'failed', 'parked', 'dismissed')),
  -- What is unfinished has a time at which it is tried again: nothing can be forgotten.
  CONSTRAINT inbound_event_retry CHECK ((status IN ('received', 'failed')) = (retry_at IS NOT NULL)),
  CONSTRAINT inbound_event_finished CHECK ((status IN ('received', 'failed')) = (finished_at IS NULL))
);
CREATE UNIQUE INDEX inbound_event_source_event_id_key ON inbound_event (source, event_id);
CREATE INDEX inbound_event_status_received_at_idx ON inbound_event (status, received_at);
CREATE INDEX inbound_event_retry_at_idx ON inbound_event (retry_at) WHERE retry_at IS NOT NULL;

CREATE TABLE inbound_event_step (
  id               uuid           NOT NULL,
  inbound_event_id uuid           NOT NULL,
  at               timestamptz(3) NOT NULL,
  status           text           NOT NULL,
  note             text           NOT NULL,
  CONSTRAINT inbound_event_step_pkey PRIMARY KEY (id),
  CONSTRAINT inbound_event_step_inbound_event_id_fkey FOREIGN KEY (inbound_event_id) REFERENCES inbound_event (id)
    ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX inbound_event_step_inbound_event_id_idx ON inbound_event_step (inbound_event_id);

CREATE TABLE bookmark (
  name       text           NOT NULL,
  position   text           NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT bookmark_pkey PRIMARY KEY (name)
);

-- Written with each hold, so it has no foreign keys: their locks on the customer's and the key's row would make every
-- admission of one customer wait for the other. lib/generation/invariants.ts proves what they would have refused.
CREATE TABLE job (
  id               uuid           NOT NULL,
  customer_id      uuid           NOT NULL,
  kind             text           NOT NULL,
  subject          text           NOT NULL,
  api_key_id       uuid,
  request          jsonb          NOT NULL,
  status           text           NOT NULL,
  hold_micros      bigint         NOT NULL,
  cost_micros      bigint,
  balance_micros   bigint,
  overrun_micros   bigint         NOT NULL DEFAULT 0,
  price_version    text           NOT NULL,
  rate_micros      bigint,
  idempotency_key  text,
  body_hash        bytea,
  created_at       timestamptz(3) NOT NULL,
  started_at       timestamptz(3),
  completed_at     timestamptz(3),
  attempts         integer        NOT NULL DEFAULT 0,
  error_code       text,
  error_message    text,
  result           jsonb,
  files_expire_at  timestamptz(3),
  files_deleted_at timestamptz(3),
  CONSTRAINT job_pkey PRIMARY KEY (id),
  CONSTRAINT job_kind CHECK (kind IN ('generation', 'operation')),
  CONSTRAINT job_cost_within_hold CHECK (cost_micros BETWEEN 0 AND hold_micros),
  CONSTRAINT job_overrun_not_negative CHECK (overrun_micros >= 0),
  -- What a thousand units of the provider's work cost when it was ordered. An operation costs its hold.
  CONSTRAINT job_rate_of_generation CHECK ((kind = 'generation') = (coalesce(rate_micros, 0) > 0)),
  CONSTRAINT job_status CHECK (CASE status
    WHEN 'pending' THEN cost_micros IS NULL AND completed_at IS NULL
    WHEN 'processing' THEN cost_micros IS NULL AND completed_at IS NULL
    WHEN 'completed' THEN cost_micros IS NOT NULL AND completed_at IS NOT NULL AND result IS NOT NULL
    WHEN 'failed' THEN cost_micros = 0 AND completed_at IS NOT NULL AND error_code IS NOT NULL
    ELSE false END),
  CONSTRAINT job_idempotency_whole CHECK ((idempotency_key IS NULL) = (body_hash IS NULL)),
  CONSTRAINT job_idempotency_of_customer CHECK (starts_with(idempotency_key, customer_id::text || ' '))
);
CREATE UNIQUE INDEX job_idempotency_key_customer_id_key ON job (idempotency_key, customer_id);
CREATE INDEX job_customer_id_id_idx ON job (customer_id, id);
-- For the history of one model or operation, of one key, and of what failed: each is a list in itself, so that few rows among
-- many are found without walking the many. (Without them the planner may even walk everybody's.)
CREATE INDEX job_customer_id_subject_id_idx ON job (customer_id, subject, id);
CREATE INDEX job_customer_id_api_key_id_id_idx ON job (customer_id, api_key_id, id) WHERE api_key_id IS NOT NULL;
CREATE INDEX job_failed_idx ON job (customer_id, id) WHERE status = 'failed';
CREATE INDEX job_files_to_delete_idx ON job (files_expire_at) WHERE files_deleted_at IS NULL;
CREATE INDEX job_unfinished_idx ON job (id) WHERE status IN ('pending', 'processing');

-- What the app may do. Nothing here lets it remove a payment, an event, a job or an audit row.
GRANT SELECT, INSERT, UPDATE ON customer, user_account, session, email_token, api_key, credit_grant, purchase,
  inbound_event, bookmark, job TO depicta_app;
GRANT SELECT, INSERT ON trial_claim, inbound_event_step, audit_entry TO depicta_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO depicta_app;
GRANT DELETE ON session, email_token TO depicta_app;
