import Link from 'next/link';
import { Amount } from '#components/format/amount.tsx';
import { formatCredits, tailDigits } from '#components/format/credits.ts';
import { DateTime } from '#components/format/date-time.tsx';
import { formatDateTime } from '#components/format/dates.ts';
import { operationLabel } from '#components/pricing/operation-label.ts';
import { type Column, Table } from '#components/ui/table.tsx';
import { isJob } from '#lib/contracts/cause.ts';
import type { StatementRow } from '#lib/contracts/statement.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { kindLabel } from './kind.ts';

interface StatementLinesProps {
  caption: string;
  rows: readonly StatementRow[];
  locale: Locale;
  timeZone: string;
  /** Also the number of each fact, what was available before it, and the credit and the held amount it left. */
  full?: boolean;
  /** Where a cause is shown; on the customer's own pages unless the desk looks. */
  hrefOf?: (cause: StatementRow['cause']) => string | undefined;
}

/** Lines of the statement, newest first: each with what it changed and what it left available. */
export function StatementLines({
  caption,
  rows,
  locale,
  timeZone,
  full = false,
  hrefOf = ownPageOf,
}: StatementLinesProps) {
  const t = translator(locale, 'statement');
  const changes = tailDigits(rows.map((row) => row.amount_eur));
  const balances = tailDigits(rows.flatMap((row) => [row.balance_before_eur, row.balance_after_eur]));
  const before: Column<StatementRow> = {
    key: 'before',
    header: t('before'),
    align: 'end',
    cell: (row) => (
      <Amount
        value={row.balance_before_eur}
        locale={locale}
        precision="exact"
        tail={balances}
        className="text-soft"
      />
    ),
  };
  const columns: Column<StatementRow>[] = [
    {
      key: 'what',
      header: t('what'),
      lead: true,
      cell: (row) => <What row={row} href={hrefOf(row.cause)} locale={locale} full={full} />,
    },
    {
      key: 'when',
      header: t('when'),
      cell: (row) => (
        <>
          <DateTime value={row.recorded_at} locale={locale} timeZone={timeZone} className="text-soft" />
          {full && isLate(row) && (
            <span className="block text-sm text-soft">
              {t('effective', { at: formatDateTime(row.effective_at, locale, { timeZone }) })}
            </span>
          )}
        </>
      ),
    },
    ...(full ? [before] : []),
    {
      key: 'change',
      header: t('change'),
      align: 'end',
      cell: (row) => (
        <div>
          <Amount value={row.amount_eur} locale={locale} precision="exact" sign="change" tail={changes} />
          {Number(row.owed_change_eur) !== 0 && (
            <span className="block text-sm text-soft">
              {t('owedChange', {
                amount: formatCredits(row.owed_change_eur, locale, { precision: 'exact', sign: 'change' }),
              })}
            </span>
          )}
        </div>
      ),
    },
    {
      key: 'balance',
      header: t('balance'),
      align: 'end',
      cell: (row) => (
        // One box: a folded record lays the parts of a cell side by side.
        <div>
          <Amount value={row.balance_after_eur} locale={locale} precision="exact" tail={balances} />
          {full && (
            <span className="block text-sm text-soft">
              {t('creditAndHeld', {
                credit: formatCredits(row.credit_after_eur, locale, { precision: 'exact' }),
                held: formatCredits(row.held_after_eur, locale, { precision: 'exact' }),
              })}
            </span>
          )}
        </div>
      ),
    },
  ];
  return <Table caption={caption} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

/** Recorded noticeably later than it happened: a late webhook, an expiry booked by the sweep. */
function isLate(row: StatementRow): boolean {
  return Date.parse(row.recorded_at) - Date.parse(row.effective_at) >= 60_000;
}

function ownPageOf(cause: StatementRow['cause']): string | undefined {
  if (isJob(cause)) return `/history/${cause.id}`;
  return cause.type === 'purchase' ? `/refunds/${cause.id}` : undefined;
}

/** The customer's own words, or a number; an operation by its name in words. */
function labelOf({ type, label }: StatementRow['cause'], locale: Locale): string | null {
  return type === 'operation' && label !== null ? operationLabel(label, locale) : label;
}

function What({
  row,
  href,
  locale,
  full,
}: {
  row: StatementRow;
  href: string | undefined;
  locale: Locale;
  full: boolean;
}) {
  const label = labelOf(row.cause, locale);
  return (
    <>
      <span className="font-medium">{kindLabel(row.kind, locale)}</span>
      {full && (
        <span className="ml-2 text-sm text-soft">
          {translator(locale, 'statement')('numbered', { seq: row.id })}
        </span>
      )}
      {label !== null && (
        <span className="block max-w-[42ch] truncate text-sm text-soft" title={label}>
          {href === undefined ? (
            label
          ) : (
            <Link href={href} prefetch={false} className="link">
              {label}
            </Link>
          )}
        </span>
      )}
      {row.reason !== null && !isJob(row.cause) && (
        <span className="block max-w-[48ch] text-sm text-soft">{row.reason}</span>
      )}
    </>
  );
}
