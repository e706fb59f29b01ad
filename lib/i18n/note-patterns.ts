import type { Messages } from './catalogue.ts';

/** A note as `lib` writes it, and the message that says it in the reader's language. */
export type NotePattern = readonly [written: RegExp, key: keyof Messages['notes']];

/**
 * What is written down of payments, and of refunds, chargebacks and their like at Paddle. What a group is called says how
 * it is read: `euros` and `cents` are amounts, `state` one of a purchase, `action` and `status` those of a refund or its
 * like, `fact` what a payment must agree in; the rest is shown as it is.
 */
export const EVENT_NOTES: readonly NotePattern[] = [
  [/^By webhook$/, 'byWebhook'],
  [/^By a look at the Paddle transaction$/, 'byLook'],
  [/^By the list of events$/, 'byList'],
  [/^By the reconciliation$/, 'byReconciliation'],
  [/^Nothing new$/, 'nothingNew'],
  [/^Credited before$/, 'creditedBefore'],
  [/^Credited EUR (?<euros>\d+\.\d\d)$/, 'credited'],
  [/^Purchase (?<state>\w+), Paddle (?<paddle>\w+)$/, 'purchase'],
  [/^Not the Paddle transaction of this purchase$/, 'notOfPurchase'],
  [/^Nothing here follows from (?<type>\S+)$/, 'nothingFollows'],
  [/^It names no purchase of ours$/, 'namesNone'],
  [/^There is no purchase (?<id>\S+)$/, 'noPurchase'],
  [/^Cannot be read: (?<fields>.+)$/, 'unreadable'],
  [/^A second Paddle transaction, (?<paddle>\S+), was paid for purchase (?<id>\S+)$/, 'paidTwice'],
  [/^(?<id>\S+): (?<action>\w+) of EUR (?<euros>\d+\.\d\d) is (?<status>\w+)$/, 'adjustment'],
  [/^(?<id>\S+) of (?<paddle>\S+) has the action (?<unknown>.+), which we do not book$/, 'unknownAction'],
  [/^(?<id>\S+) of (?<paddle>\S+) has the unknown status (?<unknown>.+)$/, 'unknownStatus'],
  [/^(?<id>\S+) of (?<paddle>\S+) is in (?<currency>\S+)$/, 'otherCurrency'],
  [/^(?<id>\S+) of (?<paddle>\S+) does not add up$/, 'doesNotAddUp'],
  [/^no purchase is bound to (?<paddle>\S+)$/, 'boundToNone'],
  [/^kept until its payment is credited$/, 'keptUntilCredited'],
  [/^nothing to book$/, 'nothingToBook'],
  [/^EUR (?<euros>\d+\.\d\d) clawed back$/, 'clawedBack'],
  [/^EUR (?<euros>\d+\.\d\d) put back$/, 'putBack'],
  [
    /^Nothing put back: EUR (?<euros>\d+\.\d\d) more should be, but was refunded on request$/,
    'nothingPutBack',
  ],
  [/^EUR (?<euros>\d+\.\d\d) more should be, but was refunded on request$/, 'morePutBack'],
  [/^the request waits for Paddle$/, 'requestWaits'],
  [/^Paddle rejected the request$/, 'requestRejected'],
  [/^its credit is back$/, 'creditIsBack'],
  [/^the request is refunded$/, 'requestRefunded'],
  [/^(?<fact>[\w ]+) is (?<got>\S+), expected (?<expected>\S+)$/, 'differs'],
  [/^no Paddle customer is known$/, 'noCustomer'],
  [/^no time of payment is given$/, 'noTime'],
  [/^the account is closed$/, 'accountClosed'],
  [/^refund it at Paddle$/, 'refundAtPaddle'],
  [/^This Paddle transaction was credited before with other content$/, 'creditedOtherwise'],
];

/** What the reconciliation writes down of a difference. */
export const FINDINGS: readonly NotePattern[] = [
  [/^completed at Paddle, of a purchase that is not here$/, 'found_noPurchase'],
  [/^the purchase is bound to (?<paddle>\S+)$/, 'found_boundTo'],
  [/^completed at Paddle, (?<state>\w+) here$/, 'found_notCredited'],
  [/^Paddle has no such payment$/, 'found_noPayment'],
  [/^it is (?<paddle>\S+) at Paddle$/, 'found_isAtPaddle'],
  [/^net is (?<cents>\d+) here, (?<otherCents>\d+) at Paddle$/, 'found_net'],
  [/^VAT is (?<cents>\d+) here, (?<otherCents>\d+) at Paddle$/, 'found_tax'],
  [/^total is (?<cents>\d+) here, (?<otherCents>\d+) at Paddle$/, 'found_total'],
  [/^currency is EUR here, (?<currency>\S+) at Paddle$/, 'found_currency'],
  [/^it is (?<state>\w+) here, (?<otherState>\w+) by its adjustments$/, 'found_state'],
  [/^(?<action>\w+) of (?<cents>\d+) cents net is not at Paddle$/, 'found_refundMissing'],
  [/^(?<action>\w+) of (?<cents>\d+) cents net is (?<status>\w+) at Paddle$/, 'found_refundUnknown'],
  [/^(?<action>\w+) of (?<cents>\d+) cents net, (?<status>\w+) here$/, 'found_refundHere'],
  [/^(?<action>\w+) of (?<cents>\d+) cents net, (?<status>\w+) at Paddle$/, 'found_refundThere'],
];
