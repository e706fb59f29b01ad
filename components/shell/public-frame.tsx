import Link from 'next/link';
import type { ReactNode } from 'react';
import { LinkButton } from '#components/ui/link-button.tsx';
import type { Preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { Brand } from './brand.tsx';
import { type Demo, DemoBanner } from './demo-banner.tsx';
import { Footer } from './footer.tsx';
import { MAIN_ID, SkipLink } from './skip-link.tsx';

interface PublicFrameProps {
  preferences: Preferences;
  /** Where the way into the account leads; left out: signing in is offered instead. */
  home?: string | undefined;
  demo?: Demo | undefined;
  children: ReactNode;
}

/** The frame of the pages that everyone may see. Its content brings its own `.page` widths. */
export function PublicFrame({ preferences, home, demo, children }: PublicFrameProps) {
  const { locale } = preferences;
  const t = translator(locale, 'shell');
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink label={t('skip')} />
      {demo !== undefined && <DemoBanner demo={demo} locale={locale} />}
      <header className="no-print border-b border-line">
        <div className="page flex min-h-14 flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
          <Brand href="/" label={t('home')} name={t('brand')} />
          <nav aria-label={t('siteNavigation')} className="flex items-center gap-x-1 sm:gap-x-3">
            <Link
              href="/pricing"
              className="inline-flex min-h-8 items-center rounded-sm px-2 text-soft transition-colors hover:text-ink max-sm:hidden"
            >
              {t('pricing')}
            </Link>
            {home !== undefined ? (
              <LinkButton href={home} size="sm" variant="secondary">
                {t('dashboard')}
              </LinkButton>
            ) : (
              <>
                <Link
                  href="/sign-in"
                  className="inline-flex min-h-8 items-center rounded-sm px-2 text-soft transition-colors hover:text-ink"
                >
                  {t('signIn')}
                </Link>
                <LinkButton href="/sign-up" size="sm" variant="secondary" className="max-sm:hidden">
                  {t('signUp')}
                </LinkButton>
              </>
            )}
          </nav>
        </div>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="flex flex-1 flex-col outline-none">
        {children}
      </main>
      <Footer preferences={preferences} signedIn={home !== undefined} />
    </div>
  );
}
