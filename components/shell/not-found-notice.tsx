import { LinkButton } from '#components/ui/link-button.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

/** Says that there is nothing at an address, and where to go from there. Stands within a frame. */
export function NotFoundNotice({ staff, locale }: { staff: boolean; locale: Locale }) {
  const t = translator(locale, 'errors');
  return (
    <div className="py-20">
      <p className="figure text-soft">404</p>
      <h1 className="mt-2 text-3xl font-medium">{t('notFoundTitle')}</h1>
      <p className="mt-4 max-w-prose text-lg text-soft">{t('notFoundText')}</p>
      <div className="mt-8 flex flex-wrap gap-3">
        <LinkButton href={staff ? '/support' : '/overview'} variant="primary">
          {t(staff ? 'notFoundDesk' : 'notFoundOverview')}
        </LinkButton>
        <LinkButton href="/">{t('notFoundHome')}</LinkButton>
      </div>
    </div>
  );
}
