import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { momentInWords } from './dates.ts';
import type { Letter } from './letter.ts';

/** What every letter about an account needs. The name is null where nobody is greeted by one. */
export type LetterContext = { locale: Locale; name: string | null; appUrl: string };

/** The letter with the link that verifies an address. @param options.trial as text; null when verifying brings none */
export function verifyLetter(
  context: LetterContext,
  options: { token: string; trial: string | null },
): Letter {
  const t = translator(context.locale, 'mail');
  return {
    ...frame(context),
    subject: t('verifySubject'),
    paragraphs: [
      t('verifyText'),
      ...(options.trial === null ? [] : [t('verifyTrial', { amount: options.trial })]),
    ],
    action: { label: t('verifyAction'), url: linkTo(context.appUrl, '/verify', options.token) },
    footnotes: [t('verifyLifetime'), t('verifyNotYou')],
  };
}

/** The letter with the link that lets its reader choose a new password. */
export function resetLetter(context: LetterContext, options: { token: string }): Letter {
  const t = translator(context.locale, 'mail');
  return {
    ...frame(context),
    subject: t('resetSubject'),
    paragraphs: [t('resetText')],
    action: { label: t('resetAction'), url: linkTo(context.appUrl, '/reset', options.token) },
    footnotes: [t('resetLifetime'), t('resetNotYou')],
  };
}

/** To the owner of an address that somebody tried to sign up with: the page itself told that somebody nothing. */
export function accountExistsLetter(context: LetterContext): Letter {
  const t = translator(context.locale, 'mail');
  return {
    ...frame(context),
    subject: t('accountExistsSubject'),
    paragraphs: [t('accountExistsText')],
    action: { label: t('accountExistsAction'), url: new URL('/sign-in', context.appUrl).href },
    footnotes: [t('accountExistsNotYou')],
  };
}

/** So that nobody changes a password behind its owner's back. */
export function passwordChangedLetter(context: LetterContext, options: { at: Date }): Letter {
  const t = translator(context.locale, 'mail');
  return {
    ...frame(context),
    subject: t('passwordChangedSubject'),
    paragraphs: [t('passwordChangedText', { at: momentInWords(options.at, context.locale) })],
    action: { label: t('passwordChangedAction'), url: new URL('/forgot', context.appUrl).href },
    footnotes: [t('passwordChangedNotYou')],
  };
}

/** How each letter begins and who signs it. */
export function frame({ locale, name }: LetterContext): Pick<Letter, 'greeting' | 'signature'> {
  const t = translator(locale, 'mail');
  return {
    greeting: name === null ? t('greetingNobody') : t('greeting', { name }),
    signature: translator(locale, 'shell')('brand'),
  };
}

/** Opening the link changes nothing, since mail scanners open links as well; the page behind it has a button. */
function linkTo(appUrl: string, path: string, token: string): string {
  const url = new URL(path, appUrl);
  url.searchParams.set('token', token);
  return url.href;
}
