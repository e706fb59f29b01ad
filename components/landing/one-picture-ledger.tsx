import { Amount } from '#components/format/amount.tsx';
import { tailDigits } from '#components/format/credits.ts';
import { type Column, Table } from '#components/ui/table.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { add, type Credits, subtract, ZERO } from '#lib/money/credits.ts';

import type { Example } from './example.ts';

interface OnePictureLedgerProps {
  topUp: Credits;
  example: Example;
  locale: Locale;
}

interface Line {
  key: string;
  what: string;
  /** Change of the available balance. */
  change: Credits;
  available: Credits;
  held: Credits;
}

/** The life of a hold as three lines of a statement. */
export function OnePictureLedger({ topUp, example, locale }: OnePictureLedgerProps) {
  const t = translator(locale, 'landing');
  const { held, cost } = example;
  const afterHold = subtract(topUp, held);
  const rest = subtract(held, cost);
  const lines: Line[] = [
    { key: 'top-up', what: t('ledgerTopUp'), change: topUp, available: topUp, held: ZERO },
    {
      key: 'hold',
      what: t('ledgerHold'),
      change: subtract(afterHold, topUp),
      available: afterHold,
      held,
    },
    {
      key: 'settle',
      what: t('ledgerSettle'),
      change: rest,
      available: add(afterHold, rest),
      held: ZERO,
    },
  ];
  const columns: Column<Line>[] = [
    { key: 'what', header: t('ledgerWhat'), lead: true, cell: (line) => line.what },
    {
      key: 'change',
      header: t('ledgerChange'),
      align: 'end',
      cell: (line) => (
        <Amount
          value={line.change}
          locale={locale}
          precision="exact"
          sign="change"
          tail={tailDigits(lines.map((each) => each.change))}
        />
      ),
    },
    {
      key: 'held',
      header: t('ledgerHeld'),
      align: 'end',
      cell: (line) => (
        <Amount
          value={line.held}
          locale={locale}
          precision="exact"
          tail={tailDigits(lines.map((each) => each.held))}
        />
      ),
    },
    {
      key: 'available',
      header: t('ledgerAvailable'),
      align: 'end',
      cell: (line) => (
        <Amount
          value={line.available}
          locale={locale}
          precision="exact"
          tail={tailDigits(lines.map((each) => each.available))}
          className="font-medium"
        />
      ),
    },
  ];
  return <Table caption={t('ledgerCaption')} columns={columns} rows={lines} rowKey={(line) => line.key} />;
}
