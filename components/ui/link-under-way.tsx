'use client';

import { useLinkStatus } from 'next/link';
import { useEffect } from 'react';

/** What takes longer than this shows that it is under way. */
const SHOWN_AFTER_MS = 1_000;

/** Stands in a link: marks the document while the page that the link leads to is long on its way; `AppFrame` shows it. */
export function LinkUnderWay(): null {
  const { pending } = useLinkStatus();
  useEffect(() => {
    if (!pending) return;
    const mark = (isLong: boolean) => document.documentElement.toggleAttribute('data-under-way', isLong);
    const timer = setTimeout(mark, SHOWN_AFTER_MS, true);
    return () => {
      clearTimeout(timer);
      mark(false);
    };
  }, [pending]);
  return null;
}
