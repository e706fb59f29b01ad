import { ExternalIcon } from '#components/ui/icons.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

export interface Demo {
  /** Where the demo's mails can be read; absent when there is no such inbox. */
  mailInboxUrl?: string | undefined;
}

/** Says on every page of a demo that nothing is paid, and where its mails are. */
export function DemoBanner({ demo, locale }: { demo: Demo; locale: Locale }) {
  const t = translator(locale, 'shell');
  return (
    <aside aria-label={t('demoTitle')} className="no-print border-b border-line bg-wash text-sm text-soft">
      <div className="page flex flex-wrap items-center justify-between gap-x-6 py-1.5">
        <p>
          <strong className="font-medium text-ink">{t('demoTitle')}.</strong> {t('demoText')}
        </p>
        {demo.mailInboxUrl !== undefined && (
          <a
            href={demo.mailInboxUrl}
            target="_blank"
            rel="noreferrer"
            className="link inline-flex min-h-6 items-center gap-1"
          >
            {t('demoInbox')}
            <ExternalIcon className="size-3.5" />
            <span className="visually-hidden">({translator(locale, 'words')('opensNewTab')})</span>
          </a>
        )}
      </div>
    </aside>
  );
}
