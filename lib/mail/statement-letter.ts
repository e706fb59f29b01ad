import type { Month } from '#lib/core/month.ts';
import { sumLabel } from '#lib/i18n/sum-label.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Head } from '#lib/ledger/heads.ts';
import type { SpanSummary } from '#lib/ledger/span.ts';
import { type Credits, toWire, ZERO } from '#lib/money/credits.ts';
import { frame, type LetterContext } from './account-letters.ts';
import { euros } from './amounts.ts';
import { monthInWords } from './dates.ts';
import type { Letter } from './letter.ts';

/**
 * The statement of a month: opening, the sums by kind, closing, exact; and the newest signed head, so that whoever keeps
 * this mail can later prove that nothing it covers was changed.
 *
 * @param options.head covers the month to its end
 */
export function statementLetter(
  context: LetterContext,
  options: { month: Month; summary: SpanSummary; head: Head },
): Letter {
  const { locale, appUrl } = context;
  const { month, summary, head } = options;
  const t = translator(locale, 'mail');
  const kinds = translator(locale, 'statement');
  const amount = (micros: SpanSummary['openingMicros']) => euros(toWire(micros), locale);
  const owed = (micros: Credits) =>
    micros === ZERO ? undefined : `${micros > ZERO ? '+' : ''}${amount(micros)}`;
  const name = monthInWords(month.from, locale);
  return {
    ...frame(context),
    subject: t('statementSubject', { month: name }),
    paragraphs: [
      t('statementText', { month: name, unexplained: amount(summary.unexplainedMicros) }),
      t('statementProof'),
    ],
    facts: [
      { name: kinds('opening'), value: amount(summary.openingMicros) },
      ...summary.sums.map(({ kind, facts, changeMicros, owedChangeMicros }) => ({
        name: sumLabel(kinds, { kind: kinds(`kind_${kind}`), facts, owed: owed(owedChangeMicros) }),
        value: amount(changeMicros),
      })),
      { name: kinds('closing'), value: amount(summary.closingMicros) },
    ],
    action: {
      label: t('statementAction'),
      url: new URL(`/statement?month=${month.name}`, appUrl).href,
    },
    quote: {
      title: t('statementHead', { day: head.day }),
      text: [
        `head ${head.head.toString('hex')}`,
        `signature ${head.signature.toString('base64')}`,
        `key ${head.keyId}`,
      ].join(' '),
    },
    footnotes: [t('statementWhy')],
  };
}
