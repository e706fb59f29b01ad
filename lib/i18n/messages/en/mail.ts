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
  receiptDebt: 'Paid of what you owed',
  receiptCredit: 'Credit added',
  receiptTax: 'VAT',
  receiptTotal: 'Paid in total',
  receiptPaidAt: 'Paid on',
  receiptNumber: 'Receipt number',
  receiptValidThrough: 'All your credit is valid through',
  receiptRefund:
    'What you have not used can be refunded in full within 14 days of the purchase, through {day} (UTC), on the page Payments of your account. Used credit is not refundable.',
  receiptConsentTitle: 'What you agreed to on {at} (text {version})',
  receiptAction: 'See your balance',
  availableNow: 'Available now',
  refundNet: 'Credit to be refunded',
  refundTotal: 'Refunded in total',
  refundAskedAt: 'Asked on',
  refundAction: 'See where it stands',
  refundAskedSubject: 'We have your request for a refund of {amount}',
  refundAskedText:
    'You asked on {at} to withdraw from the contract for what you have not used of this top-up. Please keep this mail: it confirms the day and the time.',
  refundAskedNext:
    'The credit is kept aside and cannot be spent meanwhile. The VAT that you paid on it goes back with it, to the card you paid with.',
  refundAskedWhy: 'You get this mail because a refund was asked for in your account.',
  refundPaidSubject: 'Your refund of {amount} is on its way',
  refundPaidText:
    'Paddle has paid out the refund to the card you paid with. Banks take some days to show it. The credit note comes from Paddle.',
  refundRejectedSubject: 'Your refund of {amount} could not be paid out',
  refundRejectedText:
    'Paddle did not pay the refund out. What was kept aside for it has been given back, and you may ask again; we have been told and look into it.',
  refundRefusedSubject: 'Your refund of {amount} was refused',
  refundRefusedText: 'What was kept aside for it has been given back. The reason: {reason}',
  refundReason: 'The reason of the refund: {reason}',
  refundEndedWhy: 'You get this mail because a refund of one of your top-ups was decided.',
  refundAlertSubject: 'Paddle did not pay out a refund of {amount}',
  refundAlertText:
    'The credit is back with the customer, and the right to ask remains. What Paddle said: {note}',
  refundAlertAction: 'Open the refunds',
  refundAlertWhy: 'Everybody at the support desk gets this mail.',
  takenBackSubject: '{amount} of your top-up went back',
  takenBackRefund: 'A refund of {amount}, without VAT, was made at Paddle, our merchant of record.',
  takenBackDispute:
    'Your bank has taken a payment to us back, or is about to: {amount} without VAT. If you did not ask your bank for this, write to us.',
  takenBackCredit: 'For it, {credit} has been taken from your credit.',
  takenBackOwed: 'You owe {amount}. Your next top-up pays this first; until then nothing can be generated.',
  takenBackAction: 'See your statement',
  takenBackWhy: 'You get this mail because a payment of your account went back.',
  putBackSubject: '{amount} of your top-up is back',
  putBackText:
    'The bank has given {amount} of a payment back to us. {credit} of it is credit again, where it had been.',
  putBackDebt: '{amount} of it paid what you owed.',
  expirySubject: '{amount} of your credit is valid through {day} (UTC)',
  expiryText:
    'You have {amount} available. It is valid through {day} (UTC); what is not used by then expires and cannot be used any more.',
  expiryTopUp:
    'Any top-up moves the date for your entire balance: made today, all of it would be valid through {day} (UTC).',
  expiryAction: 'Top up',
  expiryWhy:
    'You get this mail 60, 30, 7 and 1 days before your credit expires. It is not sent again once you top up.',
  lowBalanceSubject: 'Your balance is low: {amount} left',
  lowBalanceText: 'You have {amount} available. That is below the {line} at which we tell you.',
  lowBalanceHeld: 'Another {held} is held for work under way; what that does not cost returns.',
  lowBalanceEnd:
    'When it is used up, new pictures are refused until you top up. Work under way is not touched.',
  lowBalanceAction: 'Top up',
  lowBalanceWhy:
    'You get this mail once each time your balance falls below your line, and again only after it has been above. Change the line or turn it off in your settings: {settings}',
  grantSubject: 'We have given you {amount} of credit',
  grantText:
    'We have added {amount} to your balance. It is there now, and is spent before the credit you paid for.',
  grantDate:
    'It does not move the date of your credit: all of it is valid through {day} (UTC). Only a top-up that you pay for moves that date.',
  grantAmount: 'Credit given',
  grantReason: 'Reason',
  grantGivenAt: 'Given on',
  grantAction: 'See your statement',
  grantWhy: 'You get this mail when we give you credit. You can turn it off in your settings: {settings}',
  newSignInSubject: 'A new sign-in to your account',
  newSignInText:
    'Somebody signed in to your account with your password, from a browser or a network that we had not seen you use. If that was you, there is nothing to do.',
  newSignInAt: 'Time',
  newSignInBrowser: 'Browser',
  newSignInBrowserUnknown: 'Not one that we recognise',
  newSignInDevice: '{browser} on {system}',
  newSignInPlace: 'Network',
  placeUnknown: 'Unknown: the address could not be read',
  placePrivate: 'A private network ({block})',
  placeNetwork: '{block}, a block of public addresses',
  newSignInAction: 'See where you are signed in',
  newSignInNotYou:
    'If it was not you, choose a new password at once: {forgot} That signs out everybody who is signed in. Your API keys keep working: revoke those you do not know.',
  newSignInWhy:
    'You always get this mail: it protects your credit. We keep no record of the address, only a fingerprint by which we recognise its network.',
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
