'use client';

import { useQuery } from '@tanstack/react-query';
import { BalanceSlip } from '#components/shell/balance-slip.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { fromWire } from '#lib/money/credits.ts';
import { balanceNow } from './queries.ts';

/** The balance in the frame of every page, changing as it changes. A failed look keeps the last figure. */
export function LiveBalance({ label, locale }: { label: string; locale: Locale }) {
  const { data } = useQuery(balanceNow());
  if (data === undefined) return <Skeleton className="h-8 w-24 sm:w-40" />;
  return (
    <BalanceSlip
      label={label}
      available={fromWire(data.balance_eur)}
      held={fromWire(data.held_eur)}
      refundReserved={fromWire(data.refund_reserved_eur)}
      locale={locale}
    />
  );
}
