import ipaddr from 'ipaddr.js';
import { deviceOf } from '#lib/core/device.ts';
import { type TranslatorOf, translator } from '#lib/i18n/translator.ts';
import { type Credits, toWire, ZERO } from '#lib/money/credits.ts';
import { frame, type LetterContext } from './account-letters.ts';
import { euros } from './amounts.ts';
import { lastDayBefore, momentInWords } from './dates.ts';
import type { Letter } from './letter.ts';
import type { GrantFacts } from './store.ts';

/**
 * Says that the balance fell below the line that its reader drew.
 *
 * @param options.availableMicros as it is when the letter is written, with what open holds keep aside apart
 * @param options.lineMicros as it is drawn then
 */
export function lowBalanceLetter(
  context: LetterContext,
  options: { availableMicros: Credits; heldMicros: Credits; lineMicros: Credits },
): Letter {
  const { locale, appUrl } = context;
  const t = translator(locale, 'mail');
  const amount = (micros: Credits) => euros(toWire(micros), locale);
  const available = amount(options.availableMicros);
  return {
    ...frame(context),
    subject: t('lowBalanceSubject', { amount: available }),
    paragraphs: [
      t('lowBalanceText', { amount: available, line: amount(options.lineMicros) }),
      ...(options.heldMicros === ZERO ? [] : [t('lowBalanceHeld', { held: amount(options.heldMicros) })]),
      t('lowBalanceEnd'),
    ],
    action: { label: t('lowBalanceAction'), url: new URL('/top-up', appUrl).href },
    footnotes: [t('lowBalanceWhy', { settings: new URL('/settings', appUrl).href })],
  };
}

/**
 * Says that we gave credit, how much and why, and that this moves no date.
 *
 * @param options.expiresAt the first instant at which the customer's credit is no longer valid
 */
export function grantLetter(
  context: LetterContext,
  options: { grant: GrantFacts; availableMicros: Credits; expiresAt: Date },
): Letter {
  const { locale, appUrl } = context;
  const { grant, availableMicros, expiresAt } = options;
  const t = translator(locale, 'mail');
  const amount = euros(toWire(grant.amountMicros), locale);
  return {
    ...frame(context),
    subject: t('grantSubject', { amount }),
    paragraphs: [t('grantText', { amount }), t('grantDate', { day: lastDayBefore(expiresAt, locale) })],
    facts: [
      { name: t('grantAmount'), value: amount },
      { name: t('grantReason'), value: grant.reason },
      { name: t('grantGivenAt'), value: momentInWords(grant.givenAt, locale) },
      { name: t('availableNow'), value: euros(toWire(availableMicros), locale) },
    ],
    action: { label: t('grantAction'), url: new URL('/statement', appUrl).href },
    footnotes: [t('grantWhy', { settings: new URL('/settings', appUrl).href })],
  };
}

/**
 * Says that somebody signed in from a browser or a network not seen before, and what to do if it was a stranger.
 *
 * @param options.block as `addressBlock` gives it; undefined when it cannot be read any more
 * @param options.timeZone the reader's, so that the time is one they know
 */
export function newSignInLetter(
  context: LetterContext,
  options: { at: Date; userAgent: string; block: string | undefined; timeZone: string },
): Letter {
  const { locale, appUrl } = context;
  const t = translator(locale, 'mail');
  const device = deviceOf(options.userAgent);
  return {
    ...frame(context),
    subject: t('newSignInSubject'),
    paragraphs: [t('newSignInText')],
    facts: [
      { name: t('newSignInAt'), value: momentInWords(options.at, locale, options.timeZone) },
      {
        name: t('newSignInBrowser'),
        value: device === undefined ? t('newSignInBrowserUnknown') : t('newSignInDevice', { ...device }),
      },
      { name: t('newSignInPlace'), value: placeOf(options.block, t) },
    ],
    action: { label: t('newSignInAction'), url: new URL('/settings', appUrl).href },
    footnotes: [t('newSignInNotYou', { forgot: new URL('/forgot', appUrl).href }), t('newSignInWhy')],
  };
}

/** What we know of where a request came from: its network. We keep no map of where networks are. */
function placeOf(block: string | undefined, t: TranslatorOf<'mail'>): string {
  if (block === undefined || !ipaddr.isValidCIDR(block)) return t('placeUnknown');
  const [address] = ipaddr.parseCIDR(block);
  return LOCAL.has(address.range()) ? t('placePrivate', { block }) : t('placeNetwork', { block });
}

const LOCAL: ReadonlySet<string> = new Set([
  ...['private', 'loopback', 'linkLocal', 'uniqueLocal', 'carrierGradeNat'],
]);
