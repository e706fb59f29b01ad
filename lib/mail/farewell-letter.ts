import { translator } from '#lib/i18n/translator.ts';
import { credits, toWire } from '#lib/money/credits.ts';
import { frame, type LetterContext } from './account-letters.ts';
import { euros } from './amounts.ts';
import { momentInWords } from './dates.ts';
import type { Letter } from './letter.ts';

/** The letter that confirms a closing: what became of the credit, what stays and what goes. */
export function farewellLetter(
  context: LetterContext,
  closing: { closedAt: Date; forfeitedMicros: bigint; owedMicros: bigint },
): Letter {
  const t = translator(context.locale, 'closing');
  const amount = (micros: bigint) => euros(toWire(credits(micros)), context.locale);
  const { closedAt, forfeitedMicros, owedMicros } = closing;
  return {
    ...frame(context),
    subject: t('mailSubject'),
    paragraphs: [
      t('mailText', { at: momentInWords(closedAt, context.locale) }),
      ...(owedMicros > 0n ? [t('mailOwed', { amount: amount(owedMicros) })] : []),
      t('mailErased'),
    ],
    facts: [{ name: t('mailForfeited'), value: amount(forfeitedMicros) }],
    footnotes: [t('mailAgain'), t('mailNotYou')],
  };
}
