/** The mails we send. Each says why it came and what to do when it was not asked for. */
export const mail = {
  greeting: 'Hello {name},',
  greetingNobody: 'Hello,',
  verifySubject: 'Verify your e-mail address',
  verifyText:
    'Welcome to Depicta. Open the link and press the button to verify that this address is yours. Until then you can sign in and look around; after it you can top up and make pictures.',
  verifyTrial: 'Verifying also brings you {amount} of free trial credit.',
  verifyAction: 'Verify my address',
  verifyLifetime: 'The link works once, for 24 hours.',
  verifyNotYou:
    'If you did not create an account with this address, ignore this mail: without the link nobody can use it.',
  resetSubject: 'Choose a new password',
  resetText: 'Somebody, probably you, asked to choose a new password for your account.',
  resetAction: 'Choose a new password',
  resetLifetime:
    'The link works once, for one hour. A new password signs you out everywhere; your API keys keep working.',
  resetNotYou: 'If it was not you, ignore this mail: your password stays as it is.',
  accountExistsSubject: 'You already have an account',
  accountExistsText:
    'Somebody, probably you, tried to create an account with this address. It has one already, so nothing was changed. Sign in with your password, or choose a new one if you have forgotten it.',
  accountExistsAction: 'Sign in',
  accountExistsNotYou:
    'If it was not you, there is nothing to do: nobody was told that this address has an account.',
  passwordChangedSubject: 'Your password was changed',
  passwordChangedText:
    'The password of your account was changed on {at}. Everybody else who was signed in to it has been signed out.',
  passwordChangedAction: 'Choose a new password',
  passwordChangedNotYou:
    'If it was not you, choose a new password at once: only somebody who can read your mail can do so.',
  receiptSubject: 'Your top-up of {amount}',
  receiptText:
    'Thank you. Your payment has arrived and your credit is there. The invoice comes from Paddle, our merchant of record, in a mail of its own.',
  receiptCredit: 'Credit added',
  receiptTax: 'VAT',
  receiptTotal: 'Paid in total',
  receiptPaidAt: 'Paid on',
  receiptNumber: 'Receipt number',
  receiptValidThrough: 'All your credit is valid through',
  receiptRefund:
    'What you have not used can be refunded in full within 14 days of the purchase, through {day} (UTC). Used credit is not refundable.',
  receiptConsentTitle: 'What you agreed to on {at} (text {version})',
  receiptAction: 'See your balance',
  expirySubject: '{amount} of your credit is valid through {day} (UTC)',
  expiryText:
    'You have {amount} available. It is valid through {day} (UTC); what is not used by then expires and cannot be used any more.',
  expiryTopUp:
    'Any top-up moves the date for your entire balance: made today, all of it would be valid through {day} (UTC).',
  expiryAction: 'Top up',
  expiryWhy:
    'You get this mail 60, 30, 7 and 1 days before your credit expires. It is not sent again once you top up.',
  statementSubject: 'Your statement of {month}',
  statementText:
    'What was recorded in {month} (UTC), in sums. {unexplained} unexplained: every figure opens into its lines on the page.',
  statementProof:
    'Below is the newest signed head of our books. Keep this mail: with it and "depicta verify" you can prove at any time that nothing it covers was changed, removed or added.',
  statementAction: 'See every line',
  statementHead: 'The signed head of {day}',
  statementWhy: 'You get this mail after each month in which your balance changed.',
  receiptWhy: 'You get this mail because a top-up of your account was paid. Please keep it.',
} as const;
