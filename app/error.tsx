'use client';

import { Crash } from '#components/shell/crash.tsx';
import { useMessages } from '#lib/i18n/client.tsx';

/** Shown in place of a page that failed. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useMessages('errors');
  return (
    <main className="flex min-h-dvh flex-col">
      <Crash
        error={error}
        onRetry={retry}
        texts={{
          crashTitle: t('crashTitle'),
          crashText: t('crashText'),
          crashReference: t('crashReference'),
          crashRetry: t('crashRetry'),
          crashHome: t('crashHome'),
        }}
      />
    </main>
  );
}
