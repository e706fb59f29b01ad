import Link from 'next/link';
import type { ReactNode } from 'react';
import { Amount } from '#components/format/amount.tsx';
import { type AmountOfCredit, tailDigits } from '#components/format/credits.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { ChevronIcon } from './icons.tsx';

export interface SumRow {
  key: string;
  label: ReactNode;
  /** Signed: what takes away is negative. */
  amount: AmountOfCredit;
  /** Where the entries behind this line are listed. */
  href?: string | undefined;
}

interface SumProps {
  rows: readonly SumRow[];
  totalLabel: ReactNode;
  total: AmountOfCredit;
  locale: Locale;
  /** Something about the sum as a whole, e.g. the proof. */
  note?: ReactNode;
}

/** A sum as a bookkeeper writes it: the lines, a rule, the total, the double rule. Exact to the micro-euro. */
export function Sum({ rows, totalLabel, total, locale, note }: SumProps) {
  const tail = tailDigits([...rows.map((row) => row.amount), total]);
  return (
    <div>
      <dl className="w-full">
        {rows.map((row) => (
          <div key={row.key} className="flex items-baseline justify-between gap-6 py-1.5">
            <dt className="min-w-0 text-soft">
              {row.href === undefined ? (
                row.label
              ) : (
                <Link
                  href={row.href}
                  className="underline decoration-line decoration-1 underline-offset-4 transition-colors hover:text-ink hover:decoration-edge"
                >
                  {row.label}
                </Link>
              )}
            </dt>
            <dd className="text-right">
              <Amount value={row.amount} locale={locale} precision="exact" tail={tail} />
            </dd>
          </div>
        ))}
        <div className="mt-1.5 flex items-baseline justify-between gap-6 border-t border-ink pt-2 font-medium">
          <dt>{totalLabel}</dt>
          <dd className="double-rule pb-0.5 text-right">
            <Amount value={total} locale={locale} precision="exact" tail={tail} />
          </dd>
        </div>
      </dl>
      {note !== undefined && <div className="mt-3 text-sm text-soft">{note}</div>}
    </div>
  );
}

interface ExplainProps extends SumProps {
  /** What is pressed: normally the number itself. */
  children: ReactNode;
  /** Read aloud after the number: "how Available is made up". */
  hint: string;
}

/** Opens a number into the sum it is made of. Works without scripts, and prints open. */
export function Explain({ children, hint, ...sum }: ExplainProps) {
  return (
    <details className="group">
      <summary className="inline-flex min-h-6 items-baseline gap-2 rounded-sm">
        {children}
        <span className="no-print mb-0.5 inline-flex size-5 items-center justify-center self-end rounded-full border border-line text-soft transition-colors group-hover:border-edge">
          <ChevronIcon className="size-3.5 transition-transform group-open:rotate-180" />
        </span>
        <span className="visually-hidden">{hint}</span>
      </summary>
      <div className="mt-4 max-w-md">
        <Sum {...sum} />
      </div>
    </details>
  );
}
