import { translator } from '#lib/i18n/translator.ts';
import { frame, type LetterContext } from './account-letters.ts';
import { momentInWords } from './dates.ts';
import type { Letter } from './letter.ts';
import type { FactorEvent } from './queue.ts';

/**
 * Says what became of its reader's second factor, and what to do if it was a stranger.
 *
 * @param options.left the recovery codes that were not used yet
 * @param options.timeZone the reader's, so that the time is one they know
 */
export function secondFactorLetter(
  context: LetterContext,
  options: { event: FactorEvent; left: number; at: Date; timeZone: string },
): Letter {
  const { locale, appUrl } = context;
  const { event, left } = options;
  const t = translator(locale, 'secondFactor');
  const texts = {
    set_up: { subject: t('mailSetUpSubject'), text: t('mailSetUpText') },
    recovery: { subject: t('mailRecoverySubject'), text: t('mailRecoveryText', { left: String(left) }) },
    reset: { subject: t('mailResetSubject'), text: t('mailResetText') },
  }[event];
  return {
    ...frame(context),
    subject: texts.subject,
    paragraphs: [texts.text],
    facts: [{ name: t('mailAt'), value: momentInWords(options.at, locale, options.timeZone) }],
    action: { label: t('mailAction'), url: new URL('/settings', appUrl).href },
    footnotes: [t('mailNotYou', { forgot: new URL('/forgot', appUrl).href }), t('mailWhy')],
  };
}
