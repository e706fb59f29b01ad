'use client';

import { FetchedCrash } from '#components/shell/fetched-crash.tsx';

/** Shown in place of a page that failed. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="flex min-h-dvh flex-col">
      <FetchedCrash error={error} onRetry={retry} />
    </main>
  );
}
