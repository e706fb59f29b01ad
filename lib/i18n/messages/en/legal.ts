/**
 * The terms, the privacy notice and the refund policy. Short plain sentences; numbers are handed in from the rules that
 * the code obeys. A change of meaning is a new date in `components/legal/legal-page.tsx`.
 */
export const legal = {
  textOf: 'Text of {day}',
  templateTitle: 'This is a template',
  templateText:
    'Whoever runs this site has not filled in all of it. What is missing is marked in its place on one of the three pages, and named here by its setting. Until then, and until a lawyer has read it, it binds nobody.',
  gap: 'To be filled in by the operator: {what} ({setting})',
  seeAlso: 'See also',

  facts: {
    title: 'Who you deal with',
    text: 'Payments are taken by Paddle, our merchant of record. For everything else this is who answers.',
    name: 'Company',
    address: 'Address',
    email: 'E-mail',
    register: 'Register',
    vatId: 'VAT number',
    hosting: 'Servers, mail and backups',
    law: 'Liability, governing law and courts',
  },

  terms: {
    title: 'Terms',
    description: 'What you buy, what it costs, how long it is valid, and what we promise each other.',
    serviceTitle: 'What Depicta is',
    service:
      'Depicta makes pictures from words and works on pictures: on this site, through an API and on the command line. You need an account with a verified e-mail address.',
    creditTitle: 'Credit',
    creditSold:
      'You pay in advance, in euros. There is no subscription and nothing renews by itself. One top-up is {minimum} to {maximum}; VAT comes on top and is shown before you pay.',
    creditPaddle:
      'Paddle sells you the credit, takes the payment, handles the VAT and gives you the invoice. Paddle’s own terms for buyers apply to the payment. The credit is yours as soon as Paddle tells us that the payment is complete.',
    creditTrial:
      'A new account receives {amount} of free trial credit once its address is verified, once per mailbox. We may end or change this for new accounts.',
    creditNoTrial: 'There is no free trial credit at present.',
    creditFree: 'Free credit is spent before paid credit. Paid credit is spent oldest first.',
    creditUse:
      'Credit can be spent here only. It cannot be passed on, and is paid out only as the refund policy says.',
    costTitle: 'What you pay',
    costHold:
      'Published prices are approximate. When we accept a request we hold the most that it can cost. You pay the actual cost, never more than was held, and the rest returns at once.',
    costFailed: 'What fails on our side costs nothing. What is refused costs nothing.',
    costCancel:
      'An accepted request cannot be cancelled. The picture is made even if your connection drops, and can be downloaded for {hours, plural, one {# hour} other {# hours}}. Then it is deleted: keep what you need.',
    costLimits:
      'A small balance allows fewer models and sizes; the price page says which. At most {most, number} generations of yours run at a time.',
    expiryTitle: 'How long credit is valid',
    expiryRule:
      'Your whole balance is valid for {months, number} months from your last paid top-up, through the end of that day (UTC). Each paid top-up moves the date for all of it. Free credit does not move it; it only starts the time where none is running.',
    expiryLost: 'Expired credit is lost. We write to you {days} days before.',
    expiryBack:
      'If a top-up goes back in full, the date goes back to what your other credit gives. This alone never brings it closer than {grace, number} days.',
    disputeTitle: 'Disputed payments',
    disputeTaken:
      'If a payment is taken back through your bank, we take back the credit it gave: what is left of it first, then your other paid credit. Free credit is never taken. What you had spent already is owed to us.',
    disputeOwed:
      'While something is owed, nothing new can be made. Your next top-up pays it first. If the dispute is decided in our favour, exactly what was taken returns to you.',
    contentTitle: 'Prompts and pictures',
    contentYours:
      'We claim no right in what you write, send or receive here. Others may receive similar pictures, and we cannot promise that nobody has rights in one.',
    contentLawful:
      'Ask only for what is lawful, and send only what you may use. A request that the image provider refuses is not charged.',
    accountTitle: 'Your account',
    accountKeys:
      'Keep your password and API keys to yourself. You can revoke a key and end a session at any time in your account.',
    accountSuspend:
      'We may suspend an account that is misused. It can then neither top up nor make anything; its credit stays under the rules above, and a refund can still be asked for.',
    accountClose:
      'You can close your account in the settings once nothing is under way. You are offered what is refundable first; other unused credit is lost.',
    childrenTitle: 'Children',
    children:
      'Depicta is not meant for children. Whoever is not of age needs the consent of a parent to buy credit.',
    lawTitle: 'Liability and law',
    law: 'The rights that consumers have by law in their country stay as they are.',
  },

  refundPolicy: {
    title: 'Refund policy',
    description: 'Unused credit goes back in full within {days, number} days. How, and what does not.',
    rightTitle: 'Your right to withdraw',
    right:
      'You may withdraw from a top-up without giving a reason and have back in full what is unused of it. You have until the end (UTC) of day {days, number} after the day of payment. The moment you ask decides, not the moment we answer.',
    consentTitle: 'What you agree to when you pay',
    consent:
      'Credit is digital content, delivered at once. Before paying you agree to this, and the receipt repeats it:',
    amountTitle: 'What goes back',
    amount:
      'What remains of the top-up, in whole cents, with the VAT that you paid on it. Paddle pays it back.',
    amountOrder: 'Free credit is spent first and paid credit oldest first: that keeps your right longest.',
    notTitle: 'What does not',
    notUsed:
      'Used credit, expired credit, free trial credit and other free credit are not refundable, nor is what paid a debt. What is held for a running request counts once the request has ended.',
    howTitle: 'How to ask',
    how: 'Sign in, open “{page}” and choose the payment. You see the sum first, then you confirm. A mail with date and time acknowledges it. You can also write to us.',
    thenTitle: 'What happens then',
    thenAside:
      'The amount is kept aside and cannot be spent. We may refuse a request made in time only because nothing is unused or because the payment is disputed already.',
    thenPaddle:
      'Then Paddle decides and pays it back. How long Paddle and your bank take is not in our hands; your account shows every step. If Paddle says no, the credit returns and what you asked for in time can be asked for again.',
    thenDate:
      'If a top-up goes back in full, its effect on how long your credit is valid goes too. You see the new date before you confirm.',
    laterTitle: 'After {days, number} days',
    later: 'There is no obligation to refund. Write to us all the same: we may refund unused paid credit.',
    disputeTitle: 'Before you go to your bank',
    dispute:
      'Ask us first: it is faster and leaves no debt. The terms say what a disputed payment means for your credit.',
  },

  privacy: {
    title: 'Privacy',
    description: 'What we store about you, why, for how long, and how you get it or have it erased.',
    whatTitle: 'What we store, and for how long',
    whatAccount:
      'Account: your name, your e-mail address, your password as a hash that cannot be read back, your choices. Until you close the account.',
    whatSignIns:
      'Sign-ins: browser and times, until {kept, number} days after the sign-in. To tell you of a new one we keep keyed hashes of browsers and networks for {known, number} days after they were last seen. Counters against abuse hold keyed hashes, never an address.',
    whatPayments:
      'Payments: amounts, times, receipt number, your country, a VAT number if you gave one, what you agreed to, and what Paddle tells us of the payment. We never see your card.',
    whatWork: 'Work: prompts, parameters, outcome and cost of each request. Until you close the account.',
    whatFiles:
      'Pictures you made or sent: {hours, plural, one {# hour} other {# hours}}, then the files are deleted.',
    whatKeys: 'API keys: a hash, the name you gave and the last four characters.',
    whatRest: 'What support does for your account, and which mails we sent you, though not their text.',
    whyTitle: 'Why',
    why: 'To do what you ordered (contract); to keep books (legal duty); to keep accounts safe and find mistakes (legitimate interest). There is no advertising, no profile and no analysis of what you look at.',
    whoTitle: 'Who else receives it',
    whoPaddle:
      'Paddle receives your name and e-mail address, your country and, for a business, its name and VAT number. As the seller it is responsible for its own records.',
    whoProviders:
      'Pictures are made on our own servers or by {providers}, depending on the model. A provider receives the prompt and reference pictures, neither your name nor your address.',
    whoNoProviders: 'Pictures are made on our own servers. Nobody else receives your prompts.',
    cookiesTitle: 'Cookies',
    cookiesOurs:
      'Only what is needed, so there is no banner: {session} keeps you signed in, for up to {days, number} days; {signUp} lets the browser that signed up use the link we mail, for {hours, number} hours; {choices} keep language, time zone and colours, for {year, number} days.',
    cookiesPaddle:
      'On the top-up page alone, Paddle’s checkout is loaded. It may store what it needs for the payment; its own notice says what.',
    rightsTitle: 'Your rights',
    rightsExport:
      'The settings give you everything we hold on you as one file, up to {times, number} times an hour.',
    rightsOther:
      'You may also ask us to correct, erase, restrict or hand over your data, and object to its use. You may complain to the data protection authority where you live.',
    closeTitle: 'Closing your account',
    closeErased:
      'You close it yourself in the settings. Who you are is erased: name and address, keys, prompts, pictures. It begins at once and is done a second time a day later, for what was still under way.',
    closeStays:
      'Amounts, dates, receipt numbers, and of each payment the country and what was agreed to, stay in our books, without you. So does a keyed hash that says a mailbox has had its trial; it names nobody.',
    childrenTitle: 'Children',
    children:
      'Depicta is not meant for children and does not ask for an age. If a child has given us data, write to us and it is erased.',
  },
} as const;
