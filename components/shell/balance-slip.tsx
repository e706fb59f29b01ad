import Link from 'next/link';
import { Amount } from '#components/format/amount.tsx';
import { LedgerBar } from '#components/ui/ledger-line.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import type { Credits } from '#lib/money/credits.ts';

interface BalanceSlipProps {
  label: string;
  available: Credits;
  held: Credits;
  refundReserved: Credits;
  locale: Locale;
}

/** The available balance in the frame of every signed-in page, on a ledger line of its own; leads to the overview. */
export function BalanceSlip({ label, available, held, refundReserved, locale }: BalanceSlipProps) {
  return (
    <Link
      href="/overview"
      prefetch={false}
      className="block min-h-8 w-24 rounded-sm sm:w-40"
      data-testid="balance"
    >
      <span className="flex items-baseline justify-end gap-2 leading-7">
        <span className="text-sm text-soft max-sm:sr-only">{label}</span>
        <Amount value={available} locale={locale} className="font-medium" />
      </span>
      <LedgerBar
        thin
        segments={[
          { part: 'available', amount: available },
          { part: 'held', amount: held },
          { part: 'reserved', amount: refundReserved },
        ]}
      />
    </Link>
  );
}
