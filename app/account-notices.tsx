import { formatCredits } from '#components/format/credits.ts';
import { Resend } from '#components/settings/resend.tsx';
import { Banner } from '#components/ui/banner.tsx';
import type { Viewer } from '#lib/auth/sessions.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import { trialCredit, trialPending } from '#lib/customers/trial.ts';
import { database } from '#lib/db/client.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { type Credits, ZERO } from '#lib/money/credits.ts';
import { BalanceNotices } from './balance-notices.tsx';

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
  if (person.emailVerified) {
    const at = now();
    const balance = await balanceNow(onPool(database().pool), person.customerId, at);
    if (balance === undefined) return null;
    return <BalanceNotices balance={balance} lineMicros={lineMicros} at={at} locale={locale} />;
  }
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
        actions={<Resend label={t('resend')} doneLabel={t('resent')} />}
      >
        {t('unverifiedText', { email: person.email })}{' '}
        {trial !== ZERO && t('unverifiedTrial', { amount: formatCredits(trial, locale) })}
      </Banner>
    </div>
  );
}
