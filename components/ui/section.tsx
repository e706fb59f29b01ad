import type { ReactNode } from 'react';

interface SectionProps {
  id?: string | undefined;
  title: ReactNode;
  /** One sentence under the title. */
  description?: ReactNode;
  /** Links or buttons at the right of the title. */
  actions?: ReactNode;
  /** `beside` sets the title in a column of its own, as on a printed form: for settings and forms. */
  layout?: 'stacked' | 'beside';
  children: ReactNode;
}

/** A part of a page: a hairline, a title, its content. Pages are made of sections, not of boxes. */
export function Section({ id, title, description, actions, layout = 'stacked', children }: SectionProps) {
  const heading = (
    <div className="min-w-0">
      <h2 className="text-lg font-medium">{title}</h2>
      {description !== undefined && <p className="mt-1 max-w-prose text-soft">{description}</p>}
    </div>
  );
  return (
    <section id={id} className="border-t border-line pt-6 pb-12">
      {layout === 'stacked' ? (
        <>
          <div className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
            {heading}
            {actions}
          </div>
          {children}
        </>
      ) : (
        <div className="grid gap-x-12 gap-y-5 lg:grid-cols-[minmax(0,18rem)_minmax(0,1fr)]">
          <div className="space-y-4">
            {heading}
            {actions}
          </div>
          <div className="min-w-0">{children}</div>
        </div>
      )}
    </section>
  );
}
