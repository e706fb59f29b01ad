import Link from 'next/link';
import { CashAmount } from '#components/format/cash-amount.tsx';
import { DateTime } from '#components/format/date-time.tsx';
import { REQUEST_TONES, type RequestWord } from '#components/refunds/states.ts';
import { StatusPill } from '#components/ui/status-pill.tsx';
import { Table } from '#components/ui/table.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Cents } from '#lib/money/cents.ts';

/** A refund request as the queue shows it. */
export interface RefundRow {
  id: string;
  purchaseId: string;
  email: string | undefined;
  amountCents: Cents;
  askedBy: 'customer' | 'staff';
  inWindow: boolean;
  /** When it was asked; in the list of those that ended, when it ended. */
  at: Date;
  state: RequestWord;
  /** Whoever approved first, while another approval is needed. */
  firstApprover: string | undefined;
  needsSecond: boolean;
}

interface RefundQueueProps {
  caption: string;
  rows: readonly RefundRow[];
  whenLabel: string;
  locale: Locale;
  timeZone: string;
}

/** Refund requests, each leading to its payment. */
export function RefundQueue({ caption, rows, whenLabel, locale, timeZone }: RefundQueueProps) {
  const t = translator(locale, 'support');
  const states = translator(locale, 'refunds');
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'customer',
          header: t('customer'),
          lead: true,
          cell: (row) => (
            <Link href={`/support/payments/${row.purchaseId}`} className="link font-medium break-all">
              {row.email ?? row.purchaseId}
            </Link>
          ),
        },
        {
          key: 'state',
          header: t('state'),
          cell: (row) => (
            <div>
              <StatusPill tone={REQUEST_TONES[row.state]}>{states(`request_${row.state}`)}</StatusPill>
              <span className="block text-sm text-soft">{remarkOf(row, locale)}</span>
            </div>
          ),
        },
        {
          key: 'when',
          header: whenLabel,
          cell: (row) => <DateTime value={row.at} locale={locale} timeZone={timeZone} />,
        },
        {
          key: 'amount',
          header: t('amount'),
          align: 'end',
          cell: (row) => <CashAmount value={row.amountCents} locale={locale} />,
        },
      ]}
    />
  );
}

function remarkOf(row: RefundRow, locale: Locale): string {
  const t = translator(locale, 'support');
  const parts = [t(`askedBy_${row.askedBy}`)];
  if (!row.inWindow) parts.push(t('outsideWindow'));
  if (row.state === 'asked' && (row.needsSecond || row.firstApprover !== undefined))
    parts.push(
      row.firstApprover === undefined ? t('needsSecond') : t('approvedFirst', { name: row.firstApprover }),
    );
  return parts.join(', ');
}
