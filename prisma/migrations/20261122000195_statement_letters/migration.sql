-- That a customer was sent the statement of a month: once each.
CREATE TABLE statement_letter (
  customer_id uuid           NOT NULL,
  month       date           NOT NULL,
  queued_at   timestamptz(3) NOT NULL,
  CONSTRAINT statement_letter_pkey PRIMARY KEY (customer_id, month),
  CONSTRAINT statement_letter_first_of_month CHECK (date_trunc('month', month::timestamp) = month)
);
GRANT SELECT, INSERT ON statement_letter TO depicta_app;
