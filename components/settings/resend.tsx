'use client';

import { lazy, Suspense } from 'react';

/** Not part of every page that could ask for it: most accounts are verified. */
const Button = lazy(async () => ({ default: (await import('./resend-button.tsx')).ResendButton }));

/** Sends the verification mail again. */
export function Resend(texts: { label: string; doneLabel: string }) {
  return (
    <Suspense>
      <Button {...texts} />
    </Suspense>
  );
}
