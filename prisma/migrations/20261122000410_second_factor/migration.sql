-- The second factor of staff (docs/decisions/0029): a secret that an app makes codes of, and codes for when the app is gone.

CREATE TABLE second_factor (
  user_id       uuid           NOT NULL,
  -- AES-256-GCM under SECOND_FACTOR_SECRET, for this person alone (lib/core/sealed.ts).
  sealed_secret text           NOT NULL,
  -- The time step of the last code that was taken: none is taken at or before it again.
  last_step     bigint         NOT NULL,
  enrolled_at   timestamptz(3) NOT NULL,
  CONSTRAINT second_factor_pkey PRIMARY KEY (user_id),
  CONSTRAINT second_factor_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account (id)
    ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE recovery_code (
  user_id uuid           NOT NULL,
  hash    bytea          NOT NULL,
  used_at timestamptz(3),
  CONSTRAINT recovery_code_pkey PRIMARY KEY (user_id, hash),
  CONSTRAINT recovery_code_user_id_fkey FOREIGN KEY (user_id) REFERENCES second_factor (user_id)
    ON DELETE CASCADE ON UPDATE CASCADE
);

ALTER TABLE session
  -- When this session passed it; null for customers, who need none, and for staff who have shown only a password.
  ADD COLUMN second_factor_at timestamptz(3),
  -- The secret that this session was shown and has not confirmed with a code yet, sealed like the other.
  ADD COLUMN offered_secret   text;

CREATE TRIGGER second_factor_steps_rise BEFORE UPDATE ON second_factor FOR EACH ROW
  WHEN (NEW.last_step <= OLD.last_step AND NEW.sealed_secret = OLD.sealed_secret)
  EXECUTE FUNCTION ledger_refuse('a code is taken once');
CREATE TRIGGER recovery_code_used_once BEFORE UPDATE ON recovery_code FOR EACH ROW
  WHEN (OLD.used_at IS NOT NULL OR (NEW.user_id, NEW.hash) IS DISTINCT FROM (OLD.user_id, OLD.hash))
  EXECUTE FUNCTION ledger_refuse('a recovery code is used once');
CREATE TRIGGER session_passes_once BEFORE UPDATE ON session FOR EACH ROW
  WHEN (OLD.second_factor_at IS NOT NULL AND NEW.second_factor_at IS DISTINCT FROM OLD.second_factor_at)
  EXECUTE FUNCTION ledger_refuse('a session passes its second factor once');

-- Refuses a session that passed a factor which its person does not have.
CREATE FUNCTION session_second_factor_guard() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM second_factor f WHERE f.user_id = NEW.user_id) THEN
    RAISE EXCEPTION 'nobody passes a second factor that they do not have' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER session_has_its_factor BEFORE INSERT OR UPDATE OF second_factor_at ON session FOR EACH ROW
  WHEN (NEW.second_factor_at IS NOT NULL) EXECUTE FUNCTION session_second_factor_guard();

REVOKE ALL ON FUNCTION session_second_factor_guard FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor, recovery_code TO depicta_app;
