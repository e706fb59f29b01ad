import type { ReactNode } from 'react';

/** A small label on a thing: a tier, a kind. For states use `StatusPill`. */
export function Badge({
  tone = 'plain',
  children,
}: {
  tone?: 'plain' | 'accent' | 'warn';
  children: ReactNode;
}) {
  const look = {
    plain: 'border-line text-soft',
    accent: 'border-transparent bg-accent-wash text-accent-strong',
    warn: 'border-transparent bg-warn-wash text-warn',
  }[tone];
  return (
    <span
      className={`inline-flex items-center rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap ${look}`}
    >
      {children}
    </span>
  );
}
