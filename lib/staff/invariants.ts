import type { Invariant } from '#lib/db/invariant.ts';

/** The rules of the desk: its audit log and its grants. `ops check` runs them, with those of the other modules. */
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
    meaning: 'a grant that was given has its lot of that amount; one that waits or was refused has none',
    sql: `
      SELECT g.id::text AS id FROM credit_grant g
      LEFT JOIN ledger_lot l ON l.customer_id = g.customer_id AND l.id = g.id AND l.source = 'grant'
      WHERE CASE g.state WHEN 'given' THEN l.original IS DISTINCT FROM g.amount_micros ELSE l.id IS NOT NULL END`,
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
