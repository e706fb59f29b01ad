import type { ReactNode } from 'react';

/** Nothing here yet: what will stand here, and what to do so that it does. Drawn as blank ledger lines. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="relative border-y border-line">
      <div aria-hidden="true" className="absolute inset-x-0 top-12 h-px bg-line opacity-60" />
      <div aria-hidden="true" className="absolute inset-x-0 bottom-12 h-px bg-line opacity-60" />
      <div className="relative mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-20 text-center">
        <p className="font-medium">{title}</p>
        {children !== undefined && <div className="text-soft">{children}</div>}
        {action !== undefined && <div className="mt-3">{action}</div>}
      </div>
    </div>
  );
}
