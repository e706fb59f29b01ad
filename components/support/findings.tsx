import Link from 'next/link';
import { Code } from '#components/ui/code.tsx';
import { StatusPill } from '#components/ui/status-pill.tsx';
import { Table } from '#components/ui/table.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { findingDetail } from './kept-words.ts';

/** A difference between our payments and Paddle's. */
export interface Finding {
  kind:
    | 'paid_not_credited'
    | 'credited_not_paid'
    | 'amount_differs'
    | 'status_differs'
    | 'refund_unknown'
    | 'refund_missing'
    | 'adjustment_differs'
    | 'paid_twice';
  subject: string;
  purchaseId: string | null;
  detail: string;
  repaired: boolean;
}

/** What differed, and what to do about each: nothing where it has repaired itself. */
export function Findings({ rows, locale }: { rows: readonly Finding[]; locale: Locale }) {
  const t = translator(locale, 'support');
  return (
    <Table
      caption={t('findingsCaption')}
      rows={rows}
      rowKey={(row) => `${row.kind} ${row.subject}`}
      columns={[
        {
          key: 'kind',
          header: t('kind'),
          lead: true,
          cell: (row) => <span className="font-medium">{t(`kind_${row.kind}`)}</span>,
        },
        {
          key: 'what',
          header: t('what'),
          cell: (row) =>
            row.purchaseId === null ? (
              <Code>{row.subject}</Code>
            ) : (
              <Link href={`/support/payments/${row.purchaseId}`} className="link break-all">
                {row.subject}
              </Link>
            ),
        },
        { key: 'found', header: t('found'), prose: true, cell: (row) => findingDetail(row.detail, locale) },
        {
          key: 'action',
          header: t('action'),
          prose: true,
          cell: (row) =>
            row.repaired ? <StatusPill tone="good">{t('repaired')}</StatusPill> : t(`todo_${row.kind}`),
        },
      ]}
    />
  );
}
