import { formatCredits } from '#components/format/credits.ts';
import { type Column, Table } from '#components/ui/table.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Credits } from '#lib/money/credits.ts';

interface TierTableProps {
  /** From here on every model at every size. */
  fullFrom: Credits;
  /** The least balance with which anything may be generated. */
  least: Credits;
  locale: Locale;
}

/** What an available balance allows. Product rules, section 4. */
export function TierTable({ fullFrom, least, locale }: TierTableProps) {
  const t = translator(locale, 'pricing');
  const full = formatCredits(fullFrom, locale);
  const rows = [
    { key: 'full', balance: t('tiersFull', { amount: full }), allowed: t('tiersFullAllowed') },
    {
      key: 'small',
      balance: t('tiersSmall', { least: formatCredits(least, locale), full }),
      allowed: t('tiersSmallAllowed'),
    },
    { key: 'none', balance: t('tiersNone'), allowed: t('tiersNoneAllowed') },
  ];
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'balance', header: t('tiersBalance'), lead: true, cell: (row) => row.balance },
    { key: 'allowed', header: t('tiersAllowed'), cell: (row) => row.allowed },
  ];
  return <Table caption={t('tiersCaption')} columns={columns} rows={rows} rowKey={(row) => row.key} />;
}
