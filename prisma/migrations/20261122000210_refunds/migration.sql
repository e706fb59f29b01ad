-- Money that goes back: what Paddle says about it, and what customers ask for. Neither moves credit: the ledger does.

-- Every PaddleAdjustment of a payment of ours, as Paddle last told it. What a payment has to give back is computed from
-- all of them (lib/topups/target.ts), so their order of arrival does not matter.
CREATE TABLE paddle_adjustment (
  id                    text           NOT NULL,
  paddle_transaction_id text           NOT NULL,
  action                text           NOT NULL,
  status                text           NOT NULL,
  net_cents             bigint         NOT NULL,
  tax_cents             bigint         NOT NULL,
  total_cents           bigint         NOT NULL,
  made_at               timestamptz(3) NOT NULL,
  changed_at            timestamptz(3) NOT NULL,
  seen_at               timestamptz(3) NOT NULL,
  CONSTRAINT paddle_adjustment_pkey PRIMARY KEY (id),
  CONSTRAINT paddle_adjustment_action CHECK (action IN ('refund', 'chargeback', 'chargeback_reverse',
    'chargeback_warning', 'chargeback_warning_reverse')),
  CONSTRAINT paddle_adjustment_status CHECK (status IN ('pending_approval', 'approved', 'rejected', 'reversed')),
  CONSTRAINT paddle_adjustment_amounts CHECK (net_cents >= 0 AND tax_cents >= 0 AND total_cents = net_cents + tax_cents)
);
CREATE INDEX paddle_adjustment_paddle_transaction_id_idx ON paddle_adjustment (paddle_transaction_id);

-- What a customer asks back of one purchase, or staff for them. Its id is that of the ledger's request, which keeps the
-- amount aside from `asked` on until the end.
CREATE TABLE refund_request (
  id                   uuid           NOT NULL,
  customer_id          uuid           NOT NULL,
  purchase_id          uuid           NOT NULL,
  amount_cents         bigint         NOT NULL,
  asked_by             text           NOT NULL,
  asked_at             timestamptz(3) NOT NULL,
  -- Whether the right of withdrawal was open when it was asked: the time of asking decides.
  in_window            boolean        NOT NULL,
  -- Why staff refund after the window; the customer reads it.
  reason               text,
  state                text           NOT NULL,
  first_approver_id    uuid,
  first_is_admin       boolean        NOT NULL DEFAULT false,
  approved_at          timestamptz(3),
  -- The call to Paddle: when it was first and last begun, how often, and what came of it.
  first_sent_at        timestamptz(3),
  sent_at              timestamptz(3),
  attempts             integer        NOT NULL DEFAULT 0,
  note                 text,
  paddle_adjustment_id text,
  refusal              text,
  ended_at             timestamptz(3),
  CONSTRAINT refund_request_pkey PRIMARY KEY (id),
  CONSTRAINT refund_request_purchase_id_fkey FOREIGN KEY (purchase_id) REFERENCES purchase (id)
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT refund_request_amount_positive CHECK (amount_cents > 0),
  CONSTRAINT refund_request_asked_by CHECK (asked_by IN ('customer', 'staff')),
  CONSTRAINT refund_request_outside_with_reason CHECK (asked_by = 'customer' OR coalesce(reason, '') <> ''),
  CONSTRAINT refund_request_customers_in_window CHECK (asked_by = 'staff' OR in_window),
  CONSTRAINT refund_request_state CHECK (state IN
    ('asked', 'approved', 'sending', 'at_paddle', 'refunded', 'refused', 'rejected', 'superseded')),
  CONSTRAINT refund_request_ended CHECK (
    (state IN ('refunded', 'refused', 'rejected', 'superseded')) = (ended_at IS NOT NULL)),
  -- Nothing is asked of Paddle that nobody approved; and what Paddle has, or paid, is known by its id.
  CONSTRAINT refund_request_approved CHECK (
    state NOT IN ('approved', 'sending', 'at_paddle', 'refunded', 'rejected') OR approved_at IS NOT NULL),
  CONSTRAINT refund_request_at_paddle CHECK (
    state NOT IN ('at_paddle', 'refunded') OR paddle_adjustment_id IS NOT NULL),
  CONSTRAINT refund_request_sending CHECK (
    (state <> 'sending' OR sent_at IS NOT NULL) AND (sent_at IS NULL) = (first_sent_at IS NULL)),
  CONSTRAINT refund_request_refusal CHECK ((state = 'refused') = (refusal IS NOT NULL))
);
CREATE UNIQUE INDEX refund_request_paddle_adjustment_id_key ON refund_request (paddle_adjustment_id);
-- One open request a purchase.
CREATE UNIQUE INDEX refund_request_open_key ON refund_request (purchase_id) WHERE ended_at IS NULL;
CREATE INDEX refund_request_purchase_id_asked_at_idx ON refund_request (purchase_id, asked_at);
CREATE INDEX refund_request_customer_id_asked_at_idx ON refund_request (customer_id, asked_at);

GRANT SELECT, INSERT, UPDATE ON paddle_adjustment, refund_request TO depicta_app;

-- Runs of the reconciliation with Paddle, and what differed.
CREATE TABLE reconciliation (
  id          uuid           NOT NULL,
  at          timestamptz(3) NOT NULL,
  payments    integer        NOT NULL,
  adjustments integer        NOT NULL,
  findings    jsonb          NOT NULL,
  CONSTRAINT reconciliation_pkey PRIMARY KEY (id)
);
CREATE INDEX reconciliation_at_idx ON reconciliation (at);
GRANT SELECT, INSERT ON reconciliation TO depicta_app;
