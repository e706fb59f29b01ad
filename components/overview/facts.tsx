import type { ReactNode } from 'react';
import { Amount } from '#components/format/amount.tsx';
import { formatCredits } from '#components/format/credits.ts';
import { LastValidDay } from '#components/format/date-time.tsx';
import { formatLastValidDay } from '#components/format/dates.ts';
import { formatDistance } from '#components/format/distance.ts';
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
  expiresIfToppedUp: Date;
  now: Date;
  locale: Locale;
}) {
  const t = translator(locale, 'overview');
  const later = t('validityIfToday', { day: formatLastValidDay(expiresIfToppedUp, locale) });
  if (expiresAt === null) return <Fact title={t('validityTitle')} note={t('validityNone')} />;
  if (expiresAt <= now) return <Fact title={t('validityTitle')} note={t('validityPast')} />;
  return (
    <Fact
      title={t('validityTitle')}
      note={
        <>
          {t('validityNote', { distance: formatDistance(expiresAt, now, locale) })}
          {expiresIfToppedUp > expiresAt && <span className="block">{later}</span>}
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
  verified,
  locale,
}: {
  tier: BalanceTier;
  floor: Credits;
  /** Whether the customer may order at all. */
  verified: boolean;
  locale: Locale;
}) {
  const t = translator(locale, 'overview');
  if (!verified)
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

/** What was spent, and how long the balance lasts at that pace. */
export function Spending({
  spend,
  availableMicros,
  daysValid,
  locale,
}: {
  spend: { todayMicros: Credits; sevenDaysMicros: Credits; thirtyDaysMicros: Credits };
  availableMicros: Credits;
  /** Whole days until the expiry date. */
  daysValid: bigint;
  locale: Locale;
}) {
  const t = translator(locale, 'overview');
  const figures = [
    { key: 'today', label: t('today'), amount: spend.todayMicros },
    { key: 'seven', label: t('sevenDays'), amount: spend.sevenDaysMicros },
    { key: 'thirty', label: t('thirtyDays'), amount: spend.thirtyDaysMicros },
  ];
  return (
    <div>
      <dl className="flex flex-wrap gap-x-12 gap-y-4">
        {figures.map(({ key, label, amount }) => (
          <div key={key}>
            <dt className="text-sm text-soft">{label}</dt>
            <dd className="mt-0.5 text-lg font-medium">
              <Amount value={amount} precision="exact" locale={locale} />
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
    if (spend.thirtyDaysMicros === ZERO) return t('spendNone');
    const days = (availableMicros * 30n) / spend.thirtyDaysMicros;
    return days > daysValid ? t('lastsLong') : t('lasts', { days: Number(days) });
  }
}

function Fact({ title, note, children }: { title: string; note?: ReactNode; children?: ReactNode }) {
  return (
    <div>
      <h2 className="text-sm text-soft">{title}</h2>
      {children !== undefined && <p className="mt-0.5 text-lg font-medium">{children}</p>}
      {note !== undefined && <p className="mt-1 text-sm text-soft">{note}</p>}
    </div>
  );
}
