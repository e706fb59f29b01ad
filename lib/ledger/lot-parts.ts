/**
 * What has become of a lot, as SQL over the postings that name it, or over sums of them. `ledger_book` keeps the same parts on the lot's row;
 * that they agree is an invariant. A posting to `owed` that names a lot is debt which this lot's credit paid.
 */
export const LOT_PARTS = `
  coalesce(sum(amount) FILTER (WHERE kind IN ('top_up', 'trial', 'grant')), 0)::bigint AS original,
  coalesce(sum(amount) FILTER (WHERE kind = 'charge'), 0)::bigint AS spent,
  coalesce(sum(amount) FILTER (WHERE kind = 'refund'), 0)::bigint AS refunded,
  coalesce(sum(CASE
    WHEN kind IN ('claw_back', 'correction') THEN amount
    WHEN kind = 'claw_back_reversed' THEN -amount
  END), 0)::bigint AS clawed_back,
  coalesce(sum(CASE
    WHEN kind IN ('expire', 'forfeit') OR (kind = 'claw_back_reversed' AND credit = 'breakage') THEN amount
    WHEN kind = 'reinstate_expired' OR (kind = 'claw_back' AND debit = 'breakage') THEN -amount
  END), 0)::bigint AS expired,
  coalesce(sum(CASE
    WHEN kind = 'offset' OR (kind IN ('top_up', 'claw_back_reversed') AND credit = 'owed') THEN amount
    WHEN kind = 'offset_reversed' THEN -amount
  END), 0)::bigint AS debt_paid`;
