'use client';

import { useLayoutEffect } from 'react';

type Page = Window & { pressEarly?: (() => void) | undefined };

/** Presses again, once the page answers, the buttons that were pressed before it could (`lib/http/early-input.ts`). */
export function EarlyPresses() {
  // Not an effect that may come later: a press that React has answered by then would be answered twice.
  useLayoutEffect(() => {
    const page = window as Page;
    page.pressEarly?.();
    page.pressEarly = undefined;
  }, []);
  return null;
}
