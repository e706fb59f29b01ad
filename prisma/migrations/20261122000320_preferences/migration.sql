-- What each person chose: when to be warned, which letters, how pages look. A null of the look was never chosen: then the
-- browser decides. A null amount: no warning of a low balance.
ALTER TABLE user_account
  ADD COLUMN low_balance_micros  bigint  DEFAULT 500000,
  ADD COLUMN low_balance_letter  boolean NOT NULL DEFAULT true,
  -- Since when the two above are as they are: what fell before is not told any more.
  ADD COLUMN low_balance_since   timestamptz(3),
  ADD COLUMN grant_letter        boolean NOT NULL DEFAULT true,
  ADD COLUMN statement_letter    boolean NOT NULL DEFAULT true,
  ADD COLUMN theme               text,
  ADD COLUMN time_zone           text,
  ADD COLUMN locale              text,
  ADD CONSTRAINT user_account_low_balance_positive CHECK (low_balance_micros > 0),
  ADD CONSTRAINT user_account_theme CHECK (theme IN ('system', 'light', 'dark'));

-- That a person was told of a fall of the balance: once each. A fall is named by the fact of the ledger that made it.
CREATE TABLE low_balance_letter (
  user_id          uuid           NOT NULL,
  fall_seq         bigint         NOT NULL,
  threshold_micros bigint         NOT NULL,
  queued_at        timestamptz(3) NOT NULL,
  CONSTRAINT low_balance_letter_pkey PRIMARY KEY (user_id, fall_seq),
  CONSTRAINT low_balance_letter_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account (id)
    ON DELETE CASCADE ON UPDATE CASCADE
);
GRANT SELECT, INSERT ON low_balance_letter TO depicta_app;

-- The browsers and address blocks that a person has signed in with, each as a keyed hash that names neither.
CREATE TABLE known_sign_in (
  user_id      uuid           NOT NULL,
  mark         bytea          NOT NULL,
  last_seen_at timestamptz(3) NOT NULL,
  CONSTRAINT known_sign_in_pkey PRIMARY KEY (user_id, mark),
  CONSTRAINT known_sign_in_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account (id)
    ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX known_sign_in_last_seen_at_idx ON known_sign_in (last_seen_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON known_sign_in TO depicta_app;
