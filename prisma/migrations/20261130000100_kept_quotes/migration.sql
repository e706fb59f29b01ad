-- What was told to a request for a quote that came with an Idempotency-Key. A day later it is forgotten.
CREATE TABLE kept_quote (
  customer_id uuid           NOT NULL,
  key         text           NOT NULL,
  body_hash   bytea          NOT NULL,
  answer      json           NOT NULL, -- as it was sent, its fields in their order
  created_at  timestamptz(3) NOT NULL,
  CONSTRAINT kept_quote_pkey PRIMARY KEY (customer_id, key),
  CONSTRAINT kept_quote_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (id)
    ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX kept_quote_created_at_idx ON kept_quote (created_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON kept_quote TO depicta_app;
