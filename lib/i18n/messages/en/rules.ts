/** The rules of the books by their names, as the desk reads them. The words are those of the rules themselves; a test holds them together. */
export const rules = {
  debits_equal_credits:
    'each posting moves credit and debt by exactly its amount, and each line continues the one before it',
  stored_credit_is_its_postings: 'the stored credit and debt of a customer are the sums of the journal',
  journal_has_its_customer: 'nothing is posted or held for a customer without books',
  stored_credit_is_its_lots: 'credit = what remains of the lots; refund reserved = what is reserved of them',
  lots_are_their_postings: 'each part of a lot is the sum of the postings that name it',
  lots_are_as_they_were_opened:
    'a lot came from where its first posting says, when it says; its rank and the date it gives follow from that',
  reserved_is_the_open_requests: 'what is reserved of a lot is its one open refund request',
  each_refund_ends_its_request:
    'a refund is posted once for a request that ended as refunded, of its amount, right after its end',
  returned_within_paid:
    'of no purchase more was refunded and clawed back, less what was put back, than was paid',
  owed_comes_from_claw_backs:
    'what claw-backs left owing is owed still, or was paid by a lot, or was written off',
  held_is_the_open_holds: 'held = the sum of the open holds, and their number agrees',
  one_charge_a_settled_hold:
    'the charge of a hold is what its postings took, within the hold, once; a released hold took nothing',
  every_release_has_its_row: 'the released holds are exactly those with a release of the same number',
  facts_are_numbered_without_a_gap:
    'the facts of a customer are numbered 1 to version: none is missing, none was added',
  recorded_in_order:
    'no fact was recorded before the one in front of it, and the books changed last with the last of them',
  available_runs_through:
    'what each fact leaves available is what the fact before it left, changed by this one',
  held_runs_through:
    'a hold adds its amount to what is held when it opens and takes it away when it ends; nothing else does',
  credit_runs_through:
    'postings alone change the credit: what the beginning or the end of a reservation notes of it agrees',
  as_of_now_is_live: 'the balance read from the journal up to now is the stored one',
  nothing_is_negative: 'no amount, no balance and no figure that a fact left behind is below zero',
  nothing_spent_after_expiry: 'no hold was placed on credit past its date',
  clock_is_its_history:
    'the expiry date is the one the last dated change left, and the changes continue each other',
  every_date_has_its_entry: 'a change of the expiry date belongs to the entry that made it',
  no_lapse_without_its_date: 'nothing stays expired on a date that a payment made before it had moved',
  no_hold_forgotten: "no hold is open past its time plus the sweeper's grace",
  nothing_from_the_future: 'no books have changed later than now: no process has a clock that is far ahead',
  budgets_are_their_holds: 'what a budget has taken is its charges and its open holds',
  kept_sums_are_their_facts:
    'each kept sum is what the facts in question come to, and the sums follow each other without a gap',
  chain_verifies:
    'every fact is sealed, is as it was sealed, and the seals are those that the signed heads cover',
  every_customer_has_books: 'a customer is opened together with their books',
  trial_needs_a_verified_address: 'nobody has trial credit before an address of theirs was verified',
  each_trial_has_its_claim: 'there are no more trials than mailboxes that claimed one',
  closed_is_recorded: 'a closed customer has the row of the closing, and forfeited what it says by one entry',
  each_forfeit_has_its_closing: 'nothing is forfeited but by the one entry of a closing',
  closed_names_nobody: 'nothing in the rows of a closed account says whose it was',
  no_closing_forgotten: 'who a closed account was is erased within the hour, and again a day later',
  paid_purchases_are_their_lots:
    'each paid purchase made exactly one lot, of its amount, and no lot is of a purchase that is not paid',
  each_paddle_transaction_is_credited_once:
    'the top-up entries are exactly those of the paid purchases, one for each Paddle transaction',
  processed_payments_are_credited:
    'a completed payment whose event counts as processed has its paid purchase',
  what_went_back_is_booked:
    'of each credited purchase, what is refunded and clawed back is what its adjustments say, and its status says so',
  requests_are_the_ledgers:
    'each refund request stands as the one of the ledger that keeps its amount aside, and neither is alone',
  refunds_are_paid_out: 'a refunded request has its approved adjustment at Paddle, of its amount',
  no_refund_forgotten:
    'an approved refund is asked of Paddle within the hour, unless another of its payment waits there',
  no_event_forgotten: 'no delivery waits to be handled ten minutes past its time',
  job_has_its_hold: 'a job and its hold are written together: same customer, same amount',
  hold_of_work_has_its_job: 'nothing is held but for a generation or an operation that exists',
  job_ends_with_its_hold:
    'a job is under way exactly while its hold is open, and it cost what the hold was charged',
  charged_is_delivered:
    'what was charged for was delivered: completed, with a picture; what failed cost nothing',
  days_add_up_to_jobs:
    'the days of a customer say what the finished jobs say: how many, how many charged, what they cost',
  job_has_its_customer: 'a job belongs to a customer, and its API key to the same one',
  audit_log_is_one_chain:
    'the rows of the audit log are numbered without a gap, each names the hash before, its hash is of its content, and words are missing only about customers who closed their account',
  audit_log_keeps_its_end: 'where the audit log ended when the books were checked, it still goes through',
  given_grants_are_their_lots:
    'the grants that were given are exactly those of the journal: each its customer, its amount and its words, which only a closed account may have lost',
  decisions_are_audited: 'each grant, write-off and correction of the journal has its row in the audit log',
  one_person_gives_no_more_than_alone:
    'nobody at the desk gave a customer more than EUR 50 within 24 hours without an admin',
} as const;
