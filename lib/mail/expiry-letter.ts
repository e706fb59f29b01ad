import { translator } from '#lib/i18n/translator.ts';
import { expiryOf } from '#lib/ledger/expiry.ts';
import { type Credits, toWire } from '#lib/money/credits.ts';
import { frame, type LetterContext } from './account-letters.ts';
import { euros } from './amounts.ts';
import { lastDayBefore } from './dates.ts';
import type { Letter } from './letter.ts';

/**
 * Says what will expire and when, and what a top-up would do about it.
 *
 * @param options.availableMicros what would expire, as it is when the letter is written
 * @param options.expiresAt the first instant at which the credit is no longer valid
 */
export function expiryLetter(
  context: LetterContext,
  options: { availableMicros: Credits; expiresAt: Date; at: Date },
): Letter {
  const { locale } = context;
  const t = translator(locale, 'mail');
  const amount = euros(toWire(options.availableMicros), locale);
  const day = lastDayBefore(options.expiresAt, locale);
  return {
    ...frame(context),
    subject: t('expirySubject', { amount, day }),
    paragraphs: [
      t('expiryText', { amount, day }),
      t('expiryTopUp', { day: lastDayBefore(expiryOf(options.at), locale) }),
    ],
    action: { label: t('expiryAction'), url: new URL('/top-up', context.appUrl).href },
    footnotes: [t('expiryWhy')],
  };
}
