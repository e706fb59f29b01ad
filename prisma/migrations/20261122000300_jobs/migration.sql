-- The life of a job beside its hold: accepted with it, ended with it, each in one transaction and each in batches.
--
--   job_admit    holds, job rows and queue entries for the requests that are accepted; nothing for the others
--   job_finish   settles or releases holds and writes down what became of their jobs
--
-- Both lock the customers first, in id order, as ledger_post does: then what they read beside the ledger stands still.
-- They run with the owner's rights because the app's role may not touch the ledger's tables. They change money through
-- ledger_post only.

-- One request as lib/generation/admit.ts sends it. The same object, read as ledger_item, is its hold.
CREATE TYPE job_request AS (
  i               integer,
  id              uuid,
  customer_id     uuid,
  cause_type      text,       -- the job's kind
  amount          bigint,
  subject         text,
  api_key_id      uuid,
  request         jsonb,
  price_version   text,
  rate_micros     bigint,     -- of a generation: the price of a thousand units of its provider's work
  idempotency_key text,       -- begins with the customer's id, so that one column finds it
  body_hash       text,       -- hex
  task            text        -- the queue's task that does the work
);

CREATE FUNCTION job_admit(p_now timestamptz, p_items json)
RETURNS TABLE (
  i integer, outcome text, job_id uuid, amount bigint, credit bigint, held bigint, available bigint, owed bigint,
  version bigint, at timestamptz
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  -- A repeated key finds the first request for this long.
  c_key_lifetime CONSTANT interval := interval '24 hours';
  c_attempts CONSTANT smallint := 10;
  v_items job_request[];
  v_known integer[];
  v_fresh json := p_items;
  v_posted ledger_result[];
BEGIN
  SELECT array_agg(x ORDER BY x.i) INTO v_items FROM json_populate_recordset(NULL::job_request, p_items) x;
  PERFORM FROM ledger_customer
  WHERE customer_id = ANY (ARRAY(SELECT DISTINCT x.customer_id FROM unnest(v_items) x))
  ORDER BY customer_id FOR NO KEY UPDATE;

  SELECT array_agg(x.i) INTO v_known
  FROM unnest(v_items) x JOIN job j ON j.idempotency_key = x.idempotency_key
  WHERE x.idempotency_key IS NOT NULL AND j.created_at > p_now - c_key_lifetime;

  IF v_known IS NOT NULL THEN
    RETURN QUERY
      SELECT x.i, CASE WHEN j.body_hash = decode(x.body_hash, 'hex') THEN 'repeated' ELSE 'key_mismatch' END, j.id,
        j.hold_micros, NULL::bigint, NULL::bigint, NULL::bigint, NULL::bigint, NULL::bigint, j.created_at
      FROM unnest(v_items) x JOIN job j ON j.idempotency_key = x.idempotency_key
      WHERE x.i = ANY (v_known);
    v_fresh := (SELECT json_agg(e) FROM json_array_elements(p_items) e WHERE (e ->> 'i')::integer <> ALL (v_known));
    IF v_fresh IS NULL THEN RETURN; END IF;
  END IF;

  SELECT array_agg(r) INTO v_posted FROM ledger_post(p_now, v_fresh) r;

  -- A key older than its lifetime is free again: the job it belonged to gives it up.
  UPDATE job j SET idempotency_key = NULL, body_hash = NULL
  FROM unnest(v_items) x, unnest(v_posted) r
  WHERE x.idempotency_key IS NOT NULL AND r.i = x.i AND r.outcome = 'held' AND j.idempotency_key = x.idempotency_key;

  INSERT INTO job (id, customer_id, kind, subject, api_key_id, request, status, hold_micros, balance_micros,
    price_version, rate_micros, idempotency_key, body_hash, created_at)
  SELECT x.id, x.customer_id, x.cause_type, x.subject, x.api_key_id, x.request, 'pending', x.amount, r.available,
    x.price_version, x.rate_micros, x.idempotency_key, decode(x.body_hash, 'hex'), r.at
  FROM unnest(v_items) x JOIN unnest(v_posted) r ON r.i = x.i
  WHERE r.outcome = 'held' AND NOT r.replayed;

  -- A customer's nth open job waits behind the others' first: nobody's ten stand before somebody's one.
  PERFORM FROM graphile_worker.add_jobs(ARRAY(
    -- Working on a picture keeps a processor busy for as long as it takes: two of a customer's at a time, whoever works.
    SELECT ROW (x.task, json_build_object('jobId', x.id),
      CASE WHEN x.task = 'process' THEN x.customer_id || ' ' || get_byte(uuid_send(x.id), 15) % 2 END,
      NULL, c_attempts, NULL,
      least(32767, c.open_holds - count(*) OVER (PARTITION BY x.customer_id)
        + row_number() OVER (PARTITION BY x.customer_id ORDER BY x.i)),
      NULL)::graphile_worker.job_spec
    FROM unnest(v_items) x
    JOIN unnest(v_posted) r ON r.i = x.i
    JOIN ledger_customer c ON c.customer_id = x.customer_id
    WHERE r.outcome = 'held' AND NOT r.replayed))
  WHERE EXISTS (SELECT FROM unnest(v_posted) r WHERE r.outcome = 'held' AND NOT r.replayed);

  RETURN QUERY
    SELECT r.i, r.outcome, x.id, r.amount, r.credit, r.held, r.available, r.owed, r.version, r.at
    FROM unnest(v_posted) r JOIN unnest(v_items) x ON x.i = r.i;
END $$;

-- What the finished jobs of a customer come to, a row for each day and each thing the history can be asked for: so that a
-- total reads days and not jobs. job_finish keeps it under the customer's lock, in the transaction that ends the job; the
-- app reads it. Days are of UTC.
CREATE TABLE job_day (
  customer_id   uuid   NOT NULL,
  requested_on  date   NOT NULL,
  ended_on      date   NOT NULL,
  kind          text   NOT NULL,
  subject       text   NOT NULL,
  api_key_id    uuid   NOT NULL,       -- zeros: asked for in the dashboard
  status        text   NOT NULL,
  jobs          bigint NOT NULL,
  charges       bigint NOT NULL,       -- those that cost something
  cost_micros   bigint NOT NULL,
  CONSTRAINT job_day_pkey
    PRIMARY KEY (customer_id, requested_on, ended_on, kind, subject, api_key_id, status),
  CONSTRAINT job_day_finished CHECK (status IN ('completed', 'failed')),
  CONSTRAINT job_day_counts CHECK (charges BETWEEN 0 AND jobs AND jobs >= 0),
  CONSTRAINT job_day_cost CHECK (CASE WHEN charges = 0 THEN cost_micros = 0 ELSE cost_micros >= charges END)
) WITH (fillfactor = 80);
GRANT SELECT ON job_day TO depicta_app;

-- The end of one job as lib/generation/finish.ts sends it. The same object, read as ledger_item, settles or releases
-- its hold. A release for the reason 'overdue' is the sweeper's, and happens only if the hold is overdue still.
CREATE TYPE job_ending AS (
  i             integer,
  op            text,         -- settle | release
  id            uuid,
  customer_id   uuid,
  amount        bigint,
  overrun       bigint,       -- what the work cost beyond its hold: ours to bear
  reason        text,
  result        jsonb,
  error_code    text,
  error_message text,
  files_seconds integer       -- how long the files may be downloaded, from completion
);

CREATE FUNCTION job_finish(p_now timestamptz, p_items json)
RETURNS TABLE (i integer, outcome text, status text, cost bigint, balance bigint) LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  c_dashboard CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
  v_items job_ending[];
  v_not_due integer[];
  v_due json := p_items;
  v_posted ledger_result[] := '{}';
  v_late job[];
BEGIN
  SELECT array_agg(x ORDER BY x.i) INTO v_items FROM json_populate_recordset(NULL::job_ending, p_items) x;
  PERFORM FROM ledger_customer
  WHERE customer_id = ANY (ARRAY(SELECT DISTINCT x.customer_id FROM unnest(v_items) x))
  ORDER BY customer_id FOR NO KEY UPDATE;

  -- A living worker may have put the time off after the sweeper looked.
  SELECT array_agg(x.i) INTO v_not_due
  FROM unnest(v_items) x JOIN ledger_hold h ON h.id = x.id AND h.customer_id = x.customer_id
  WHERE x.reason = 'overdue' AND (h.state <> 'open' OR h.expires_at > p_now);
  IF v_not_due IS NOT NULL THEN
    v_due := (SELECT json_agg(e) FROM json_array_elements(p_items) e WHERE (e ->> 'i')::integer <> ALL (v_not_due));
  END IF;
  IF v_due IS NOT NULL THEN
    SELECT array_agg(r) INTO v_posted FROM ledger_post(p_now, v_due) r;
  END IF;

  WITH ended AS (
    UPDATE job j SET
      status = CASE WHEN x.error_code IS NULL THEN 'completed' ELSE 'failed' END,
      cost_micros = r.amount, balance_micros = r.available, overrun_micros = coalesce(x.overrun, 0),
      completed_at = r.at, result = x.result, error_code = x.error_code, error_message = x.error_message,
      files_expire_at = r.at + make_interval(secs => x.files_seconds)
    FROM unnest(v_items) x, unnest(v_posted) r
    WHERE r.i = x.i AND r.outcome IN ('settled', 'released') AND j.id = x.id AND j.customer_id = x.customer_id
      AND j.status IN ('pending', 'processing')
    RETURNING j.customer_id, j.created_at, j.completed_at, j.kind, j.subject, j.api_key_id, j.status, j.cost_micros
  )
  INSERT INTO job_day AS d (customer_id, requested_on, ended_on, kind, subject, api_key_id, status, jobs, charges,
    cost_micros)
  SELECT e.customer_id, (e.created_at AT TIME ZONE 'UTC')::date, (e.completed_at AT TIME ZONE 'UTC')::date, e.kind,
    e.subject, coalesce(e.api_key_id, c_dashboard), e.status, count(*), count(*) FILTER (WHERE e.cost_micros > 0),
    sum(e.cost_micros)
  FROM ended e GROUP BY 1, 2, 3, 4, 5, 6, 7
  ON CONFLICT ON CONSTRAINT job_day_pkey DO UPDATE SET jobs = d.jobs + excluded.jobs,
    charges = d.charges + excluded.charges, cost_micros = d.cost_micros + excluded.cost_micros;

  -- The picture of a job that was given up as overdue came after all: delivered, free of charge. It moves from the day
  -- on which it failed to this one.
  SELECT array_agg(j) INTO v_late
  FROM unnest(v_items) x, unnest(v_posted) r, job j
  WHERE r.i = x.i AND r.replayed AND r.outcome = 'released' AND x.op = 'settle'
    AND j.id = x.id AND j.customer_id = x.customer_id AND j.status = 'failed'
    AND EXISTS (SELECT FROM ledger_release l
      WHERE l.customer_id = x.customer_id AND l.hold_id = x.id AND l.reason = 'overdue');
  IF v_late IS NOT NULL THEN
    UPDATE job_day d SET jobs = d.jobs - gone.jobs
    FROM (
      SELECT l.customer_id, (l.created_at AT TIME ZONE 'UTC')::date AS requested_on,
        (l.completed_at AT TIME ZONE 'UTC')::date AS ended_on, l.kind, l.subject,
        coalesce(l.api_key_id, c_dashboard) AS api_key_id, count(*) AS jobs
      FROM unnest(v_late) l GROUP BY 1, 2, 3, 4, 5, 6
    ) gone
    WHERE d.customer_id = gone.customer_id AND d.requested_on = gone.requested_on AND d.ended_on = gone.ended_on
      AND d.kind = gone.kind AND d.subject = gone.subject AND d.api_key_id = gone.api_key_id AND d.status = 'failed';

    WITH late AS (
      UPDATE job j SET
        status = 'completed', overrun_micros = x.amount + coalesce(x.overrun, 0), completed_at = r.at,
        result = x.result, error_code = NULL, error_message = NULL,
        files_expire_at = r.at + make_interval(secs => x.files_seconds), files_deleted_at = NULL
      FROM unnest(v_items) x, unnest(v_posted) r, unnest(v_late) l
      WHERE r.i = x.i AND l.id = x.id AND j.id = l.id
      RETURNING j.customer_id, j.created_at, j.completed_at, j.kind, j.subject, j.api_key_id
    )
    INSERT INTO job_day AS d (customer_id, requested_on, ended_on, kind, subject, api_key_id, status, jobs, charges,
      cost_micros)
    SELECT e.customer_id, (e.created_at AT TIME ZONE 'UTC')::date, (e.completed_at AT TIME ZONE 'UTC')::date, e.kind,
      e.subject, coalesce(e.api_key_id, c_dashboard), 'completed', count(*), 0, 0
    FROM late e GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT ON CONSTRAINT job_day_pkey DO UPDATE SET jobs = d.jobs + excluded.jobs;
  END IF;

  -- Whoever waits for one of them looks.
  PERFORM pg_notify('job_finished', r.id::text) FROM unnest(v_items) r WHERE r.i <> ALL (coalesce(v_not_due, '{}'));

  RETURN QUERY
    SELECT x.i, coalesce(r.outcome, 'not_due'), j.status, j.cost_micros, j.balance_micros
    FROM unnest(v_items) x
    LEFT JOIN unnest(v_posted) r ON r.i = x.i
    LEFT JOIN job j ON j.id = x.id AND j.customer_id = x.customer_id;
END $$;

REVOKE ALL ON FUNCTION job_admit(timestamptz, json), job_finish(timestamptz, json) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION job_admit(timestamptz, json), job_finish(timestamptz, json) TO depicta_app;

-- The newest credit we gave that its customer has seen the notice of.
ALTER TABLE customer ADD COLUMN credit_notice_seen_at timestamptz(3);
