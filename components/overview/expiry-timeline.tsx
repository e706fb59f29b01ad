import type { ReactNode } from 'react';
import { Amount } from '#components/format/amount.tsx';
import { formatCredits, tailDigits } from '#components/format/credits.ts';
import { DateTime, LastValidDay } from '#components/format/date-time.tsx';
import { Table } from '#components/ui/table.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { type Credits, ZERO } from '#lib/money/credits.ts';
import { timelineShape } from './timeline-shape.ts';

interface Outlook {
  expiresAt: Date;
  runsOutAt: Date | null;
  leftMicros: Credits;
}

/** What becomes of the credit at a pace, as `lib/history` foresees it. */
export interface ForecastShown extends Outlook {
  standing: { availableMicros: Credits; chargedMicros: Credits; at: Date };
  ifToppedUp: Outlook & { standing: { availableMicros: Credits }; amountMicros: Credits };
}

interface Moment {
  key: string;
  when: ReactNode;
  what: ReactNode;
  left: Credits;
}

/** What expires when, whether anything will be left by then at today's pace, and what a top-up today would make of it. */
export function ExpiryTimeline({ forecast, locale }: { forecast: ForecastShown; locale: Locale }) {
  const t = translator(locale, 'overview');
  const { standing, ifToppedUp } = forecast;
  const amount = formatCredits(ifToppedUp.amountMicros, locale);
  const isMoved = ifToppedUp.expiresAt > forecast.expiresAt;
  const moments: Moment[] = [
    {
      key: 'now',
      when: <DateTime value={standing.at} locale={locale} show="day" />,
      what: t('timelineNow'),
      left: standing.availableMicros,
    },
    ...runningOut('out', forecast, t('timelineRunsOut')),
    {
      key: 'expiry',
      when: <LastValidDay expiresAt={forecast.expiresAt} locale={locale} />,
      what: forecast.leftMicros === ZERO ? t('timelineNothingExpires') : t('timelineExpires'),
      left: forecast.leftMicros,
    },
    ...runningOut('more-out', ifToppedUp, t('timelineRunsOutIf', { amount })),
    {
      key: 'more-expiry',
      when: <LastValidDay expiresAt={ifToppedUp.expiresAt} locale={locale} />,
      what: (
        <span data-testid="if-topped-up">
          {t(isMoved ? 'timelineMoved' : 'timelineSameDate', { amount })}
        </span>
      ),
      left: ifToppedUp.leftMicros,
    },
  ];
  const tail = tailDigits(moments.map(({ left }) => left));
  return (
    <div>
      <Picture forecast={forecast} />
      <Table
        caption={t('timelineTitle')}
        rows={moments}
        rowKey={({ key }) => key}
        columns={[
          { key: 'what', header: t('timelineWhat'), lead: true, cell: ({ what }) => what },
          { key: 'when', header: t('timelineWhen'), cell: ({ when }) => when },
          {
            key: 'left',
            header: t('timelineLeft'),
            align: 'end',
            cell: ({ left }) => <Amount value={left} locale={locale} precision="exact" tail={tail} />,
          },
        ]}
      />
      <p className="mt-4 max-w-prose text-sm text-soft">
        {standing.chargedMicros === ZERO
          ? t('timelineNoPace')
          : t('timelinePace', {
              amount: formatCredits(standing.chargedMicros, locale, { precision: 'exact' }),
            })}
      </p>
    </div>
  );

  function runningOut(key: string, { runsOutAt }: Outlook, what: string): Moment[] {
    if (runsOutAt === null) return [];
    return [{ key, when: <DateTime value={runsOutAt} locale={locale} show="day" />, what, left: ZERO }];
  }
}

/** The same as two lines: what there is (solid), and with a top-up (dashed). A picture of the figures in the table. */
function Picture({ forecast }: { forecast: ForecastShown }) {
  const { area, line, more, expiryX } = timelineShape(forecast);
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 1000 100"
      preserveAspectRatio="none"
      className="mb-6 block h-28 w-full text-accent"
    >
      <path d={area} fill="currentColor" fillOpacity="0.12" />
      <path
        d={more}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray="5 4"
        vectorEffect="non-scaling-stroke"
      />
      <path d={line} fill="none" stroke="currentColor" strokeWidth="2" vectorEffect="non-scaling-stroke" />
      <path
        d={`M${expiryX} 0V100M0 99.5H1000`}
        fill="none"
        className="stroke-line"
        strokeWidth="1"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
