'use client';

import { Amount } from '#components/format/amount.tsx';
import { useIntlSettings } from '#lib/i18n/client.tsx';
import type { Credits } from '#lib/money/credits.ts';

/** A figure before and after a deed, one over the other. */
export function BeforeAfter({
  before,
  after,
}: {
  before: readonly [string, Credits];
  after: readonly [string, Credits];
}) {
  const { locale } = useIntlSettings();
  return (
    <dl className="max-w-md">
      {[before, after].map(([label, amount]) => (
        <div key={label} className="flex items-baseline justify-between gap-6 py-1.5">
          <dt className="text-soft">{label}</dt>
          <dd className="font-medium">
            <Amount value={amount} locale={locale} precision="exact" />
          </dd>
        </div>
      ))}
    </dl>
  );
}
