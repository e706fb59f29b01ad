'use client';

import { useEffect } from 'react';

type Page = Window & { earlyPresses?: Set<HTMLButtonElement | null> | undefined };

/** Presses again, once the page answers, the buttons that were pressed before it could (`lib/http/early-input.ts`). */
export function EarlyPresses() {
  useEffect(() => {
    const page = window as Page;
    const presses = page.earlyPresses;
    page.earlyPresses = undefined;
    for (const button of presses ?? []) button?.click();
  }, []);
  return null;
}
