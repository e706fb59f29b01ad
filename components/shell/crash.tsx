'use client';

import { classNames } from '#components/ui/class-names.ts';
import type { CrashTexts } from '#lib/i18n/crash-texts.ts';

/** As `buttonLook` says, in short: every page carries this, in what stands in for its root layout. */
const BUTTON = 'inline-flex min-h-10 items-center rounded-md px-4 py-1 font-medium';

interface CrashProps {
  /** What was thrown; the server's errors carry a `digest` that its log carries as well. */
  error: unknown;
  onRetry: () => void;
  texts: CrashTexts;
  /** Whether a frame with its own margins stands around it. */
  framed?: boolean;
}

/** A page could not be shown: what that means for the credit, a retry, and a reference to quote. */
export function Crash({ error, onRetry, texts, framed = false }: CrashProps) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  return (
    <div
      role="alert"
      className={classNames('flex flex-1 flex-col items-start justify-center py-20', !framed && 'page')}
    >
      <h1 className="text-3xl font-medium">{texts.title}</h1>
      <p className="mt-4 max-w-prose text-lg text-soft">{texts.text}</p>
      <div className="mt-8 flex flex-wrap gap-3">
        <button
          type="button"
          onClick={onRetry}
          className={`${BUTTON} bg-accent text-on-accent hover:bg-accent-strong`}
        >
          {texts.retry}
        </button>
        {/* A full load, not a client navigation: what failed may be the client. */}
        <a
          href="/"
          className={`${BUTTON} border border-line bg-sheet text-ink hover:border-edge hover:bg-wash`}
        >
          {texts.home}
        </a>
      </div>
      {digest !== undefined && (
        <p className="mt-8 text-sm text-soft">
          {texts.reference}: <code className="font-mono select-all">{digest}</code>
        </p>
      )}
    </div>
  );
}
