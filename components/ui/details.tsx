import type { ReactNode } from 'react';
import { ChevronIcon } from './icons.tsx';

/** Something worth knowing that need not be seen at once. */
export function Details({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className="group border-b border-line">
      <summary className="flex min-h-12 items-center justify-between gap-4 rounded-sm py-3 font-medium">
        {summary}
        <ChevronIcon className="no-print text-soft transition-transform group-open:rotate-180" />
      </summary>
      <div className="max-w-prose pb-5 text-soft">{children}</div>
    </details>
  );
}
