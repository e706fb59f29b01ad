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
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);
  // After each refresh.
  useEffect(() => {
    if (last.current instanceof Element && !last.current.isConnected) document.querySelector('h1')?.focus();
  });
  return null;
}
