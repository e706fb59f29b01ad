import { formatCredits } from '#components/format/credits.ts';
import { formatLastValidDay } from '#components/format/dates.ts';
import { ResendButton } from '#components/settings/resend-button.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import type { Viewer } from '#lib/auth/sessions.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { trialCredit, trialPending } from '#lib/customers/trial.ts';
import { database } from '#lib/db/client.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { type Balance, balanceNow } from '#lib/ledger/balance.ts';
import { expiryOf } from '#lib/ledger/expiry.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { type Credits, ZERO } from '#lib/money/credits.ts';
import { dueWarning } from '#lib/topups/expiry-warnings.ts';
import { isLow } from '#lib/topups/low-balance.ts';

/** What stands in the way of ordering, above every page, with what to do about it. */
export async function AccountNotices({
  person,
  lineMicros,
  locale,
}: {
  person: Viewer;
  /** Below which balance this person wants to be warned; null: not at all. */
  lineMicros: Credits | null;
  locale: Locale;
}) {
  if (person.customerId === null) return null;
  const t = translator(locale, 'settings');
  if (person.customerStatus === 'suspended')
    return (
      <div className="pt-6">
        <Banner tone="danger" title={t('suspendedTitle')} announce="none">
          {t('suspendedText')}
        </Banner>
      </div>
    );
  if (person.emailVerified)
    return <BalanceNotices customerId={person.customerId} lineMicros={lineMicros} locale={locale} />;
  const trial = await trialPending(database().prisma, {
    email: person.email,
    secret: env().AUTH_SECRET,
    amountMicros: trialCredit(),
  });
  return (
    <div className="pt-6">
      <Banner
        tone="warn"
        title={t('unverifiedTitle')}
        announce="none"
        actions={<ResendButton label={t('resend')} doneLabel={t('resent')} />}
      >
        {t('unverifiedText', { email: person.email })}{' '}
        {trial !== ZERO && t('unverifiedTrial', { amount: formatCredits(trial, locale) })}
      </Banner>
    </div>
  );
}

/** What there is to say about a balance: that it is low, that it expires soon, or both. */
async function BalanceNotices({
  customerId,
  lineMicros,
  locale,
}: {
  customerId: Uuid;
  lineMicros: Credits | null;
  locale: Locale;
}) {
  const at = now();
  const balance = await balanceNow(onPool(database().pool), customerId, at);
  if (balance === undefined) return null;
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
