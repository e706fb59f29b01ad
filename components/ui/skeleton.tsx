import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A grey stand-in. Give it the height and width of what comes: `<Skeleton className="h-6 w-32" />`. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('block animate-breathe rounded-sm bg-line/70', className)}
    />
  );
}

/** Wraps the stand-ins of a page or a part of it and says to a screen reader that it is loading. */
export function Loading({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="status" aria-busy="true">
      <span className="visually-hidden">{label}</span>
      {children}
    </div>
  );
}

/** The stand-in of a `Table` with as many rows as will come. */
export function TableSkeleton({ rows }: { rows: number }) {
  return (
    <div className="border-b border-line">
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the stand-ins are alike and never move
          key={row}
          className="flex h-[3.0625rem] items-center justify-between gap-8 border-t border-line"
        >
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
