'use client';

import { useEffect, useState } from 'react';
import { buttonLook } from './button-look.ts';
import { CheckIcon, CopyIcon } from './icons.tsx';

const SHOWN_MS = 2000;

/** Copies a text and says so, to the eye and to a screen reader. */
export function CopyButton({
  text,
  label,
  copiedLabel,
  size = 'sm',
}: {
  text: string;
  label: string;
  copiedLabel: string;
  size?: 'sm' | 'md';
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // The browser refuses (no permission, plain http): the text stands beside the button to be selected.
    }
  }
  return (
    <button type="button" onClick={copy} className={buttonLook({ variant: 'secondary', size })}>
      {copied ? <CheckIcon className="text-accent" /> : <CopyIcon className="text-soft" />}
      <span aria-live="polite">{copied ? copiedLabel : label}</span>
    </button>
  );
}
