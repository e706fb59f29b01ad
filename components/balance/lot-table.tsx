import Link from 'next/link';
import { Amount } from '#components/format/amount.tsx';
import { tailDigits } from '#components/format/credits.ts';
import { DateTime } from '#components/format/date-time.tsx';
import { kindLabel } from '#components/statement/kind.ts';
import { type Column, Table } from '#components/ui/table.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { type Credits, subtract, ZERO } from '#lib/money/credits.ts';

/** A lot as the page shows it: original = the sum of the others. */
export interface LotRow {
  id: string;
  source: 'top_up' | 'trial' | 'grant';
  effectiveAt: Date;
  recordedAt: Date;
  originalMicros: Credits;
  remainingMicros: Credits;
  reservedMicros: Credits;
  spentMicros: Credits;
  refundedMicros: Credits;
  clawedBackMicros: Credits;
  expiredMicros: Credits;
  debtPaidMicros: Credits;
}

/** The parts of a lot, in the order of the sum. */
const PARTS = [
  ['originalMicros', 'original'],
  ['spentMicros', 'spent'],
  ['expiredMicros', 'expired'],
  ['refundedMicros', 'refunded'],
  ['clawedBackMicros', 'clawedBack'],
  ['debtPaidMicros', 'debtPaid'],
  ['remainingMicros', 'remaining'],
] as const;

/** Each lot with what has become of it, in the order in which they are spent; parts that none of them has are left out. */
export function LotTable({
  lots,
  hrefOf = (lot) => `/statement?month=${lot.recordedAt.toISOString().slice(0, 7)}`,
  locale,
}: {
  lots: readonly LotRow[];
  /** Where a lot's beginning is listed; on the customer's own statement unless the desk looks. */
  hrefOf?: (lot: LotRow) => string;
  locale: Locale;
}) {
  const t = translator(locale, 'balance');
  if (lots.length === 0) return <p className="text-soft">{t('noLots')}</p>;
  const parts = PARTS.filter(
    ([part]) =>
      part === 'originalMicros' || part === 'remainingMicros' || lots.some((lot) => lot[part] !== ZERO),
  );
  const columns: Column<LotRow>[] = [
    {
      key: 'source',
      header: t('source'),
      lead: true,
      cell: (lot) => (
        <>
          <Link href={hrefOf(lot)} prefetch={false} className="link font-medium">
            {kindLabel(lot.source, locale)}
          </Link>
          <span className="block text-sm text-soft">
            <DateTime value={lot.effectiveAt} locale={locale} />
          </span>
        </>
      ),
    },
    ...parts.map(([part, name]): Column<LotRow> => {
      const isTaken = part !== 'originalMicros' && part !== 'remainingMicros';
      const amountOf = (lot: LotRow) => (isTaken ? subtract(ZERO, lot[part]) : lot[part]);
      const tail = tailDigits(lots.map(amountOf));
      return {
        key: name,
        header: t(name),
        align: 'end',
        cell: (lot) => <Amount value={amountOf(lot)} locale={locale} precision="exact" tail={tail} />,
      };
    }),
  ];
  return <Table caption={t('lotsTitle')} columns={columns} rows={lots} rowKey={(lot) => lot.id} />;
}
