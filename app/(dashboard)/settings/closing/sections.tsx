import { Amount } from '#components/format/amount.tsx';
import { formatCents } from '#components/format/cash.ts';
import { formatCredits } from '#components/format/credits.ts';
import { LiveRefresh } from '#components/query/live.tsx';
import { CloseAccount } from '#components/settings/close-account.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { buttonLook } from '#components/ui/button-look.ts';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Section } from '#components/ui/section.tsx';
import { type ClosingStanding, closingStanding, mustWait } from '#lib/closing/standing.ts';
import { now } from '#lib/core/clock.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import { payments } from '#lib/history/payments.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { type TranslatorOf, translator } from '#lib/i18n/translator.ts';
import { toWire, ZERO } from '#lib/money/credits.ts';

type T = TranslatorOf<'closing'>;

/** The customer's data to take along. */
export function ExportSection({ locale }: { locale: Locale }) {
  const t = translator(locale, 'closing');
  return (
    <Section id="export" title={t('exportTitle')} description={t('exportText')} layout="beside">
      <div className="space-y-2">
        <a href="/api/account/export" download className={buttonLook({})}>
          {t('exportAction')}
        </a>
        <p className="text-sm text-soft">{t('exportHint')}</p>
      </div>
    </Section>
  );
}

/** Closing the account: what stands in the way, what could be had back first, what would be lost, and the way to do it. */
export async function CloseSection({ customerId, locale }: { customerId: Uuid; locale: Locale }) {
  const t = translator(locale, 'closing');
  const account = translator(locale, 'account');
  const standing = await closingStanding(database(), customerId, now());
  const { forfeitMicros } = standing;
  const lost = formatCredits(forfeitMicros, locale, { precision: 'exact' });
  return (
    <Section id="close" title={t('closeTitle')} description={t('closeText')} layout="beside">
      <LiveRefresh />
      <div className="space-y-6">
        {mustWait(standing) ? (
          <Waiting standing={standing} t={t} />
        ) : (
          <>
            <Offers customerId={customerId} locale={locale} t={t} />
            <Losses standing={standing} locale={locale} t={t} />
            <CloseAccount
              forfeitEur={toWire(forfeitMicros)}
              phrase={t('phrase')}
              texts={{
                begin: t('begin'),
                title: t('confirmTitle'),
                text: t('confirmText'),
                lost: forfeitMicros > ZERO ? t('confirmLost', { amount: lost }) : undefined,
                password: t('password'),
                phrase: t('phraseLabel', { phrase: t('phrase') }),
                confirm: t('confirm'),
                notNow: t('notNow'),
                close: translator(locale, 'words')('close'),
                show: account('showPassword'),
                hide: account('hidePassword'),
              }}
            />
          </>
        )}
      </div>
    </Section>
  );
}

/** What must end first, each with the place to look at it. */
function Waiting({ standing: { openHolds, refundsOf, paymentsOf }, t }: { standing: ClosingStanding; t: T }) {
  return (
    <Banner tone="warn" announce="none" title={t('waitTitle')}>
      <ul className="space-y-3">
        {openHolds > 0 && <Wait text={t('waitHold')} label={t('seeHistory')} href="/history" />}
        {refundsOf.map((id) => (
          <Wait key={id} text={t('waitRefund')} label={t('seeRefund')} href={`/refunds/${id}`} />
        ))}
        {paymentsOf.map((id) => (
          <Wait key={id} text={t('waitPayment')} label={t('seePayment')} href={`/refunds/${id}`} />
        ))}
      </ul>
    </Banner>
  );
}

function Wait({ text, label, href }: { text: string; label: string; href: string }) {
  return (
    <li className="space-y-2">
      <p>{text}</p>
      <LinkButton href={href} size="sm">
        {label}
      </LinkButton>
    </li>
  );
}

/** What is refundable is offered before it is lost. */
async function Offers({ customerId, locale, t }: { customerId: Uuid; locale: Locale; t: T }) {
  const all = await payments(database(), customerId, now());
  const offers = all.flatMap(({ purchase, refundableCents }) =>
    refundableCents === undefined || refundableCents === 0n ? [] : [{ id: purchase.id, refundableCents }],
  );
  if (offers.length === 0) return null;
  return (
    <Banner
      announce="none"
      title={t('offerTitle')}
      actions={offers.map(({ id, refundableCents }) => (
        <LinkButton key={id} href={`/refunds/${id}`} size="sm">
          {t('offerAction', { amount: formatCents(refundableCents, locale) })}
        </LinkButton>
      ))}
    >
      {t('offerText')}
    </Banner>
  );
}

function Losses({
  standing: { forfeitMicros, owedMicros },
  locale,
  t,
}: {
  standing: ClosingStanding;
  locale: Locale;
  t: T;
}) {
  if (forfeitMicros === ZERO && owedMicros === ZERO) return <p className="text-soft">{t('lostNone')}</p>;
  return (
    <dl className="space-y-2">
      <div>
        <dt className="font-medium">{t('lost')}</dt>
        <dd>
          <Amount value={forfeitMicros} locale={locale} precision="exact" />
        </dd>
      </div>
      {owedMicros > ZERO && (
        <div>
          <dt className="font-medium">{t('owed')}</dt>
          <dd>
            <Amount value={owedMicros} locale={locale} precision="exact" />
          </dd>
        </div>
      )}
    </dl>
  );
}
