import type { TopUpSetup } from '#components/top-up/setup.ts';
import { env } from '#lib/core/env.ts';
import { consentOf } from '#lib/i18n/consent.ts';
import { conventionsOf, type Locale } from '#lib/i18n/locales.ts';
import { expiryOf } from '#lib/ledger/expiry.ts';
import { COUNTRIES } from '#lib/topups/countries.ts';

/**
 * What the form needs to know.
 *
 * @param options.expiresAt until when the balance is valid now; a payment never shortens it
 * @param options.at the present instant
 */
export function topUpSetup(options: {
  locale: Locale;
  email: string;
  country: string | null;
  expiresAt: Date | null;
  at: Date;
}): TopUpSetup {
  const { PADDLE_CLIENT_TOKEN, PADDLE_ENVIRONMENT, PADDLE_SCRIPT_URL } = env();
  const { locale, email, country, expiresAt, at } = options;
  const renewed = expiryOf(at);
  return {
    checkout: {
      token: PADDLE_CLIENT_TOKEN,
      environment: PADDLE_ENVIRONMENT === 'production' ? 'production' : 'sandbox',
      scriptUrl: PADDLE_SCRIPT_URL ?? null,
    },
    countries: countriesByName(locale),
    country,
    consent: consentOf(locale),
    newExpiresAt: (expiresAt !== null && expiresAt > renewed ? expiresAt : renewed).toISOString(),
    email,
  };
}

function countriesByName(locale: Locale): TopUpSetup['countries'] {
  const tag = conventionsOf(locale);
  const names = new Intl.DisplayNames(tag, { type: 'region' });
  return COUNTRIES.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) =>
    a.name.localeCompare(b.name, tag),
  );
}
