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
];
