import { formatCredits } from '#components/format/credits.ts';
import type { Messages } from '#lib/i18n/catalogue.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

// What the product itself writes down about an event or a deed is kept in English. What has no words here, and whatever
// a person wrote, stands as it is kept.

/** What came of an event, in the reader's language. */
export function eventNote(note: string, locale: Locale): string {
  const t = translator(locale, 'support');
  switch (note) {
    case 'Nothing new':
      return t('note_nothingNew');
    case 'Credited before':
      return t('note_creditedBefore');
    case 'Not the Paddle transaction of this purchase':
      return t('note_notOfPurchase');
  }
  const [, euros] = /^Credited EUR (\d+\.\d\d)$/.exec(note) ?? [];
  if (euros !== undefined) return t('note_credited', { amount: formatCredits(`${euros}0000`, locale) });
  const [, status, paddle] = /^Purchase (\w+), Paddle (\w+)$/.exec(note) ?? [];
  if (status !== undefined) return t('note_purchase', { state: stateLabel(status, locale), paddle: paddle! });
  const [, type] = /^Nothing here follows from (\S+)$/.exec(note) ?? [];
  return type === undefined ? note : t('note_nothingFollows', { type });
}

function stateLabel(status: string, locale: Locale): string {
  const states = translator(locale, 'refunds');
  const key = `status_${status}` as keyof Messages['refunds'] & `status_${string}`;
  return states.has(key) ? states(key) : status;
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
