import { DateTime, LastValidDay } from '#components/format/date-time.tsx';
import { Table } from '#components/ui/table.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

/** A change of the expiry date as the page shows it. */
export interface ClockRow {
  recordedAt: Date;
  previous: Date | null;
  expiresAt: Date;
  /** The business key of the entry that made it. */
  key: string;
}

/** How the expiry date came about: each change, newest first, with the entry that made it. */
export function ClockTable({ changes, locale }: { changes: readonly ClockRow[]; locale: Locale }) {
  const t = translator(locale, 'balance');
  if (changes.length === 0) return <p className="text-soft">{t('noDates')}</p>;
  return (
    <Table
      caption={t('datesTitle')}
      rows={changes}
      rowKey={(change) => `${change.recordedAt.getTime()} ${change.key}`}
      columns={[
        {
          key: 'cause',
          header: t('cause'),
          lead: true,
          cell: (change) => <span className="font-medium">{t(`cause_${causeOf(change.key)}`)}</span>,
        },
        {
          key: 'recorded',
          header: t('recorded'),
          cell: (change) => <DateTime value={change.recordedAt} locale={locale} />,
        },
        {
          key: 'before',
          header: t('before'),
          cell: (change) =>
            change.previous === null ? (
              <span className="text-soft">{t('noDate')}</span>
            ) : (
              <LastValidDay expiresAt={change.previous} locale={locale} />
            ),
        },
        {
          key: 'after',
          header: t('after'),
          cell: (change) => <LastValidDay expiresAt={change.expiresAt} locale={locale} />,
        },
      ]}
    />
  );
}

const CAUSES = ['topup', 'trial', 'grant', 'refund', 'claw_back', 'claw_back_reversed'] as const;

/** What kind of entry a business key belongs to: it begins with it. */
function causeOf(key: string): (typeof CAUSES)[number] | 'other' {
  return CAUSES.find((cause) => key.startsWith(`${cause}:`)) ?? 'other';
}
