'use client';

import { Crash } from '#components/shell/crash.tsx';
import { crashTexts } from '#lib/i18n/crash-texts.ts';

/** Shown in place of a page that failed. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="flex min-h-dvh flex-col">
      <Crash error={error} onRetry={retry} texts={crashTexts().texts} />
    </main>
  );
}
