import type { LegalRules } from '#components/legal/rules.ts';
import { EXPORTS } from '#lib/auth/rate-limit.ts';
import { SESSION_SECONDS, SIGN_UP_SECONDS, sessionCookie, signUpCookie } from '#lib/auth/session-token.ts';
import { KEPT_DAYS, KNOWN_DAYS } from '#lib/auth/tasks.ts';
import { env, remoteProvidersOn } from '#lib/core/env.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { CURRENT_CONSENT } from '#lib/i18n/consent.ts';
import { LOCALE_COOKIE, ONE_YEAR_SECONDS, THEME_COOKIE, TIME_ZONE_COOKIE } from '#lib/i18n/cookies.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { GRACE_DAYS } from '#lib/ledger/expiry.ts';
import { publishedPricing } from '#lib/pricing/published.ts';
import { WARNING_STEPS_DAYS } from '#lib/topups/expiry-warnings.ts';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

const COMPANIES = {
  openai: 'OpenAI',
  google: 'Google',
  bfl: 'Black Forest Labs',
  fal: 'fal',
  replicate: 'Replicate',
} as const;

/** What the terms, the privacy notice and the refund policy state as a number or a name, read where the code has it. */
export function legalRules(locale: Locale): LegalRules {
  const { APP_URL } = env();
  return {
    credit: publishedPricing().rules,
    graceDays: GRACE_DAYS,
    warningDays: WARNING_STEPS_DAYS,
    consent: catalogue[locale].consent[CURRENT_CONSENT],
    imageProviders: remoteProvidersOn().map((provider) => COMPANIES[provider]),
    signInKeptDays: KEPT_DAYS,
    knownSignInDays: KNOWN_DAYS,
    exportsPerHour: EXPORTS.times,
    cookies: {
      session: sessionCookie(APP_URL).name,
      sessionDays: SESSION_SECONDS / DAY_SECONDS,
      signUp: signUpCookie(APP_URL).name,
      signUpHours: SIGN_UP_SECONDS / HOUR_SECONDS,
      choices: [LOCALE_COOKIE, TIME_ZONE_COOKIE, THEME_COOKIE],
      choiceDays: ONE_YEAR_SECONDS / DAY_SECONDS,
    },
  };
}
