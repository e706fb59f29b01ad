'use client';

import { useEffect, useRef } from 'react';

/** Gives the focus to the page's title when what had it went with a refresh. */
export function KeepFocus() {
  const last = useRef<EventTarget>(null);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      last.current = target;
    };
    // What was focused before the page could hear of it.
    last.current = document.activeElement;
    // At the window: React stops at the document what comes before it has taken that part of the page over.
    window.addEventListener('focusin', remember, true);
    return () => window.removeEventListener('focusin', remember, true);
  }, []);
  // After each refresh.
  useEffect(() => {
    if (last.current instanceof Element && !last.current.isConnected) document.querySelector('h1')?.focus();
  });
  return null;
}
