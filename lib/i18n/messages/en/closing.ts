/** Taking one's data along, and closing an account. */
export const closing = {
  exportTitle: 'Your data',
  exportText:
    'Everything we hold on you and your account as one JSON file: profile, keys, payments, every entry of your credit, every picture you made and what you asked for. No passwords and no secrets.',
  exportAction: 'Export my data',
  exportHint: 'The file is made while it downloads, up to six times an hour.',

  closeTitle: 'Close account',
  closeText:
    'For good. Who you are is erased: name and address, keys, prompts, pictures. Amounts and receipt numbers stay in our books without you.',
  waitTitle: 'Not yet',
  waitHold:
    'Work of yours is under way, and credit is held for it. It ends by itself within minutes; then come back.',
  waitRefund: 'A refund is under way. It has to end first, so that its money reaches you.',
  waitPayment: 'A payment is on its way. It has to arrive first, so that it is not lost.',
  seeHistory: 'See what is under way',
  seeRefund: 'See where the refund stands',
  seePayment: 'See where the payment stands',
  offerTitle: 'You can have money back first',
  offerText: 'These top-ups are still refundable. Once the account is closed what is unused of them is lost.',
  offerAction: 'Have {amount} back',
  lost: 'Credit that is lost',
  lostNone: 'There is no credit to lose.',
  owed: 'Still owed, and stays so',
  begin: 'Close my account',
  confirmTitle: 'Close your account for good?',
  confirmText:
    'You are signed out everywhere, your API keys stop working, and your prompts and pictures are erased. Nobody can undo it.',
  confirmLost: '{amount} of credit is lost.',
  password: 'Password',
  phraseLabel: 'Type "{phrase}"',
  phrase: 'close my account',
  confirm: 'Close it for good',
  notNow: 'Keep my account',

  doneTitle: 'Your account is closed',
  doneText:
    'You are signed out. A last mail confirms it; then your address is erased as well. What is much, such as pictures, is gone within minutes.',
  doneAgain: 'You may sign up again whenever you like. The free trial is given once.',
  doneAction: 'To the front page',

  mailSubject: 'Your account is closed',
  mailText:
    'Your Depicta account was closed on {at}, as you asked. This is the last mail: with it your address is erased.',
  mailOwed: '{amount} is still owed to us for a payment that was taken back.',
  mailErased:
    'Your name, addresses, keys, prompts and pictures are erased. Amounts, dates and receipt numbers stay in our books, as the law asks, without you. Paddle, who sold you the credit, keeps its own records of your payments and answers for them itself.',
  mailForfeited: 'Credit that was forfeited',
  mailAgain: 'You may sign up again with this address. The free trial is given once.',
  mailNotYou:
    'If it was not you, write to support: the account cannot be brought back, but we can look into it.',
} as const;
