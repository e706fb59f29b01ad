import Link from 'next/link';
import { Amount } from '#components/format/amount.tsx';
import { tailDigits } from '#components/format/credits.ts';
import { DateTime } from '#components/format/date-time.tsx';
import { Table } from '#components/ui/table.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { type Credits, sum } from '#lib/money/credits.ts';

/** A hold that is open, with the work it is for. */
export interface OpenHold {
  jobId: string;
  /** The customer's own words. */
  work: string;
  heldMicros: Credits;
  since: Date;
  releasedBy: Date;
}

/** What is under way, what each keeps aside, and when it would come back by itself at the latest. */
export function OpenHolds({
  holds,
  locale,
  timeZone,
}: {
  holds: readonly OpenHold[];
  locale: Locale;
  timeZone: string;
}) {
  const t = translator(locale, 'overview');
  const total = sum(holds.map((hold) => hold.heldMicros));
  const tail = tailDigits([...holds.map((hold) => hold.heldMicros), total]);
  return (
    <Table
      caption={t('openCaption')}
      rows={holds}
      rowKey={(hold) => hold.jobId}
      columns={[
        {
          key: 'work',
          header: t('openWork'),
          lead: true,
          cell: (hold) => (
            <Link
              href={`/history/${hold.jobId}`}
              prefetch={false}
              className="link block max-w-[46ch] truncate"
            >
              {hold.work}
            </Link>
          ),
        },
        {
          key: 'since',
          header: t('openSince'),
          cell: (hold) => <DateTime value={hold.since} locale={locale} timeZone={timeZone} show="time" />,
        },
        {
          key: 'released',
          header: t('openReleased'),
          cell: (hold) => (
            <DateTime value={hold.releasedBy} locale={locale} timeZone={timeZone} show="time" />
          ),
        },
        {
          key: 'held',
          header: t('openHeld'),
          align: 'end',
          cell: (hold) => <Amount value={hold.heldMicros} locale={locale} precision="exact" tail={tail} />,
        },
      ]}
      totals={{
        work: t('heldTotal'),
        held: <Amount value={total} locale={locale} precision="exact" tail={tail} />,
      }}
    />
  );
}
