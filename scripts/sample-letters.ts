import { monthNamed } from '#lib/core/month.ts';
import { DEFAULT_LOCALE } from '#lib/i18n/locales.ts';
import type { Balance } from '#lib/ledger/balance.ts';
import {
  accountExistsLetter,
  passwordChangedLetter,
  resetLetter,
  verifyLetter,
} from '#lib/mail/account-letters.ts';
import { euros } from '#lib/mail/amounts.ts';
import { expiryLetter } from '#lib/mail/expiry-letter.ts';
import { farewellLetter } from '#lib/mail/farewell-letter.ts';
import type { Letter } from '#lib/mail/letter.ts';
import { grantLetter, lowBalanceLetter, newSignInLetter } from '#lib/mail/notice-letters.ts';
import type { QueuedMail } from '#lib/mail/queue.ts';
import { receiptLetter } from '#lib/mail/receipt-letter.ts';
import {
  putBackLetter,
  refundAlertLetter,
  refundAskedLetter,
  refundEndedLetter,
  takenBackLetter,
} from '#lib/mail/refund-letters.ts';
import { secondFactorLetter } from '#lib/mail/second-factor-letter.ts';
import { statementLetter } from '#lib/mail/statement-letter.ts';
import type { ReceiptFacts, RefundFacts } from '#lib/mail/store.ts';
import { cents } from '#lib/money/cents.ts';
import { type Credits, parseEuros, ZERO } from '#lib/money/credits.ts';

// Every letter there is, with the data of a made-up customer, so that each can be looked at without waiting for its event.

/** A letter as it would be sent, and when it is. */
export type SampleLetter = { name: string; when: string; letter: Letter };

const context = { locale: DEFAULT_LOCALE, name: 'Mira Lindqvist', appUrl: 'https://app.depicta.example' };
const stranger = { ...context, name: null };
const customerId = '01937000-0000-7000-8000-000000000001';
const at = new Date('2026-11-22T15:04:00Z');
const expiresAt = new Date('2027-11-23T00:00:00Z');
const token = 'a-sample-of-a-secret-that-opens-nothing-here';

const eur = (text: string): Credits => parseEuros(text)!;

const balance: Balance = {
  ...{ asOf: at, isLive: true, expiresAt, version: 12n },
  ...{ creditMicros: eur('12.345'), heldMicros: ZERO, refundReservedMicros: ZERO },
  ...{ owedMicros: ZERO, dueMicros: ZERO, availableMicros: eur('12.345') },
};
const indebted: Balance = { ...balance, availableMicros: ZERO, creditMicros: ZERO, owedMicros: eur('6') };

const receipt: ReceiptFacts = {
  ...{
    customerId,
    paddleTransactionId: 'txn_sample',
    amountCents: 2500n,
    taxCents: 475n,
    totalCents: 2975n,
    receiptNumber: '325-10566',
  },
  ...{ paidAt: at, consentVersion: 'v1', consentAt: at, recipients: [] },
};
const refund: RefundFacts = {
  ...{ purchaseId: customerId, amountCents: 1870n, askedAt: at, state: 'asked', reason: null },
  ...{ refusal: null, note: null, receiptNumber: '325-10566', paidOut: null, recipients: [] },
};
const head = {
  ...{ day: '2026-11-30', previous: Buffer.alloc(32, 1), root: Buffer.alloc(32, 2), customers: 1 },
  ...{ uptoNumber: 12n, head: Buffer.alloc(32, 7), signature: Buffer.alloc(64, 9) },
  ...{ keyId: 'sample', signedAt: at },
};

type Samples = Readonly<Record<string, { when: string; letter: Letter }>>;

/** By the template that the queue names: one without a sample does not compile. */
const samples: Readonly<Record<QueuedMail['template'], Samples>> = {
  verify: {
    verify: {
      when: 'Somebody signs up',
      letter: verifyLetter(stranger, { token, trial: euros('1.000000', DEFAULT_LOCALE) }),
    },
    'verify-no-trial': {
      when: 'Somebody signs up and there is no trial for them',
      letter: verifyLetter(stranger, { token, trial: null }),
    },
  },
  reset: { reset: { when: 'Somebody forgot their password', letter: resetLetter(context, { token }) } },
  account_exists: {
    'account-exists': {
      when: 'Somebody signs up with a taken address',
      letter: accountExistsLetter(context),
    },
  },
  password_changed: {
    'password-changed': {
      when: 'A password was changed',
      letter: passwordChangedLetter(context, { at }),
    },
  },
  new_sign_in: {
    'new-sign-in': {
      when: 'A sign-in from a browser or network not seen before',
      letter: newSignInLetter(context, {
        at,
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        block: '81.2.69.0/24',
        timeZone: 'Europe/Berlin',
      }),
    },
    'new-sign-in-unknown': {
      when: 'The same, of which little is known',
      letter: newSignInLetter(context, { at, userAgent: 'curl', block: undefined, timeZone: 'UTC' }),
    },
  },
  second_factor: {
    'second-factor-set-up': {
      when: 'A member of staff set up their second factor',
      letter: secondFactorLetter(context, { event: 'set_up', left: 10, at, timeZone: 'Europe/Berlin' }),
    },
    'second-factor-recovery': {
      when: 'A member of staff signed in with a recovery code',
      letter: secondFactorLetter(context, { event: 'recovery', left: 9, at, timeZone: 'Europe/Berlin' }),
    },
    'second-factor-reset': {
      when: 'An admin or the operator reset somebody’s second factor',
      letter: secondFactorLetter(context, { event: 'reset', left: 0, at, timeZone: 'Europe/Berlin' }),
    },
  },
  receipt: {
    receipt: {
      when: 'A top-up was paid',
      letter: receiptLetter(context, { receipt, debtPaidMicros: ZERO, expiresAt }),
    },
    'receipt-debt': {
      when: 'A top-up was paid, and paid what was owed first',
      letter: receiptLetter(context, { receipt, debtPaidMicros: eur('0.56373'), expiresAt }),
    },
  },
  grant: {
    grant: {
      when: 'Staff gave credit',
      letter: grantLetter(context, {
        grant: {
          ...{ customerId, amountMicros: eur('5'), givenAt: at, recipients: [] },
          reason: 'Thank you for reporting the slow afternoon of 2 November.',
        },
        availableMicros: eur('17.345'),
        expiresAt,
      }),
    },
  },
  low_balance: {
    'low-balance': {
      when: 'The balance fell below the person’s line',
      letter: lowBalanceLetter(context, {
        ...{ availableMicros: eur('4.995'), heldMicros: ZERO, lineMicros: eur('5') },
      }),
    },
    'low-balance-held': {
      when: 'The same while something is held',
      letter: lowBalanceLetter(context, {
        ...{ availableMicros: eur('0.435'), heldMicros: eur('0.06'), lineMicros: eur('0.5') },
      }),
    },
  },
  expiry_warning: {
    'expiry-warning': {
      when: 'Credit expires in 60, 30, 7 or 1 days',
      letter: expiryLetter(context, {
        availableMicros: eur('12.345'),
        expiresAt: new Date('2026-11-30T00:00:00Z'),
        at,
      }),
    },
  },
  statement: {
    statement: {
      when: 'A month is over',
      letter: statementLetter(context, {
        month: monthNamed('2026-11')!,
        summary: {
          openingMicros: eur('2.345'),
          sums: [
            { kind: 'top_up', facts: 1, changeMicros: eur('25'), owedChangeMicros: ZERO },
            { kind: 'charge', facts: 41, changeMicros: -eur('15') as Credits, owedChangeMicros: ZERO },
          ],
          closingMicros: eur('12.345'),
          unexplainedMicros: ZERO,
          facts: 42,
          uptoSeq: 42n,
        },
        head,
      }),
    },
  },
  account_closed: {
    'account-closed': {
      when: 'Somebody closed their account',
      letter: farewellLetter(context, { closedAt: at, forfeitedMicros: eur('1.25'), owedMicros: 0n }),
    },
  },
  refund_asked: {
    'refund-asked': { when: 'A refund was asked for', letter: refundAskedLetter(context, refund) },
  },
  refund_ended: {
    'refund-paid': {
      when: 'Paddle paid a refund out',
      letter: refundEndedLetter(context, {
        ...refund,
        state: 'refunded',
        paidOut: { taxCents: 355n, totalCents: 2225n },
      }),
    },
    'refund-rejected': {
      when: 'Paddle rejected a refund',
      letter: refundEndedLetter(context, { ...refund, state: 'rejected' }),
    },
    'refund-refused': {
      when: 'We refused a refund',
      letter: refundEndedLetter(context, { ...refund, state: 'refused', refusal: 'nothing_unused' }),
    },
  },
  refund_alert: {
    'refund-alert': {
      when: 'Paddle did not pay a refund out (to staff)',
      letter: refundAlertLetter(context, { ...refund, note: 'rejected by Paddle' }),
    },
  },
  taken_back: {
    'taken-back-refund': {
      when: 'A refund was made at Paddle',
      letter: takenBackLetter(context, {
        ...{ receipt, netCents: cents(1000n), creditEur: '10.000000', balance, isRefund: true },
      }),
    },
    'taken-back-dispute': {
      when: 'The bank took a payment back, and some of it was spent',
      letter: takenBackLetter(context, {
        ...{ receipt, netCents: cents(2500n), creditEur: '19.000000', balance: indebted, isRefund: false },
      }),
    },
  },
  put_back: {
    'put-back': {
      when: 'A chargeback was reversed',
      letter: putBackLetter(context, {
        ...{ receipt, netCents: cents(2500n), creditEur: '19.000000', debtEur: '6.000000', balance },
      }),
    },
  },
};

/** Every letter there is, in the order of an account's life. */
export function sampleLetters(): SampleLetter[] {
  return Object.values(samples).flatMap((ofTemplate) =>
    Object.entries(ofTemplate).map(([name, sample]) => ({ name, ...sample })),
  );
}
