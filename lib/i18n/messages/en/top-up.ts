/** The top-up page: choosing, paying, and what became of it. */
export const topUp = {
  title: 'Top up',
  description:
    'You choose the credit you receive. VAT for your country comes on top; Paddle takes the payment.',

  presets: 'Credit to receive',
  customLabel: 'Or another amount',
  customHint: 'From {minimum} to {maximum}, with a comma or a dot.',
  customExample: '12,50',
  country: 'Country',
  countryHint: 'Where you live or where your business is. It decides the VAT.',
  countryNone: 'Choose a country',

  business: 'I buy for a business with a VAT number',
  company: 'Name of the business',
  companyMissing: 'Write the name of the business.',
  vatNumber: 'VAT number',
  vatNumberHint:
    'With the letters of its country, such as DE123456789. Paddle checks it and puts it on the invoice.',
  vatNumberUnreadable: 'Write the VAT number, or untick the box to buy without one.',

  consentTitle: 'Your agreement',

  consentReads: 'What applies, each in a new tab:',
  terms: 'Terms',
  refundPolicy: 'Refund policy',
  summaryTitle: 'You pay',
  net: 'Credit',
  tax: 'VAT',
  taxWithRate: 'VAT, {rate}',
  gross: 'Total',
  quoteNeedsCountry: 'Choose a country to see VAT and total.',
  quoteNeedsAmount: 'Choose an amount to see VAT and total.',
  quoteLoading: 'Paddle computes VAT and total.',
  quoteFailed:
    'VAT and total are not to be had at the moment. Paddle shows them at the checkout, before you pay.',
  unansweredTitle: 'No answer came',
  unansweredText:
    'Nothing was paid. Check the connection, then press again: it stays one top-up and one payment.',
  lateTitle: 'No answer yet',
  lateText: 'Nothing was paid. You can go on waiting, or check the connection and load this page again.',
  owing: 'You owe {owed}. A top-up pays this first, and what pays it is not refunded.',
  owingLeft: 'Of this one {left} becomes credit to spend.',
  newExpiry: 'Your whole balance is then valid through {day}.',
  pay: 'Continue to payment',
  payAmount: 'Pay {amount}',
  starting: 'Preparing the payment',
  cards: 'Credit and debit cards, by Paddle, our merchant of record.',
  refundNote: 'What you have not used can be refunded in full within 14 days.',

  amountMissing: 'Choose an amount, or write one.',
  amountUnreadable: 'Write an amount in euros, such as 12,50.',
  amountTooSmall: 'The smallest top-up is {minimum}.',
  amountTooLarge: 'The largest top-up is {maximum}.',
  amountCents: 'An amount has two decimals at most.',
  countryMissing: 'Choose your country: it decides the VAT.',
  consentMissing: 'Tick this to go on: without it we may not deliver the credit at once.',

  unverified: 'Once your address is verified, you choose an amount here.',
  suspended: 'Top-ups are closed while the account is suspended.',

  purchaseTitle: 'Top-up of {amount}',
  stateOpen: 'Not paid',
  stateDeclined: 'Declined',
  stateOverlay: 'Paying',
  stateReceived: 'Crediting',
  statePaid: 'Paid',
  stateParked: 'Being looked at',
  stateAbandoned: 'Given up',

  overlayOpening: 'The payment window opens',
  overlayOpen: 'Pay in the window that has opened. This page follows by itself.',
  overlayAgain: 'Open the window again',

  openTitle: 'This top-up is not paid yet',
  openText: 'Nothing was charged. You can go on with the same payment, or choose something else.',
  closedTitle: 'You closed the payment window',
  closedText: 'Nothing was charged. You can go on with the same payment, or choose something else.',
  resume: 'Continue the payment',
  other: 'Choose another amount',

  declinedTitle: 'The payment was declined',
  declinedText: '{reason} Nothing was charged.',
  tryAgain: 'Try again',

  confirmingTitle: 'Waiting for Paddle',
  confirmingText:
    'Your bank has agreed. As soon as Paddle confirms it, the credit is yours; mostly that takes seconds.',
  receivedTitle: 'Payment received, crediting',
  receivedText: 'Paddle has your payment. The credit follows in a moment, without your doing anything.',
  slowTitle: 'This takes longer than usual',
  slowText:
    'Your payment is not lost: we ask Paddle again and again and credit it as soon as it is confirmed. You may close this page.',

  paidTitle: '{amount} credited',
  paidText: 'The receipt is on its way to {email}.',
  paidAvailable: 'Available',
  paidValid: 'Valid through',
  paidOn: 'Paid',
  receiptNumber: 'Receipt',
  toGenerate: 'Make a picture',
  toOverview: 'Overview',
  again: 'Top up again',

  parkedTitle: 'Your payment is being looked at',
  parkedText:
    'Something about it does not agree with what you ordered, so a person looks at it before it is credited. Please name this top-up when you write to us: {id}',

  abandonedTitle: 'This top-up was given up',
  abandonedText: 'It was not paid, and nothing was charged. Choose an amount to begin a new one.',
  begin: 'Begin a new top-up',

  blockedTitle: 'The payment window could not be opened',
  blockedText:
    'Your browser did not load it from Paddle. An ad blocker or a network filter may be in the way: allow it for this page, then try again. Nothing was charged.',
  reload: 'Load this page again',
  failedTitle: 'Paddle could not open this payment',
  failedText: 'Nothing was charged. Try again, or choose something else.',

  declineReasons: {
    authentication_failed: 'Your bank could not confirm that it was you.',
    blocked_card: 'This card is blocked.',
    declined: 'Your bank declined the card.',
    declined_not_retryable: 'Your bank declined the card; use another one.',
    expired_card: 'This card has expired.',
    fraud: 'Your bank declined the card.',
    invalid_payment_details: 'The card number, date or security code is not right.',
    issuer_unavailable: 'Your bank cannot be reached at the moment.',
    not_enough_balance: 'There is not enough money on this card.',
    transaction_not_permitted: 'This card may not be used for this.',
    other: 'The payment did not go through.',
  },
} as const;
