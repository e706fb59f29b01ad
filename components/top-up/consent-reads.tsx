import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

/** Under the consent: where to read what it is about, in tabs of their own, so that what was chosen stays. */
export function ConsentReads({ locale }: { locale: Locale }) {
  const t = translator(locale, 'topUp');
  return (
    <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm text-soft">
      {t('consentReads')}
      <a href="/terms" target="_blank" rel="noopener" className="link">
        {t('terms')}
      </a>
      <a href="/refund-policy" target="_blank" rel="noopener" className="link">
        {t('refundPolicy')}
      </a>
    </p>
  );
}
