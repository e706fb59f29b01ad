-- That a customer was warned of a date, a number of days before it: once each. Another date (a top-up moved it) begins anew.
CREATE TABLE expiry_warning (
  customer_id uuid           NOT NULL,
  expires_at  timestamptz(3) NOT NULL,
  step_days   smallint       NOT NULL,
  warned_at   timestamptz(3) NOT NULL,
  CONSTRAINT expiry_warning_pkey PRIMARY KEY (customer_id, expires_at, step_days),
  CONSTRAINT expiry_warning_step CHECK (step_days IN (60, 30, 7, 1)),
  CONSTRAINT expiry_warning_in_time CHECK (warned_at < expires_at)
);
GRANT SELECT, INSERT ON expiry_warning TO depicta_app;
