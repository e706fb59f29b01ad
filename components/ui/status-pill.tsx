import type { ReactNode } from 'react';

export type StatusTone = 'neutral' | 'progress' | 'good' | 'warn' | 'bad';

const TONES: Record<StatusTone, { text: string; mark: ReactNode }> = {
  neutral: { text: 'text-soft', mark: <circle cx="4" cy="4" r="2.75" /> },
  progress: { text: 'text-soft', mark: <path d="M4 1.25a2.75 2.75 0 0 1 0 5.5z" fill="currentColor" /> },
  good: { text: 'text-accent', mark: <circle cx="4" cy="4" r="2.75" fill="currentColor" /> },
  warn: { text: 'text-warn', mark: <path d="M4 1 7.25 6.75H.75z" fill="currentColor" /> },
  bad: { text: 'text-danger', mark: <path d="M1.5 1.5h5v5h-5z" fill="currentColor" /> },
};

/** The state of a thing in one or two words. Mark and word tell it; the colour only repeats it. */
export function StatusPill({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  const { text, mark } = TONES[tone];
  return (
    <span className={`inline-flex items-center gap-1.5 text-sm whitespace-nowrap ${text}`}>
      <svg
        aria-hidden="true"
        viewBox="0 0 8 8"
        width="8"
        height="8"
        fill="none"
        stroke="currentColor"
        strokeWidth="1"
      >
        {tone === 'progress' && <circle cx="4" cy="4" r="2.75" />}
        {mark}
      </svg>
      {children}
    </span>
  );
}
