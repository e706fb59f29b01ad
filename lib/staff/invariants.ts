import type { Invariant } from '#lib/db/invariant.ts';

/** What the journal keeps of a grant's words, as `postGrant` computes it: to_json writes a text as JSON.stringify does. */
const DIGEST_OF_WORDS = `sha256(convert_to('["' || g.id || '",' || to_json(g.reason) || ']', 'UTF8'))`;

/** The rules of the desk: its audit log, its grants and its other decisions. `ops check` runs them, with those of the other modules. */
export const staffInvariants: readonly Invariant[] = [
  {
    name: 'audit_log_is_one_chain',
    meaning:
      'the rows of the audit log are numbered without a gap, each names the hash before, its hash is of its content, and words are missing only about customers who closed their account',
    sql: `
      SELECT number || ' ' || id AS id FROM (
        SELECT *, row_number() OVER log AS place, lag(hash, 1, sha256('depicta audit 1')) OVER log AS link
        FROM audit_entry WINDOW log AS (ORDER BY number)) a
      WHERE number <> place OR previous_hash <> link
        OR hash <> audit_hash(previous_hash, number, id, at, actor, action, customer_id, words_digest)
        OR CASE WHEN words_erased THEN NOT EXISTS (SELECT FROM closing c WHERE c.customer_id = a.customer_id)
          ELSE words_digest <> audit_digest(salt, reason, before::text, after::text) END`,
  },
  {
    name: 'audit_log_keeps_its_end',
    meaning: 'where the audit log ended when the books were checked, it still goes through',
    sql: `
      SELECT c.audit_number || ' of ' || c.id AS id FROM books_check c
      WHERE c.audit_number > 0 AND NOT EXISTS (
        SELECT FROM audit_entry a WHERE a.number = c.audit_number AND a.hash = c.audit_hash)`,
  },
  {
    name: 'given_grants_are_their_lots',
    meaning:
      'the grants that were given are exactly those of the journal: each its customer, its amount and its words, which only a closed account may have lost',
    sql: `
      SELECT coalesce(g.customer_id, p.customer_id) || ' ' || coalesce(g.id, p.lot_id) AS id
      FROM (SELECT * FROM credit_grant WHERE state = 'given') g
      FULL JOIN (SELECT * FROM ledger_posting WHERE kind = 'grant') p
        ON p.customer_id = g.customer_id AND p.lot_id = g.id AND p.key = 'grant:' || g.id
      WHERE p.amount IS DISTINCT FROM g.amount_micros
        OR CASE WHEN g.reason = '' THEN NOT EXISTS (SELECT FROM closing c WHERE c.customer_id = g.customer_id)
          ELSE p.detail_digest IS DISTINCT FROM ${DIGEST_OF_WORDS} END`,
  },
  {
    name: 'decisions_are_audited',
    meaning: 'each grant, write-off and correction of the journal has its row in the audit log',
    sql: `
      SELECT DISTINCT p.customer_id || ' ' || p.key AS id FROM ledger_posting p
      WHERE p.kind IN ('grant', 'write_off', 'correction') AND NOT EXISTS (
        SELECT FROM audit_entry a
        WHERE a.customer_id = p.customer_id AND a.action IN (p.kind, p.kind || '_approve')
          AND p.key = p.kind || ':' || (a.after ->> (p.kind || '_id')))`,
  },
  {
    name: 'one_person_gives_no_more_than_alone',
    meaning: 'nobody at the desk gave a customer more than EUR 50 within 24 hours without an admin',
    sql: `
      SELECT g.id::text AS id FROM credit_grant g
      WHERE g.state = 'given' AND g.decided_by IS NULL AND g.author <> 'operator' AND 50000000 < (
        SELECT sum(e.amount_micros) FROM credit_grant e
        WHERE e.customer_id = g.customer_id AND e.author = g.author AND e.state = 'given'
          AND (e.decided_at, e.id) <= (g.decided_at, g.id) AND e.decided_at > g.decided_at - interval '24 hours')`,
  },
];
