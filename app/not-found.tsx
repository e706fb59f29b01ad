import type { Metadata } from 'next';
import { PublicFrame } from '#components/shell/public-frame.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { demo } from './(public)/demo.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'errors')('notFoundTitle') };
}

/** For addresses that lead nowhere, and for things that the person may not see. */
export default async function NotFound() {
  const chosen = await preferences();
  const t = translator(chosen.locale, 'errors');
  return (
    <PublicFrame preferences={chosen} demo={demo()}>
      <div className="page flex flex-1 flex-col items-start justify-center py-20">
        <p className="figure text-soft">404</p>
        <h1 className="mt-2 text-3xl font-medium">{t('notFoundTitle')}</h1>
        <p className="mt-4 max-w-prose text-lg text-soft">{t('notFoundText')}</p>
        <div className="mt-8 flex flex-wrap gap-3">
          <LinkButton href="/overview" variant="primary">
            {t('notFoundOverview')}
          </LinkButton>
          <LinkButton href="/">{t('notFoundHome')}</LinkButton>
        </div>
      </div>
    </PublicFrame>
  );
}
