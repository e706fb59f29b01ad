import { formatCredits } from '#components/format/credits.ts';
import { formatLastValidDay } from '#components/format/dates.ts';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Balance } from '#lib/ledger/balance.ts';
import { expiryOf } from '#lib/ledger/expiry.ts';
import { type Credits, ZERO } from '#lib/money/credits.ts';
import { dueWarning } from '#lib/topups/expiry-warnings.ts';
import { isLow } from '#lib/topups/low-balance.ts';

/** What there is to say about a balance: that it is low, that it expires soon, or both. */
export function BalanceNotices({
  balance,
  lineMicros,
  at,
  locale,
}: {
  balance: Balance;
  /** Below which balance this person wants to be warned; null: not at all. */
  lineMicros: Credits | null;
  at: Date;
  locale: Locale;
}) {
  return (
    <>
      {lineMicros !== null && isLow(balance, lineMicros) && (
        <LowBalanceNotice balance={balance} lineMicros={lineMicros} locale={locale} />
      )}
      <ExpiryNotice balance={balance} at={at} locale={locale} />
    </>
  );
}

/** Until the balance is at the person's line again, or they draw another one. */
function LowBalanceNotice({
  balance,
  lineMicros,
  locale,
}: {
  balance: Balance;
  lineMicros: Credits;
  locale: Locale;
}) {
  const t = translator(locale, 'settings');
  return (
    <div className="pt-6">
      <Banner
        tone="warn"
        announce="none"
        title={t('lowTitle', { amount: formatCredits(balance.availableMicros, locale) })}
        actions={
          <>
            <LinkButton href="/top-up">{t('lowTopUp')}</LinkButton>
            <LinkButton href="/settings#warnings" variant="quiet">
              {t('lowSettings')}
            </LinkButton>
          </>
        }
      >
        {t('lowText', { line: formatCredits(lineMicros, locale) })}{' '}
        {balance.heldMicros !== ZERO && t('lowHeld', { held: formatCredits(balance.heldMicros, locale) })}
      </Banner>
    </div>
  );
}

/** From 60 days before the date on: what would expire, and what a top-up would do about it. */
function ExpiryNotice({ balance, at, locale }: { balance: Balance; at: Date; locale: Locale }) {
  if (balance.expiresAt === null || balance.availableMicros === ZERO) return null;
  if (dueWarning(balance.expiresAt, at) === undefined) return null;
  const t = translator(locale, 'overview');
  return (
    <div className="pt-6">
      <Banner
        tone="warn"
        announce="none"
        title={t('expiringTitle', {
          amount: formatCredits(balance.availableMicros, locale),
          day: formatLastValidDay(balance.expiresAt, locale),
        })}
        actions={<LinkButton href="/top-up">{t('expiringAction')}</LinkButton>}
      >
        {t('expiringText', { day: formatLastValidDay(expiryOf(at), locale) })}
      </Banner>
    </div>
  );
}
