/** One edit of the ledger's SQL that must not go unnoticed. */
export type SqlMutant = {
  name: string;
  /** The migration's folder. */
  migration: string;
  /** Stands there once. */
  find: string;
  replace: string;
};

const TABLES = '20261122000100_ledger';
const POST = '20261122000150_ledger_post';
const RETURNS = '20261122000155_ledger_returns';
const TIME = '20261122000160_ledger_time';
const PROOF = '20261122000170_ledger_proof';
const SUMS = '20261122000180_ledger_sums';

const mutant = (migration: string, name: string, find: string, replace: string): SqlMutant => ({
  name,
  migration,
  find,
  replace,
});

/** What each rule would be without one predicate, sign, lock, conflict clause or constraint. */
export const SQL_MUTANTS: readonly SqlMutant[] = [
  // Constraints, triggers and rights: the last line.
  mutant(
    TABLES,
    'available may be negative',
    'CHECK (credit - held - refund_reserved >= 0)',
    'CHECK (credit >= 0)',
  ),
  mutant(
    TABLES,
    'a payment may be credited to two customers',
    'CREATE UNIQUE INDEX ledger_posting_payment_credited_once',
    'CREATE INDEX ledger_posting_payment_credited_once',
  ),
  mutant(TABLES, 'owed may be negative', 'CHECK (owed >= 0)', 'CHECK (true)'),
  mutant(
    TABLES,
    'open holds are not counted',
    'CHECK (open_holds >= 0 AND (open_holds = 0) = (held = 0))',
    'CHECK (true)',
  ),
  mutant(
    TABLES,
    'the parts of a lot need not add up',
    'CHECK (original = remaining + spent + refunded + clawed_back + expired + debt_paid)',
    'CHECK (true)',
  ),
  mutant(
    TABLES,
    'a part of a lot may be negative',
    'CHECK (least(remaining, spent, refunded, clawed_back, expired, debt_paid) >= 0)',
    'CHECK (true)',
  ),
  mutant(
    TABLES,
    'promotional credit may be refunded',
    "CHECK (source = 'top_up' OR (refunded = 0 AND reserved = 0 AND debt_paid = 0))",
    'CHECK (true)',
  ),
  mutant(
    TABLES,
    'any entry is an entry',
    'OR ledger_is_entry(kind, debit, credit)),',
    'OR kind IS NOT NULL),',
  ),
  mutant(
    TABLES,
    'an entry too many: a charge to promotions',
    "('charge', 'credit', 'usage'),",
    "('charge', 'credit', 'usage'), ('charge', 'credit', 'promotions'),",
  ),
  mutant(
    TABLES,
    'a posting need not move the credit it says',
    "+ CASE WHEN credit = 'credit' THEN amount ELSE 0 END - CASE WHEN debit = 'credit' THEN amount ELSE 0 END),",
    '+ credit_after - credit_before),',
  ),
  mutant(
    TABLES,
    'a charge may exceed its hold',
    'CHECK (charged BETWEEN 0 AND amount)',
    'CHECK (charged >= 0)',
  ),
  mutant(TABLES, 'a settled hold may have charged nothing', "AND (state = 'settled') = (charged > 0)", ''),
  mutant(
    TABLES,
    'a refund request has any state',
    "state IN ('open', 'refunded', 'returned', 'superseded')\n    AND",
    '',
  ),
  mutant(
    TABLES,
    'an entry twice: no unique key and line',
    'CREATE UNIQUE INDEX ledger_posting_customer_id_key_line_key',
    'CREATE INDEX ledger_posting_customer_id_key_line_key',
  ),
  mutant(
    TABLES,
    'two open refund requests of one purchase',
    'CREATE UNIQUE INDEX ledger_refund_request_one_open_a_lot',
    'CREATE INDEX ledger_refund_request_one_open_a_lot',
  ),
  mutant(
    TABLES,
    'postings can be changed',
    'CREATE TRIGGER ledger_posting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_posting',
    'CREATE TRIGGER ledger_posting_append_only BEFORE DELETE OR TRUNCATE ON ledger_posting',
  ),
  mutant(
    TABLES,
    'a clock change can be removed',
    'CREATE TRIGGER ledger_clock_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_clock',
    'CREATE TRIGGER ledger_clock_append_only BEFORE UPDATE ON ledger_clock',
  ),
  mutant(
    TABLES,
    'a hold ends twice',
    "BEFORE UPDATE ON ledger_hold FOR EACH ROW WHEN (OLD.state <> 'open')",
    'BEFORE UPDATE ON ledger_hold FOR EACH ROW WHEN (false)',
  ),
  mutant(
    TABLES,
    'the amount of a hold can be changed',
    'BEFORE UPDATE OF customer_id, id, amount, cause_type, budget_ref,',
    'BEFORE UPDATE OF customer_id, id, cause_type, budget_ref,',
  ),
  mutant(
    TABLES,
    'the amount of a refund request can be changed',
    'BEFORE UPDATE OF customer_id, id, lot_id, amount,',
    'BEFORE UPDATE OF customer_id, id, lot_id,',
  ),
  mutant(
    TABLES,
    'what a lot began with can be changed',
    'BEFORE UPDATE OF customer_id, id, source, opened_seq, original,',
    'BEFORE UPDATE OF customer_id, id, source, opened_seq,',
  ),
  mutant(
    TABLES,
    'books go backwards',
    'NEW.version <= OLD.version OR NEW.changed_at < OLD.changed_at',
    'NEW.version < OLD.version OR NEW.changed_at < OLD.changed_at',
  ),
  mutant(
    POST,
    'an entry of another kind under the same name is the same again',
    "(CASE p.op WHEN 'reverse' THEN 'claw_back_reversed' WHEN 'correct' THEN 'correction' ELSE p.op END)\n          <> ALL (d.kinds)",
    'false',
  ),
  mutant(
    POST,
    'the app writes the lots itself',
    'GRANT SELECT ON ledger_customer, ledger_lot,',
    'GRANT UPDATE ON ledger_lot TO depicta_app;\nGRANT SELECT ON ledger_customer, ledger_lot,',
  ),
  mutant(
    POST,
    'anybody may call the inner functions',
    'REVOKE ALL ON FUNCTION ledger_post, ledger_post_one,',
    'REVOKE ALL ON FUNCTION ledger_post,',
  ),
  mutant(
    PROOF,
    'seals can be changed',
    'BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_seal',
    'BEFORE DELETE OR TRUNCATE ON ledger_seal',
  ),

  // Locks and conflicts.
  mutant(
    POST,
    'nobody locks the customer',
    'ORDER BY customer_id FOR NO KEY UPDATE;',
    'ORDER BY customer_id;',
  ),
  mutant(
    POST,
    'customers are locked in no order',
    'WHERE customer_id = ANY (v_customers) ORDER BY customer_id FOR NO KEY UPDATE;',
    'WHERE customer_id = ANY (v_customers) ORDER BY md5(p_now::text || customer_id) FOR NO KEY UPDATE;',
  ),
  mutant(POST, 'books opened twice are an error', 'ON CONFLICT (customer_id) DO NOTHING;', ';'),
  mutant(
    POST,
    'a budget counts its first hold only (one)',
    `          INSERT INTO ledger_budget AS b VALUES (p.customer_id, p.budget_ref, p.budget_period, p.amount)
          ON CONFLICT (customer_id, ref, period) DO UPDATE SET committed = b.committed + excluded.committed;`,
    `          INSERT INTO ledger_budget AS b VALUES (p.customer_id, p.budget_ref, p.budget_period, p.amount)
          ON CONFLICT (customer_id, ref, period) DO NOTHING;`,
  ),
  mutant(
    POST,
    'a budget counts its first hold only (many)',
    `GROUP BY customer_id, budget_ref, budget_period
    ON CONFLICT (customer_id, ref, period) DO UPDATE SET committed = b.committed + excluded.committed`,
    `GROUP BY customer_id, budget_ref, budget_period
    ON CONFLICT (customer_id, ref, period) DO NOTHING`,
  ),
  mutant(
    POST,
    'two items of a batch may name the same hold',
    'count(x.id) = count(DISTINCT x.id)',
    'count(x.id) >= count(DISTINCT x.id)',
  ),

  // Holds: what may be begun.
  mutant(POST, 'a debt forbids nothing', "WHEN c.owed > 0 THEN 'owing'", "WHEN c.owed < 0 THEN 'owing'"),
  mutant(
    POST,
    'exactly the floor is too little',
    "WHEN spendable < p.floor THEN 'below_floor'",
    "WHEN spendable <= p.floor THEN 'below_floor'",
  ),
  mutant(
    POST,
    'exactly enough is too little',
    "WHEN spendable < p.amount THEN 'insufficient'",
    "WHEN spendable <= p.amount THEN 'insufficient'",
  ),
  mutant(
    POST,
    'a cap may be passed by one hold',
    "p_committed + p.amount > p.budget_cap THEN 'over_budget'",
    "p_committed > p.budget_cap THEN 'over_budget'",
  ),
  mutant(
    POST,
    'one open hold too many',
    "WHEN c.open_holds >= p.max_open THEN 'too_many_open'",
    "WHEN c.open_holds > p.max_open THEN 'too_many_open'",
  ),
  mutant(
    POST,
    'credit can be held at the instant of its expiry',
    'FROM (SELECT CASE WHEN c.expires_at > p_at THEN c.credit - c.held - c.refund_reserved ELSE 0 END) AS s(spendable)',
    'FROM (SELECT CASE WHEN c.expires_at >= p_at THEN c.credit - c.held - c.refund_reserved ELSE 0 END) AS s(spendable)',
  ),
  mutant(
    POST,
    'what is reserved for a refund can be held',
    'FROM (SELECT CASE WHEN c.expires_at > p_at THEN c.credit - c.held - c.refund_reserved ELSE 0 END) AS s(spendable)',
    'FROM (SELECT CASE WHEN c.expires_at > p_at THEN c.credit - c.held ELSE 0 END) AS s(spendable)',
  ),
  mutant(
    POST,
    'many holds pass the floor together',
    'AND a.floor <= a.credit - a.held - a.refund_reserved - (a.upto - a.amount)',
    'AND a.floor <= a.credit - a.held - a.refund_reserved',
  ),
  mutant(
    POST,
    'many holds pass the cap together',
    'a.of_budget <= a.budget_cap - coalesce((',
    'a.amount <= a.budget_cap - coalesce((',
  ),
  mutant(
    POST,
    'many holds pass the bound together',
    'AND a.open_holds + a.nth <= a.max_open',
    'AND a.open_holds + 1 <= a.max_open',
  ),
  mutant(
    POST,
    'credit past its date is plain',
    'c.owed = 0 AND c.expires_at > p_now AND c.expires_at > c.changed_at',
    'c.owed = 0',
  ),

  // Settling.
  mutant(
    POST,
    'the overrun is the customer’s',
    "ELSIF p.op = 'settle' AND p.amount > h.amount THEN",
    "ELSIF p.op = 'settle' AND p.amount > 2 * h.amount THEN",
  ),
  mutant(
    POST,
    'a second end is another fact',
    "    ELSIF h.state <> 'open' THEN\n      r.replayed := true;",
    "    ELSIF h.state = 'released' THEN\n      r.replayed := true;",
  ),
  mutant(
    POST,
    'a hold gives back its charge only',
    'c.held := c.held - h.amount;',
    'c.held := c.held - r.amount;',
  ),
  mutant(
    POST,
    'a budget keeps the whole hold',
    'SET committed = committed - (h.amount - r.amount)',
    'SET committed = committed - 0',
  ),
  mutant(
    POST,
    'a batch gives a budget back too much',
    'sum(hold_amount - charge)::bigint AS unused',
    'sum(hold_amount)::bigint AS unused',
  ),
  mutant(
    POST,
    'a late settle revives what expired',
    'c := ledger_expire(c, v_at, p.id::text, v_at, h.cause_type, p.id);',
    '',
  ),
  mutant(
    POST,
    'what a hold gives back does not pay a debt',
    '      c := ledger_offset(c, v_at, h.cause_type, p.id);\n',
    '',
  ),

  // Burn order and lots.
  mutant(
    POST,
    'paid credit burns first',
    '  WHERE upto - free < p_amount\n  ORDER BY burn_rank, effective_at, opened_seq',
    '  WHERE upto - free < p_amount\n  ORDER BY burn_rank DESC, effective_at, opened_seq',
  ),
  mutant(
    POST,
    'the newest top-up burns first',
    '(sum(remaining - reserved) OVER (ORDER BY burn_rank, effective_at, opened_seq))::bigint AS upto',
    '(sum(remaining - reserved) OVER (ORDER BY burn_rank, effective_at DESC, opened_seq))::bigint AS upto',
  ),
  mutant(
    POST,
    'a batch burns the newest first',
    'WINDOW burn AS (PARTITION BY customer_id ORDER BY burn_rank, effective_at, opened_seq)',
    'WINDOW burn AS (PARTITION BY customer_id ORDER BY burn_rank, effective_at DESC, opened_seq)',
  ),
  mutant(
    POST,
    'a batch burns what is reserved for a refund',
    'remaining - reserved AS free,\n      (sum(remaining - reserved) OVER burn)::bigint AS lot_upto',
    'remaining AS free,\n      (sum(remaining) OVER burn)::bigint AS lot_upto',
  ),

  // Expiry and the clock.
  mutant(
    POST,
    'expiry a moment late',
    'IF v_due = 0 OR c.expires_at IS NULL OR c.expires_at > p_at THEN RETURN c; END IF;',
    'IF v_due = 0 OR c.expires_at IS NULL OR c.expires_at >= p_at THEN RETURN c; END IF;',
  ),
  mutant(
    POST,
    'expiry eats what is held',
    'v_due bigint := c.credit - c.held - c.refund_reserved;',
    'v_due bigint := c.credit - c.refund_reserved;',
  ),
  mutant(
    POST,
    'expired promotional credit is breakage',
    "      CASE d.source WHEN 'top_up' THEN 'breakage' ELSE 'promotions' END,\n      d.amount, d.lot_id, p_effective_at, 'system'",
    "      'breakage',\n      d.amount, d.lot_id, p_effective_at, 'system'",
  ),
  mutant(
    POST,
    'a top-up shortens a date',
    'c := ledger_move_clock(c, p_at, p.key, greatest(c.expires_at, p.expires_at));',
    'c := ledger_move_clock(c, p_at, p.key, p.expires_at);',
  ),
  mutant(
    POST,
    'a grant moves a date',
    'IF v_paid OR c.expires_at IS NULL OR c.expires_at <= p_at THEN',
    'IF true THEN',
  ),
  mutant(
    POST,
    'a top-up revives all that ever expired',
    'WHERE t.expiry > p.effective_at AND t.expiry < p.expires_at',
    'WHERE t.expiry < p.expires_at',
  ),
  mutant(
    POST,
    'what was clawed back meanwhile is given back',
    "HAVING sum(CASE WHEN kind IN ('expire', 'claw_back_reversed') THEN amount ELSE -amount END) > 0",
    "HAVING sum(CASE WHEN kind IN ('expire', 'claw_back_reversed') THEN amount ELSE 0 END) > 0",
  ),
  mutant(
    RETURNS,
    'a reversal revives what it puts back, whatever its date',
    'p.expires_at := d.justifies;',
    "p.expires_at := d.justifies + interval '2 years';",
  ),
  mutant(RETURNS, 'a reversal revives nothing', 'c := ledger_reinstate(c, p_at, p);', 'PERFORM 1;'),

  // Debts.
  mutant(
    POST,
    'a top-up pays no debt',
    "CASE p.kind WHEN 'top_up' THEN least(c.owed, p.amount) ELSE 0 END;",
    "CASE p.kind WHEN 'top_up' THEN 0 ELSE 0 END;",
  ),
  mutant(
    POST,
    'a debt is paid out of grants',
    'FOR d IN SELECT * FROM ledger_draw(c.customer_id, v_payable, 2::smallint) LOOP',
    'FOR d IN SELECT * FROM ledger_draw(c.customer_id, v_payable, 0::smallint) LOOP',
  ),
  mutant(
    POST,
    'a debt grows where it should fall',
    "+ CASE WHEN p_debit = 'owed' THEN p_amount ELSE 0 END - CASE WHEN p_credit = 'owed' THEN p_amount ELSE 0 END;",
    "+ CASE WHEN p_debit = 'owed' THEN p_amount ELSE 0 END + CASE WHEN p_credit = 'owed' THEN p_amount ELSE 0 END;",
  ),

  // Refunds, claw-backs and their reversals.
  mutant(
    RETURNS,
    'more is refunded than was paid',
    'least(l.remaining, v_spendable, l.original - ledger_returned(l))',
    'least(l.remaining, v_spendable)',
  ),
  mutant(
    RETURNS,
    'what is spent is refunded',
    'least(l.remaining, v_spendable, l.original - ledger_returned(l))',
    'least(v_spendable, l.original - ledger_returned(l))',
  ),
  mutant(
    RETURNS,
    'what is held is refunded',
    'least(l.remaining, v_spendable, l.original - ledger_returned(l))',
    'least(l.remaining, l.original - ledger_returned(l))',
  ),
  mutant(
    RETURNS,
    'a second request while one is open',
    "WHEN l.reserved > 0 THEN 'request_open'",
    "WHEN l.reserved < 0 THEN 'request_open'",
  ),
  mutant(
    RETURNS,
    'more is clawed back than was paid',
    "WHEN 'claw_back' THEN CASE WHEN p.amount > l.original - ledger_returned(l) THEN",
    "WHEN 'claw_back' THEN CASE WHEN p.amount > l.original THEN",
  ),
  mutant(
    RETURNS,
    'more is reversed than was clawed back',
    'p.amount > ledger_returned(l) - l.refunded THEN',
    'p.amount > ledger_returned(l) THEN',
  ),
  mutant(
    RETURNS,
    'a claw-back leaves the request open',
    "IF FOUND THEN c := ledger_end_request(c, p_at, q, 'superseded'); END IF;",
    '',
  ),
  mutant(
    RETURNS,
    'a claw-back takes a grant',
    "AND id <> p.lot_id AND source = 'top_up'",
    'AND id <> p.lot_id',
  ),
  mutant(
    RETURNS,
    'a claw-back takes what is held',
    "CASE d.source WHEN 'credit' THEN c.credit - c.held - c.refund_reserved ELSE v_left END);",
    "CASE d.source WHEN 'credit' THEN c.credit - c.refund_reserved ELSE v_left END);",
  ),
  mutant(
    RETURNS,
    'a reversal is worked out anew: the debt last',
    '    ORDER BY place, account DESC, effective_at, opened_seq, expiry\n',
    '    ORDER BY place DESC, account DESC, effective_at, opened_seq, expiry\n',
  ),
  mutant(
    RETURNS,
    'a reversal undoes the oldest claw-back',
    'sum(amount) OVER (ORDER BY seq DESC) - amount AS newer FROM ledger_clawed_back(',
    'sum(amount) OVER (ORDER BY seq) - amount AS newer FROM ledger_clawed_back(',
  ),
  mutant(
    RETURNS,
    'the newest debt is written off first',
    'FOR d IN SELECT * FROM ledger_owing(c) ORDER BY seq LOOP',
    'FOR d IN SELECT * FROM ledger_owing(c) ORDER BY seq DESC LOOP',
  ),
  mutant(
    RETURNS,
    'what is owed is the oldest debt',
    'sum(amount) OVER (ORDER BY seq DESC) - amount AS newer FROM (',
    'sum(amount) OVER (ORDER BY seq) - amount AS newer FROM (',
  ),
  mutant(
    RETURNS,
    'what was written off is put back as credit',
    "SELECT 2, 'claw_back_reversed', 'write_offs', NULL, NULL, 0, NULL, ours FROM debt",
    "SELECT 4, 'claw_back_reversed', 'write_offs', NULL, NULL, 0, NULL, ours FROM debt",
  ),
  mutant(
    RETURNS,
    'what was put back counts against the oldest claw-back',
    'min(height) OVER (PARTITION BY source, lot, expiry ORDER BY seq DESC) AS lowest',
    'min(height) OVER (PARTITION BY source, lot, expiry) AS lowest',
  ),
  mutant(
    RETURNS,
    'a reversal puts back what all claw-backs took',
    'sum(least(amount, p_amount - newer))::bigint',
    'sum(amount)::bigint',
  ),
  mutant(
    RETURNS,
    'a refunded top-up keeps its reset',
    'IF (SELECT ledger_returned(l) < l.original FROM ledger_lot l WHERE customer_id = c.customer_id AND id = p_lot) THEN',
    'IF (SELECT ledger_returned(l) <= l.original FROM ledger_lot l WHERE customer_id = c.customer_id AND id = p_lot) THEN',
  ),
  mutant(
    RETURNS,
    'a refund takes the floor of 30 days',
    'least(c.expires_at, greatest(ledger_clock_without(c.customer_id, p_lot), p_floor))',
    'least(c.expires_at, coalesce(ledger_clock_without(c.customer_id, p_lot), p_floor))',
  ),
  mutant(
    RETURNS,
    'a top-up takes a date that others made',
    'CASE WHEN c.expires_at > justifies THEN c.expires_at',
    'CASE WHEN c.expires_at IS NULL THEN c.expires_at',
  ),
  mutant(
    RETURNS,
    'a returned request keeps its credit aside',
    'c.refund_reserved := c.refund_reserved - q.amount;',
    'c.refund_reserved := c.refund_reserved;',
  ),
  mutant(
    RETURNS,
    'more is written off than is owed',
    "CASE WHEN p.amount > c.owed THEN 'over_owed' END;",
    "CASE WHEN p.amount > c.owed AND c.owed = 0 THEN 'over_owed' END;",
  ),
  mutant(
    RETURNS,
    'an account is closed over an open hold',
    "CASE WHEN c.held > 0 OR c.refund_reserved > 0 THEN 'still_reserved' END;",
    "CASE WHEN c.refund_reserved > 0 THEN 'still_reserved' END;",
  ),
  mutant(
    RETURNS,
    'a correction takes more than is left',
    "WHEN 'correct' THEN CASE WHEN p.amount > least(l.remaining, v_spendable) THEN 'insufficient' END",
    "WHEN 'correct' THEN CASE WHEN p.amount > v_spendable THEN 'insufficient' END",
  ),

  mutant(
    POST,
    'an item need not say its amount',
    "'reverse', 'write_off', 'correct') THEN p.amount > 0",
    "'reverse', 'write_off', 'correct') THEN true",
  ),
  mutant(
    TABLES,
    'the beginning of a hold may change',
    'BEFORE UPDATE OF customer_id, id, amount, cause_type, budget_ref, budget_period,',
    'BEFORE UPDATE OF customer_id, id, cause_type, budget_ref, budget_period,',
  ),
  mutant(
    RETURNS,
    'a write-off does not sweep first',
    "c := ledger_expire(c, p_at, 'sweep', c.expires_at, 'customer', c.customer_id);\n  FOR d IN SELECT * FROM ledger_owing(c)",
    'FOR d IN SELECT * FROM ledger_owing(c)',
  ),
  // Time travel.
  mutant(TIME, 'the past misses the fact of its own instant', 'v_fact.at > p_at OR', 'v_fact.at >= p_at OR'),
  // What a long past comes to.
  mutant(
    SUMS,
    'a settled hold counts with the block of its charge',
    'c.seq > p_after + 1 AND c.seq <= p_upto + 1',
    'c.seq > p_after AND c.seq <= p_upto',
  ),
  mutant(
    SUMS,
    'a sum kept leaves out its first fact',
    'CROSS JOIN LATERAL ledger_facts(b.customer_id, b.after, b.after + p_facts) f',
    'CROSS JOIN LATERAL ledger_facts(b.customer_id, b.after + 1, b.after + p_facts) f',
  ),
  mutant(
    SUMS,
    'a kept sum that begins before a span counts',
    's.first_seq > p_after AND s.from_seq > p_after',
    's.first_seq > p_after',
  ),
  mutant(
    SUMS,
    'a kept sum that ends after a span counts',
    's.first_seq <= p_upto AND s.upto_seq <= p_upto',
    's.first_seq <= p_upto',
  ),
  mutant(
    SUMS,
    'what follows the kept sums is left out',
    'ledger_facts(p_customer, v_upto, p_upto)',
    'ledger_facts(p_customer, p_upto, p_upto)',
  ),
  mutant(
    SUMS,
    'a kept sum may be changed',
    'BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_sum',
    'BEFORE DELETE OR TRUNCATE ON ledger_sum',
  ),
];
