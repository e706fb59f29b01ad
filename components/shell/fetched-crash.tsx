'use client';

import { type ComponentProps, lazy, Suspense } from 'react';

const CrashPage = lazy(() => import('./crash-page.tsx'));

/**
 * The page for a crash, fetched when there is one: each page would carry it once for itself and once for its frame. Where it
 * cannot be fetched either, that is an error too, and Next shows the page that stands in for the whole.
 */
export function FetchedCrash(props: ComponentProps<typeof CrashPage>) {
  return (
    <Suspense>
      <CrashPage {...props} />
    </Suspense>
  );
}
