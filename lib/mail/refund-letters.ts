import type { Locale } from '#lib/i18n/locales.ts';
import { requestNote } from '#lib/i18n/request-note.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Balance } from '#lib/ledger/balance.ts';
import { type Cents, cents, centsToEuros } from '#lib/money/cents.ts';
import { toWire, ZERO } from '#lib/money/credits.ts';
import { frame, type LetterContext } from './account-letters.ts';
import { euros } from './amounts.ts';
import { momentInWords } from './dates.ts';
import type { Letter } from './letter.ts';
import type { ReceiptFacts, RefundFacts } from './store.ts';

const cash = (value: bigint, locale: Locale) => euros(centsToEuros(cents(value)), locale);

/**
 * The acknowledgement of a withdrawal, with its date and time, as EU directive 2023/2673 asks of traders. Product rules,
 * section 9.
 */
export function refundAskedLetter(context: LetterContext, refund: RefundFacts): Letter {
  const { locale } = context;
  const t = translator(locale, 'mail');
  return {
    ...frame(context),
    subject: t('refundAskedSubject', { amount: cash(refund.amountCents, locale) }),
    paragraphs: [t('refundAskedText', { at: momentInWords(refund.askedAt, locale) }), t('refundAskedNext')],
    facts: factsOf(refund, locale),
    action: toRefund(context, refund),
    footnotes: [t('refundAskedWhy')],
  };
}

/** How a refund request ended: paid out, refused by us with the reason, or rejected by Paddle. */
export function refundEndedLetter(context: LetterContext, refund: RefundFacts): Letter {
  const { locale } = context;
  const t = translator(locale, 'mail');
  const amount = cash(refund.amountCents, locale);
  const texts = {
    refunded: [t('refundPaidSubject', { amount }), t('refundPaidText')],
    rejected: [t('refundRejectedSubject', { amount }), t('refundRejectedText')],
    refused: [
      t('refundRefusedSubject', { amount }),
      t('refundRefusedText', { reason: reasonOf(refund, locale) }),
    ],
  } as const;
  const [subject, text] = texts[refund.state as keyof typeof texts];
  return {
    ...frame(context),
    subject,
    paragraphs: [text, ...(refund.reason === null ? [] : [t('refundReason', { reason: refund.reason })])],
    facts: factsOf(refund, locale),
    action: toRefund(context, refund),
    footnotes: [t('refundEndedWhy')],
  };
}

/** To staff: Paddle did not pay out what was approved. */
export function refundAlertLetter(context: LetterContext, refund: RefundFacts): Letter {
  const { locale } = context;
  const t = translator(locale, 'mail');
  return {
    ...frame(context),
    subject: t('refundAlertSubject', { amount: cash(refund.amountCents, locale) }),
    paragraphs: [
      t('refundAlertText', { note: refund.note === null ? '-' : requestNote(refund.note, locale) }),
    ],
    facts: factsOf(refund, locale),
    action: { label: t('refundAlertAction'), url: new URL('/support/refunds', context.appUrl).href },
    footnotes: [t('refundAlertWhy')],
  };
}

/** A payment went back without having been asked for here: by a bank, or by hand at Paddle. */
export function takenBackLetter(
  context: LetterContext,
  options: {
    receipt: ReceiptFacts;
    netCents: Cents;
    /** What of it was taken from credit, in the wire's form; the rest had been spent, or had expired. */
    creditEur: string;
    balance: Balance;
    isRefund: boolean;
  },
): Letter {
  const { locale } = context;
  const t = translator(locale, 'mail');
  const amount = cash(options.netCents, locale);
  const { owedMicros } = options.balance;
  return {
    ...frame(context),
    subject: t('takenBackSubject', { amount }),
    paragraphs: [
      t(options.isRefund ? 'takenBackRefund' : 'takenBackDispute', { amount }),
      t('takenBackCredit', { credit: euros(options.creditEur, locale) }),
      ...(owedMicros === ZERO ? [] : [t('takenBackOwed', { amount: euros(toWire(owedMicros), locale) })]),
    ],
    facts: balanceFacts(options, locale),
    action: { label: t('takenBackAction'), url: new URL('/statement', context.appUrl).href },
    footnotes: [t('takenBackWhy')],
  };
}

/** What a bank had taken back is the customer's again. */
export function putBackLetter(
  context: LetterContext,
  options: {
    receipt: ReceiptFacts;
    netCents: Cents;
    /** What of it is credit again, and what of it paid a debt, in the wire's form. */
    creditEur: string;
    debtEur: string;
    balance: Balance;
  },
): Letter {
  const { locale } = context;
  const t = translator(locale, 'mail');
  const amount = cash(options.netCents, locale);
  return {
    ...frame(context),
    subject: t('putBackSubject', { amount }),
    paragraphs: [
      t('putBackText', { amount, credit: euros(options.creditEur, locale) }),
      ...(options.debtEur === toWire(ZERO)
        ? []
        : [t('putBackDebt', { amount: euros(options.debtEur, locale) })]),
    ],
    facts: balanceFacts(options, locale),
    action: { label: t('takenBackAction'), url: new URL('/statement', context.appUrl).href },
    footnotes: [t('takenBackWhy')],
  };
}

function balanceFacts(
  options: { receipt: ReceiptFacts; balance: Balance },
  locale: Locale,
): NonNullable<Letter['facts']> {
  const t = translator(locale, 'mail');
  const { receipt, balance } = options;
  return [
    ...(receipt.receiptNumber === null ? [] : [{ name: t('receiptNumber'), value: receipt.receiptNumber }]),
    { name: t('receiptPaidAt'), value: momentInWords(receipt.paidAt, locale) },
    { name: t('availableNow'), value: euros(toWire(balance.availableMicros), locale) },
  ];
}

function factsOf(refund: RefundFacts, locale: Locale): NonNullable<Letter['facts']> {
  const t = translator(locale, 'mail');
  const { paidOut } = refund;
  return [
    { name: t('refundNet'), value: cash(refund.amountCents, locale) },
    ...(paidOut === null
      ? []
      : [
          { name: t('receiptTax'), value: cash(paidOut.taxCents, locale) },
          { name: t('refundTotal'), value: cash(paidOut.totalCents, locale) },
        ]),
    ...(refund.receiptNumber === null ? [] : [{ name: t('receiptNumber'), value: refund.receiptNumber }]),
    { name: t('refundAskedAt'), value: momentInWords(refund.askedAt, locale) },
  ];
}

function reasonOf({ refusal }: RefundFacts, locale: Locale): string {
  const t = translator(locale, 'refunds');
  if (refusal === 'nothing_unused' || refusal === 'dispute_open') return t(`refused_${refusal}`);
  return refusal ?? '';
}

function toRefund(context: LetterContext, { purchaseId }: RefundFacts): NonNullable<Letter['action']> {
  const label = translator(context.locale, 'mail')('refundAction');
  return { label, url: new URL(`/refunds/${purchaseId}`, context.appUrl).href };
}
