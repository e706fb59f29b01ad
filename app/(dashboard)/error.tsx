'use client';

import { FetchedCrash } from '#components/shell/fetched-crash.tsx';

/** Shown within the frame in place of a page that failed: the way to every other page stays. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return <FetchedCrash error={error} onRetry={retry} framed />;
}
