/** The first page: what this is, in plain words. */
export const landing = {
  title: 'Pictures on prepaid credit',
  description:
    'An image API on prepaid credit in euros. Top up from {minimum}, pay what each picture actually cost. No subscription.',
  heading: 'Pay for the picture, not for the month',
  lead: 'Depicta makes and processes images over an API, from the command line or in your browser. You keep credit in euros, and each picture takes its actual cost from it. There is no subscription.',
  signUp: 'Create an account',
  seePrices: 'See models and prices',
  trial: 'New accounts receive {amount} of free trial credit once the e-mail address is verified.',
  noTrial: 'There is no free trial at the moment. The smallest top-up is {minimum}.',
  pictureAlt:
    'A black and white striped lighthouse with a small house on a cliff at dusk, its lamp lit, the sun low over the sea',
  slipHeld: 'Held while it was made',
  slipReturned: 'Returned at once',
  slipCost: 'Cost',
  ledgerTitle: 'One picture, line by line',
  ledgerText:
    'When a request is accepted, its estimated cost is held. When the picture is made and its actual cost is known, the hold is settled and the rest returns to your balance in the same moment.',
  ledgerCaption: 'How a balance changes while one picture is made',
  ledgerWhat: 'What happens',
  ledgerChange: 'Change',
  ledgerAvailable: 'Available',
  ledgerHeld: 'Held',
  ledgerTopUp: 'You top up',
  ledgerHold: 'Your request is accepted, its estimate is held',
  ledgerSettle: 'The picture is made, you pay what it cost',
  ledgerNote: 'Your statement shows every one of these lines, with the balance before and after.',
  sumTitle: 'Ask any figure where it comes from',
  sumText:
    'A balance is a sum, and here it opens into it: what came in, what was charged, what is held and what is kept aside for a refund, down to a millionth of a euro. In your account each line leads to its entries.',
  sumTopUps: 'Top-ups',
  sumTrial: 'Trial credit',
  sumCharges: 'Charges',
  pricesTitle: 'What a picture costs',
  pricesText:
    'Typical prices at the smallest size. The actual cost is known after the picture is made, and it is never more than what was held.',
  pricesModel: 'Model',
  pricesTypical: 'Typical price',
  pricesHeld: 'Held while it is made',
  pricesOperations: '{count, plural, one {# operation} other {# operations}} on pictures, from {amount} each',
  pricesAll: 'All models, sizes and operations',
  rulesTitle: 'The rules of credit',
  ruleCostTitle: 'You pay the actual cost',
  ruleCostText:
    'What was held beyond it comes back immediately. A generation that fails on our side costs nothing.',
  ruleDropTitle: 'A lost connection loses nothing',
  ruleDropText:
    'An accepted request is carried out even when your connection drops. The picture waits for you for one hour.',
  ruleValidTitle: 'Valid for {months, number} months',
  ruleValidText:
    'Counted from your last paid top-up. Each paid top-up moves the date for your whole balance; trial credit and grants do not.',
  ruleRefundTitle: 'Unused credit, money back',
  ruleRefundText:
    'A full refund of what you have not used within {days, number} days of a purchase. Used credit and trial credit are not refundable.',
  rulePaymentTitle: 'Card payment, VAT handled',
  rulePaymentText:
    'Paddle is our merchant of record. It takes the payment, works out the VAT of your country and issues the invoice.',
  ruleNothingTitle: 'Nothing runs in the background',
  ruleNothingText:
    'No plan, no renewal, no automatic top-up. When the credit is used, requests are refused and say how much is missing.',
  terminalTitle: 'From your terminal',
  terminalText:
    'The same account, the same credit. Make a key in the dashboard and put it into DEPICTA_API_KEY.',
  closeTitle: 'Start with {minimum}',
  closeTrialTitle: 'Start with {amount} on us',
} as const;
