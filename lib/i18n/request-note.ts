import type { Locale } from './locales.ts';
import { translator } from './translator.ts';

/** What Paddle last said of a request for a refund, in the reader's language. @param note as it is kept: in English */
export function requestNote(note: string, locale: Locale): string {
  const t = translator(locale, 'notes');
  const [, said, code = ''] =
    /^(No answer from Paddle|Paddle refused it|Paddle took it not yet) \((.+)\)$/.exec(note) ?? [];
  switch (said) {
    case 'No answer from Paddle':
      return t('requestUnanswered', { code });
    case 'Paddle refused it':
      return t('requestRefused', { code });
    case 'Paddle took it not yet':
      return t('requestLater', { code });
    default:
      return note;
  }
}
