'use client';

import { Amount } from '#components/format/amount.tsx';
import { Code } from '#components/ui/code.tsx';
import { Table } from '#components/ui/table.tsx';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import type { Credits } from '#lib/money/credits.ts';

/** A posting of the ledger. */
export interface PostingRow {
  key: string;
  line: number;
  kind: string;
  debit: string;
  credit: string;
  amountMicros: Credits;
  lotId: string | null;
}

/** Postings as a bookkeeper reads them: entry, debit, credit, lot, amount. */
export function Postings({ rows }: { rows: readonly PostingRow[] }) {
  const t = useMessages('support');
  const { locale } = useIntlSettings();
  return (
    <Table
      caption={t('simulateCaption')}
      rows={rows}
      rowKey={(row) => `${row.key} ${row.line}`}
      columns={[
        { key: 'kind', header: t('entry'), lead: true, cell: (row) => <Code>{row.kind}</Code> },
        { key: 'debit', header: t('debit'), cell: (row) => row.debit },
        { key: 'credit', header: t('credit'), cell: (row) => row.credit },
        {
          key: 'lot',
          header: t('lot'),
          cell: (row) => (row.lotId === null ? null : <Code>{row.lotId.slice(-12)}</Code>),
        },
        {
          key: 'amount',
          header: t('amount'),
          align: 'end',
          cell: (row) => <Amount value={row.amountMicros} locale={locale} precision="exact" />,
        },
      ]}
    />
  );
}
