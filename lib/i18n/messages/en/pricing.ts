/** Models, operations and the rules of credit, for everyone to read. */
export const pricing = {
  title: 'Models and prices',
  description:
    'Prices are approximate: the actual cost of a picture is known after it is made, and it is what you pay. It is never more than what was held.',
  version: 'Price book {version}',
  modelsTitle: 'Models',
  modelsCaption: 'Typical price and hold of each model by picture size',
  model: 'Model',
  tier: 'Tier',
  tierBudget: 'Budget',
  tierStandard: 'Standard',
  tierPremium: 'Premium',
  holds: 'holds {amount}',
  notOffered: 'not offered',
  ratios: 'Every model draws in the aspect ratios {list}.',
  ratiosOf: '{model} draws in the aspect ratios {list}.',
  modelsNote:
    'The first figure of each size is the typical price. The second is held while the picture is made; what is left of it returns to your balance at once.',
  operationsTitle: 'Operations',
  operationsText:
    'Each has one flat price, whatever the size of the picture. Exactly that price is held and charged.',
  rulesTitle: 'The rules of credit',
  tiersTitle: 'What a balance allows',
  tiersCaption: 'What may be generated with which available balance',
  tiersBalance: 'Available balance',
  tiersAllowed: 'You may generate with',
  tiersFrom: '{from} or more',
  tiersBetween: '{from} to below {below}',
  tiersBelow: 'below {below}',
  tiersAllAllowed: 'every model at every size',
  tiersSomeAllowed: '{tiers} models, up to {size}',
  tiersSomeEverySize: '{tiers} models at every size',
  tiersNone: 'less than the hold of the request',
  tiersNoneAllowed: 'nothing; the API answers 402 and says how much is missing',
  topUpTitle: 'How do I pay?',
  topUpText:
    'You top up in the dashboard by credit or debit card: any amount from {minimum} to {maximum}. What you choose is the credit you receive; VAT for your country comes on top and is shown before you pay. Payments are processed by Paddle, our merchant of record. There is no subscription.',
  costTitle: 'What is held, and what do I pay?',
  costText:
    'When a request is accepted we hold the most it can cost, so your available balance is lower while it runs. Once it is done you are charged the actual cost and the rest of the hold returns immediately.',
  cancelTitle: 'Can I cancel a generation?',
  cancelText:
    'No. Once accepted it is carried out, even when your connection drops, and the picture can be downloaded for one hour. If it fails on our side, you are not charged.',
  expiryTitle: 'How long is credit valid?',
  expiryText:
    'For {months, number} months from your last paid top-up, and each paid top-up moves the date for your entire balance. Trial credit and grants do not move it. We write to you 60, 30, 7 and 1 days before.',
  trialTitle: 'Is there a free trial?',
  trialText:
    'At present a new account receives {amount} once its e-mail address is verified. Amount and availability can change; trial credit is not refundable.',
  noTrialText: 'Not at present. Availability and amount can change; this page and the dashboard say so.',
  refundTitle: 'Can I have my money back?',
  refundText:
    'Unused credit: a full refund within {days, number} days of the purchase, as EU consumer law provides. Used credit is not refundable, nor is trial credit. After that there is no obligation to refund.',
} as const;
