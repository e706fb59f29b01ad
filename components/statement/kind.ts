import type { StatementKind } from '#lib/contracts/statement.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

/** What a line of the statement is called. */
export function kindLabel(kind: StatementKind, locale: Locale): string {
  return translator(locale, 'statement')(`kind_${kind}`);
}
