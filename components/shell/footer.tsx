import Link from 'next/link';
import type { Preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { ThemeChoice } from './theme-choice.tsx';
import { themeTexts } from './theme-options.ts';

const LINKS = [
  ['pricing', '/pricing'],
  ['apiReference', '/docs'],
  ['terms', '/terms'],
  ['privacy', '/privacy'],
  ['refundPolicy', '/refund-policy'],
] as const;

/** The foot of every page: what this is, in which zone times are, and the colours. */
export function Footer({
  preferences,
  signedIn = false,
}: {
  preferences: Preferences;
  /** Whether somebody is signed in: then their colours are stored with them. */
  signedIn?: boolean;
}) {
  const t = translator(preferences.locale, 'shell');
  return (
    <footer className="no-print mt-auto border-t border-line">
      <div className="page flex flex-wrap items-center justify-between gap-x-8 gap-y-4 py-6 text-sm text-soft">
        <p className="max-w-prose text-balance">{t('footerNote')}</p>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          {LINKS.map(([page, href]) => (
            <Link
              key={page}
              href={href}
              prefetch={false}
              className="inline-flex min-h-6 items-center hover:text-ink hover:underline"
            >
              {t(page)}
            </Link>
          ))}
          {signedIn && (
            <Link
              href="/settings#look"
              prefetch={false}
              className="inline-flex min-h-6 items-center hover:text-ink hover:underline"
            >
              {t('timesIn', { zone: preferences.timeZone.replaceAll('_', ' ') })}
            </Link>
          )}
          <ThemeChoice
            theme={preferences.theme}
            name="theme-footer"
            signedIn={signedIn}
            {...themeTexts(preferences.locale)}
          />
        </div>
      </div>
    </footer>
  );
}
