import Link from 'next/link';
import { CashAmount } from '#components/format/cash-amount.tsx';
import { DateTime } from '#components/format/date-time.tsx';
import { Code } from '#components/ui/code.tsx';
import { StatusPill } from '#components/ui/status-pill.tsx';
import { Table } from '#components/ui/table.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Cents } from '#lib/money/cents.ts';
import { PURCHASE_TONES, type PurchaseWord, REQUEST_TONES, type RequestWord } from './states.ts';

/** A top-up as the list shows it. */
export interface PaymentRow {
  id: string;
  amountCents: Cents;
  /** When it was paid, else when it was begun. */
  at: Date;
  status: PurchaseWord;
  request: RequestWord | undefined;
  receiptNumber: string | null;
  refundableCents: Cents | undefined;
}

interface PaymentListProps {
  rows: readonly PaymentRow[];
  locale: Locale;
  timeZone: string;
  /** The page of a top-up: the customer's own unless the desk looks. */
  hrefOf?: (id: string) => string;
}

/** Every top-up with its state, its receipt, and what of it can be refunded; each opens into its page. */
export function PaymentList({ rows, locale, timeZone, hrefOf = (id) => `/refunds/${id}` }: PaymentListProps) {
  const t = translator(locale, 'refunds');
  return (
    <Table
      caption={t('caption')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'payment',
          header: t('payment'),
          lead: true,
          cell: (row) => (
            <Link href={hrefOf(row.id)} className="link font-medium">
              <DateTime value={row.at} locale={locale} timeZone={timeZone} />
            </Link>
          ),
        },
        {
          key: 'state',
          header: t('state'),
          cell: (row) => <State row={row} locale={locale} />,
        },
        {
          key: 'receipt',
          header: t('receipt'),
          cell: (row) => (row.receiptNumber === null ? null : <Code unbroken>{row.receiptNumber}</Code>),
        },
        {
          key: 'amount',
          header: t('paid'),
          align: 'end',
          cell: (row) => <CashAmount value={row.amountCents} locale={locale} />,
        },
        {
          key: 'refundable',
          header: t('refundable'),
          align: 'end',
          cell: (row) =>
            row.refundableCents === undefined ? (
              <span className="text-soft">{t('none')}</span>
            ) : (
              <CashAmount value={row.refundableCents} locale={locale} />
            ),
        },
      ]}
    />
  );
}

/** A request that is under way says more than the state of the payment. */
function State({ row, locale }: { row: PaymentRow; locale: Locale }) {
  const t = translator(locale, 'refunds');
  if (row.request !== undefined)
    return <StatusPill tone={REQUEST_TONES[row.request]}>{t(`request_${row.request}`)}</StatusPill>;
  return <StatusPill tone={PURCHASE_TONES[row.status]}>{t(`status_${row.status}`)}</StatusPill>;
}
