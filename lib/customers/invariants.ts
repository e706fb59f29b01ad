import type { Invariant } from '#lib/db/invariant.ts';

/** The rules of customers and their trials. `ops check` runs them, with those of the other modules. */
export const customerInvariants: readonly Invariant[] = [
  {
    name: 'every_customer_has_books',
    meaning: 'a customer is opened together with their books',
    sql: `
      SELECT c.id::text AS id FROM customer c
      WHERE NOT EXISTS (SELECT FROM ledger_customer b WHERE b.customer_id = c.id)`,
  },
  {
    name: 'trial_needs_a_verified_address',
    meaning: 'nobody has trial credit before an address of theirs was verified',
    sql: `
      SELECT c.id::text AS id FROM customer c JOIN ledger_lot l ON l.customer_id = c.id AND l.source = 'trial'
      WHERE c.status <> 'closed' AND NOT EXISTS (
        SELECT FROM user_account u WHERE u.customer_id = c.id AND u.email_verified_at IS NOT NULL)`,
  },
  {
    name: 'each_trial_has_its_claim',
    meaning: 'there are no more trials than mailboxes that claimed one',
    sql: `
      SELECT t.trials || ' trials, ' || t.claims || ' claims' AS id FROM (
        SELECT (SELECT count(*) FROM customer c JOIN ledger_lot l ON l.customer_id = c.id AND l.source = 'trial') AS trials,
          (SELECT count(*) FROM trial_claim) AS claims) t
      WHERE t.trials > t.claims`,
  },
  {
    name: 'closed_is_recorded',
    meaning: 'a closed customer has the row of the closing, and forfeited what it says by one entry',
    sql: `
      SELECT coalesce(c.id, k.customer_id)::text AS id
      FROM (SELECT * FROM customer WHERE status = 'closed') c FULL JOIN closing k ON k.customer_id = c.id
      WHERE c.id IS NULL OR k.customer_id IS NULL OR k.closed_at <> c.closed_at OR k.forfeited_micros <> coalesce((
        SELECT sum(p.amount) FROM ledger_posting p
        WHERE p.customer_id = k.customer_id AND p.kind = 'forfeit' AND p.key = 'forfeit:' || k.customer_id), 0)`,
  },
  {
    name: 'each_forfeit_has_its_closing',
    meaning: 'nothing is forfeited but by the one entry of a closing',
    sql: `
      SELECT DISTINCT p.customer_id || ' ' || p.key AS id FROM ledger_posting p
      WHERE p.kind = 'forfeit' AND NOT EXISTS (
        SELECT FROM closing k WHERE k.customer_id = p.customer_id AND p.key = 'forfeit:' || k.customer_id)`,
  },
  {
    name: 'closed_names_nobody',
    meaning: 'nothing in the rows of a closed account says whose it was',
    sql: `
      SELECT c.id::text AS id FROM customer c JOIN closing k ON k.customer_id = c.id
      WHERE k.erased_at IS NOT NULL AND (c.paddle_customer_id IS NOT NULL
        OR EXISTS (SELECT FROM user_account u WHERE u.customer_id = c.id)
        OR EXISTS (SELECT FROM api_key a WHERE a.customer_id = c.id AND (a.revoked_at IS NULL OR a.name <> ''))
        OR EXISTS (SELECT FROM purchase p WHERE p.customer_id = c.id AND p.vat_number IS NOT NULL)
        OR EXISTS (SELECT FROM credit_grant g WHERE g.customer_id = c.id AND g.reason || g.internal_note || coalesce(g.refusal, '') <> ''))`,
  },
  {
    name: 'no_closing_forgotten',
    meaning: 'who a closed account was is erased within the hour, and again a day later',
    sql: `
      SELECT customer_id::text AS id FROM closing
      WHERE (erased_at IS NULL AND closed_at + interval '1 hour' < $1::timestamptz)
        OR (swept_at IS NULL AND closed_at + interval '25 hours' < $1::timestamptz)`,
  },
];
