import { consentText } from '#lib/i18n/consent.ts';
import { translator } from '#lib/i18n/translator.ts';
import { refundWindowEnd } from '#lib/ledger/refundable.ts';
import { cents, centsToEuros } from '#lib/money/cents.ts';
import { type Credits, fromCents, subtract, toWire, ZERO } from '#lib/money/credits.ts';
import { frame, type LetterContext } from './account-letters.ts';
import { euros } from './amounts.ts';
import { lastDayBefore, momentInWords } from './dates.ts';
import type { Letter } from './letter.ts';
import type { ReceiptFacts } from './store.ts';

/**
 * The receipt of a paid top-up: what was paid, what of it paid a debt and what was credited, until when it may be
 * refunded, and, as EU law asks for digital content that is delivered at once, the consent word for word with its time.
 *
 * @param options.debtPaidMicros what of it paid what was owed
 * @param options.expiresAt the first instant at which the customer's credit is no longer valid; null without credit
 */
export function receiptLetter(
  context: LetterContext,
  options: { receipt: ReceiptFacts; debtPaidMicros: Credits; expiresAt: Date | null },
): Letter {
  const { locale } = context;
  const { receipt, debtPaidMicros, expiresAt } = options;
  const t = translator(locale, 'mail');
  const amount = (value: bigint) => euros(centsToEuros(cents(value)), locale);
  const exact = (value: Credits) => euros(toWire(value), locale);
  const facts = [
    ...(debtPaidMicros === ZERO ? [] : [{ name: t('receiptDebt'), value: exact(debtPaidMicros) }]),
    {
      name: t('receiptCredit'),
      value: exact(subtract(fromCents(cents(receipt.amountCents)), debtPaidMicros)),
    },
    ...(receipt.taxCents === null ? [] : [{ name: t('receiptTax'), value: amount(receipt.taxCents) }]),
    ...(receipt.totalCents === null ? [] : [{ name: t('receiptTotal'), value: amount(receipt.totalCents) }]),
    { name: t('receiptPaidAt'), value: momentInWords(receipt.paidAt, locale) },
    ...(receipt.receiptNumber === null ? [] : [{ name: t('receiptNumber'), value: receipt.receiptNumber }]),
    ...(expiresAt === null
      ? []
      : [{ name: t('receiptValidThrough'), value: `${lastDayBefore(expiresAt, locale)} (UTC)` }]),
  ];
  return {
    ...frame(context),
    subject: t('receiptSubject', { amount: amount(receipt.amountCents) }),
    paragraphs: [
      t('receiptText'),
      t('receiptRefund', { day: lastDayBefore(refundWindowEnd(receipt.paidAt), locale) }),
    ],
    facts,
    action: { label: t('receiptAction'), url: new URL('/overview', context.appUrl).href },
    quote: {
      title: t('receiptConsentTitle', {
        at: momentInWords(receipt.consentAt, locale),
        version: receipt.consentVersion,
      }),
      text: agreedTo(receipt.consentVersion),
    },
    footnotes: [t('receiptWhy')],
  };
}

/** The wording that was agreed to. @throws {RangeError} for a version that never existed: a receipt must be whole */
function agreedTo(version: string): string {
  const text = consentText(version);
  if (text === undefined) throw new RangeError(`There is no consent text of version ${version}`);
  return text;
}
