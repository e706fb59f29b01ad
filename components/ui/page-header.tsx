import type { ReactNode } from 'react';

/** The head of a signed-in page: its one `h1`, a sentence, and what can be done here. */
export function PageHeader({
  title,
  description,
  actions,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4 pt-10 pb-8">
      <div className="min-w-0">
        <h1 tabIndex={-1} className="text-2xl font-medium outline-none">
          {title}
        </h1>
        {description !== undefined && <p className="mt-1.5 max-w-prose text-soft">{description}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}
