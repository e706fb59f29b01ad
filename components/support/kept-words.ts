import { formatCents } from '#components/format/cash.ts';
import { formatCredits } from '#components/format/credits.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { EVENT_NOTES, FINDINGS, type NotePattern } from '#lib/i18n/note-patterns.ts';
import { type TranslatorOf, translator } from '#lib/i18n/translator.ts';
import { cents } from '#lib/money/cents.ts';

// What the product itself writes down about an event or a deed is kept in English. What has no words here, and whatever
// a person wrote, stands as it is kept.

/** What came of an event, in the reader's language. */
export function eventNote(note: string, locale: Locale): string {
  const t = translator(locale, 'notes');
  const [, who, reason] = /^Put aside by (\S+): (.*)$/s.exec(note) ?? [];
  if (who !== undefined) return t('putAside', { who, reason: reason! });
  const [, id, why] = /^Does not agree with purchase (\S+): (.*)$/s.exec(note) ?? [];
  if (id !== undefined) return t('disagrees', { id, why: inWords(why!, EVENT_NOTES, locale) });
  return inWords(note, EVENT_NOTES, locale);
}

/** How our books and Paddle's differ, in the reader's language. */
export function findingDetail(detail: string, locale: Locale): string {
  return inWords(detail, FINDINGS, locale);
}

/** A note of several parts says each; a part that has no words stands as it is. */
function inWords(note: string, patterns: readonly NotePattern[], locale: Locale): string {
  // Which values a message takes is known per key; here they come from the note, and a test holds them together.
  const t = translator(locale, 'notes') as TranslatorOf<'notes'> &
    ((key: string, values: Record<string, string>) => string);
  const said = (part: string) => {
    for (const [written, key] of patterns) {
      const match = written.exec(part);
      if (match === null) continue;
      const groups = Object.entries(match.groups ?? {});
      return t(key, Object.fromEntries(groups.map(([name, text]) => [name, valueIn(name, text, locale)])));
    }
    return part;
  };
  return note.split('; ').map(said).join('; ');
}

/** A value of a note as the reader's language writes it; what has no words there stays. */
function valueIn(name: string, text: string, locale: Locale): string {
  const { notes, refunds } = catalogue[locale];
  const wordOf = (words: Readonly<Record<string, string>>, key: string) =>
    Object.hasOwn(words, key) ? words[key]! : text;
  switch (name) {
    case 'euros':
      return formatCredits(`${text}0000`, locale);
    case 'cents':
    case 'otherCents':
      return formatCents(cents(BigInt(text)), locale);
    case 'state':
    case 'otherState':
      return wordOf(refunds, `status_${text}`);
    case 'action':
    case 'status':
    case 'fact':
      return wordOf(notes, `${name}_${text}`);
    default:
      return text;
  }
}

/** Why a deed was done, in the reader's language. */
export function auditReason(reason: string, locale: Locale): string {
  const t = translator(locale, 'desk');
  switch (reason) {
    case 'Withdrawal':
      return t('why_withdrawal');
    case 'Reconciliation by hand':
      return t('why_reconcile');
    case 'Check by hand':
      return t('why_booksCheck');
    case 'Set up at the first sign-in':
      return t('why_firstFactor');
    case 'Moved to another app':
      return t('why_movedFactor');
    case 'Signed in without the app':
      return t('why_recovery');
    case 'Asked for new recovery codes':
      return t('why_codes');
    case 'nothing_unused':
    case 'dispute_open':
      return translator(locale, 'support')(`refuse_${reason}`);
  }
  const [, id] = /^Replay of (\S+)$/.exec(reason) ?? [];
  return id === undefined ? reason : t('why_replay', { id });
}
