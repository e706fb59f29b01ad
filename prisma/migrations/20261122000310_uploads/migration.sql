-- Pictures that customers sent, to be worked on within the hour. The file's place follows from the id.
CREATE TABLE upload (
  id              uuid           NOT NULL,
  customer_id     uuid           NOT NULL,
  format          text           NOT NULL,
  width           integer        NOT NULL,
  height          integer        NOT NULL,
  size_bytes      integer        NOT NULL,
  sha256          text           NOT NULL,
  idempotency_key text,
  created_at      timestamptz(3) NOT NULL,
  expires_at      timestamptz(3) NOT NULL,
  deleted_at      timestamptz(3),
  CONSTRAINT upload_pkey PRIMARY KEY (id),
  CONSTRAINT upload_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (id)
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT upload_key_once UNIQUE (customer_id, idempotency_key),
  CONSTRAINT upload_size_positive CHECK (size_bytes > 0 AND width > 0 AND height > 0),
  CONSTRAINT upload_expires_later CHECK (expires_at > created_at)
);
CREATE INDEX upload_customer_id_expires_at_idx ON upload (customer_id, expires_at);
CREATE INDEX upload_to_delete_idx ON upload (expires_at) WHERE deleted_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON upload TO depicta_app;
