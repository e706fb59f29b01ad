'use client';

import { Crash } from '#components/shell/crash.tsx';
import { crashTexts } from '#lib/i18n/crash-texts.ts';
import './globals.css';

/** Shown when even the frame around the pages failed; it stands in for the root layout. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const { locale, texts } = crashTexts();
  return (
    <html lang={locale}>
      <body>
        <title>{texts.title}</title>
        <main className="flex min-h-dvh flex-col">
          <Crash error={error} onRetry={retry} texts={texts} />
        </main>
      </body>
    </html>
  );
}
