import Link from 'next/link';
import type { ReactNode } from 'react';
import { Amount } from '#components/format/amount.tsx';
import { formatCredits } from '#components/format/credits.ts';
import { LastValidDay } from '#components/format/date-time.tsx';
import { formatLastValidDay } from '#components/format/dates.ts';
import { formatDistance } from '#components/format/distance.ts';
import type { Closed } from '#components/generate/quote.tsx';
import { modelLabel } from '#components/pricing/model-label.ts';
import { operationLabel } from '#components/pricing/operation-label.ts';
import { Explain } from '#components/ui/explain.tsx';
import type { BalanceTier } from '#lib/contracts/balance.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { type Credits, ZERO } from '#lib/money/credits.ts';

/** Until when the credit is valid, and what a top-up today would make of it. */
export function Validity({
  expiresAt,
  expiresIfToppedUp,
  now,
  locale,
}: {
  expiresAt: Date | null;
  /** What a top-up would make of it; left out where none can be made: at another moment. */
  expiresIfToppedUp?: Date;
  now: Date;
  locale: Locale;
}) {
  const t = translator(locale, 'overview');
  if (expiresAt === null) return <Fact title={t('validityTitle')} note={t('validityNone')} />;
  if (expiresAt <= now) return <Fact title={t('validityTitle')} note={t('validityPast')} />;
  return (
    <Fact
      title={t('validityTitle')}
      note={
        <>
          {t('validityNote', { distance: formatDistance(expiresAt, now, locale) })}
          {expiresIfToppedUp !== undefined && expiresIfToppedUp > expiresAt && (
            <span className="block">
              {t('validityIfToday', { day: formatLastValidDay(expiresIfToppedUp, locale) })}
            </span>
          )}
        </>
      }
    >
      <span data-testid="valid-through">
        <LastValidDay expiresAt={expiresAt} locale={locale} />
      </span>
    </Fact>
  );
}

/** What the balance lets one generate. */
export function Allowed({
  tier,
  floor,
  closed,
  locale,
}: {
  tier: BalanceTier;
  floor: Credits;
  /** Why the customer can order nothing whatever the balance, if so. */
  closed: Closed | undefined;
  locale: Locale;
}) {
  const t = translator(locale, 'overview');
  if (closed === 'suspended') return <Fact title={t('allowsTitle')}>{t('allowsSuspended')}</Fact>;
  if (closed === 'unverified')
    return (
      <Fact title={t('allowsTitle')} note={t('allowsUnverifiedNote')}>
        {t('allowsUnverified')}
      </Fact>
    );
  const what = { full: t('allowsFull'), budget: t('allowsBudget'), none: t('allowsNone') }[tier];
  return (
    <Fact
      title={t('allowsTitle')}
      note={tier === 'full' ? undefined : t('allowsNote', { floor: formatCredits(floor, locale) })}
    >
      {what}
    </Fact>
  );
}

/** What is owed, with the way to the lines that it came about by. */
export function Owed({ owedMicros, href, locale }: { owedMicros: Credits; href: string; locale: Locale }) {
  const t = translator(locale, 'overview');
  return (
    <Fact
      title={t('owed')}
      note={
        <Link href={href} className="link">
          {t('owedAction')}
        </Link>
      }
    >
      <span className="text-danger" data-testid="owed">
        <Amount value={owedMicros} locale={locale} precision="exact" />
      </span>
    </Fact>
  );
}

/** What was spent in some days, and on what. */
export interface Spent {
  from: Date;
  to: Date;
  totalMicros: Credits;
  features: readonly {
    kind: 'generation' | 'operation';
    subject: string;
    charges: number;
    costMicros: Credits;
  }[];
}

/** What was spent, each figure opened into what it was spent on, and how long the balance lasts at that pace. */
export function Spending({
  spent,
  availableMicros,
  daysValid,
  locale,
}: {
  spent: { today: Spent; sevenDays: Spent; thirtyDays: Spent };
  availableMicros: Credits;
  /** Whole days until the expiry date. */
  daysValid: bigint;
  locale: Locale;
}) {
  const t = translator(locale, 'overview');
  const spans = ['today', 'sevenDays', 'thirtyDays'] as const;
  return (
    <div>
      <dl className="grid gap-x-12 gap-y-4 sm:grid-cols-3">
        {spans.map((span) => (
          <div key={span}>
            <dt className="text-sm text-soft">{t(span)}</dt>
            <dd className="mt-0.5">
              <SpentIn title={t(span)} spent={spent[span]} locale={locale} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-sm text-soft">
        {pace()} {t('spendNote')}
      </p>
    </div>
  );

  function pace(): string {
    const { totalMicros } = spent.thirtyDays;
    if (totalMicros === ZERO) return t('spendNone');
    const days = (availableMicros * 30n) / totalMicros;
    return days > daysValid ? t('lastsLong') : t('lasts', { days: Number(days) });
  }
}

function SpentIn({ title, spent, locale }: { title: string; spent: Spent; locale: Locale }) {
  const t = translator(locale, 'overview');
  const figure = (
    <span className="text-lg font-medium">
      <Amount value={spent.totalMicros} locale={locale} precision="exact" />
    </span>
  );
  if (spent.features.length === 0) return figure;
  const days = {
    dates: 'charge',
    from: dayOf(spent.from),
    to: dayOf(new Date(spent.to.getTime() - 1)),
  };
  return (
    <Explain
      hint={t('howSpent')}
      rows={spent.features.map(({ kind, subject, charges, costMicros }) => ({
        key: `${kind} ${subject}`,
        label: t('feature', {
          name: kind === 'generation' ? modelLabel(subject, locale).name : operationLabel(subject, locale),
          charges,
        }),
        amount: costMicros,
        href: `/history?${new URLSearchParams({ model: subject, ...days })}`,
      }))}
      totalLabel={title}
      total={spent.totalMicros}
      locale={locale}
    >
      {figure}
    </Explain>
  );
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

function Fact({ title, note, children }: { title: string; note?: ReactNode; children?: ReactNode }) {
  return (
    <div>
      <h2 className="text-sm text-soft">{title}</h2>
      {children !== undefined && <p className="mt-0.5 text-lg font-medium">{children}</p>}
      {note !== undefined && <p className="mt-1 text-sm text-soft">{note}</p>}
    </div>
  );
}
