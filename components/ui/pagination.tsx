import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonLook } from './button-look.ts';
import { ArrowIcon } from './icons.tsx';

interface PaginationProps {
  label: string;
  newerLabel: string;
  olderLabel: string;
  /** Address of the page of newer entries; absent on the first. */
  newerHref?: string | undefined;
  /** Address of the page of older entries, with its cursor; absent on the last. */
  olderHref?: string | undefined;
  /** What this page shows: the total count or cost. */
  summary?: ReactNode;
}

/** Goes through a list by cursor, newest first. */
export function Pagination({
  label,
  newerLabel,
  olderLabel,
  newerHref,
  olderHref,
  summary,
}: PaginationProps) {
  const look = buttonLook({ variant: 'secondary', size: 'sm' });
  return (
    <nav
      aria-label={label}
      className="no-print mt-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3"
    >
      <div className="text-sm text-soft">{summary}</div>
      {(newerHref !== undefined || olderHref !== undefined) && (
        <div className="flex gap-2">
          {newerHref !== undefined && (
            <Link href={newerHref} rel="prev" className={look}>
              <ArrowIcon className="rotate-180 text-soft" />
              {newerLabel}
            </Link>
          )}
          {olderHref !== undefined && (
            <Link href={olderHref} rel="next" className={look}>
              {olderLabel}
              <ArrowIcon className="text-soft" />
            </Link>
          )}
        </div>
      )}
    </nav>
  );
}
