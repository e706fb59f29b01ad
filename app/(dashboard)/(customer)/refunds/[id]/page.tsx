import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { formatCents } from '#components/format/cash.ts';
import { formatDay, formatLastValidDay } from '#components/format/dates.ts';
import { LiveRefresh } from '#components/query/live.tsx';
import { RefundSum } from '#components/refunds/refund-sum.tsx';
import { PURCHASE_TONES, REQUEST_TONES } from '#components/refunds/states.ts';
import { Timeline } from '#components/refunds/timeline.tsx';
import { Withdraw } from '#components/refunds/withdraw.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { KeepFocus } from '#components/ui/keep-focus.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { StatusPill } from '#components/ui/status-pill.tsx';
import { requireCustomer } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { database } from '#lib/db/client.ts';
import { type PaymentDetail, paymentDetail } from '#lib/history/payments.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { toMinorUnits } from '#lib/money/cents.ts';
import { wordOf } from '#lib/topups/purchase.ts';
import type { RefundPreview } from '#lib/topups/refund-preview.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'refunds')('payment') };
}

/** One top-up: what became of it, what of it can be refunded and why, and the way to withdraw. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { customerId } = await requireCustomer();
  const detail = await detailOf(customerId, id);
  const { purchase, preview, request, steps, creditNotes } = detail;
  const { locale, timeZone } = await preferences();
  const t = translator(locale, 'refunds');

  return (
    <ClientMessages locale={locale} timeZone={timeZone} messages={compileMessages(locale, ['refunds'])}>
      <LiveRefresh />
      <KeepFocus />
      <PageHeader
        title={t('detailTitle', { amount: formatCents(purchase.amountCents, locale) })}
        description={howFar(purchase, locale)}
        actions={<State detail={detail} locale={locale} />}
      />
      {request !== undefined && request.endedAt === null && (
        <div className="pb-8">
          <Banner announce="polite" title={t(`request_${request.state}`)}>
            {request.state === 'asked' && t('askedNotice')}
          </Banner>
        </div>
      )}
      {preview !== undefined && <Refundable preview={preview} locale={locale} />}
      <Section title={t('timeline')} layout="beside">
        <Timeline steps={steps} locale={locale} timeZone={timeZone} />
      </Section>
      {purchase.paidAt !== null && (
        <div className="no-print flex flex-wrap gap-2">
          <LinkButton
            href={`/api/payments/${purchase.id}/invoice`}
            prefetch={false}
            target="_blank"
            rel="noreferrer"
          >
            {t('invoice')}
          </LinkButton>
          {creditNotes.map((note) => (
            <LinkButton
              key={note.id}
              href={`/api/payments/${purchase.id}/credit-notes/${note.id}`}
              prefetch={false}
              target="_blank"
              rel="noreferrer"
            >
              {t('creditNote', { day: formatDay(note.madeAt, locale) })}
            </LinkButton>
          ))}
        </div>
      )}
    </ClientMessages>
  );
}

/** How far it has come, in a line. What Paddle has received is never called unpaid. */
function howFar({ paidAt, paymentSeenAt, createdAt }: PaymentDetail['purchase'], locale: Locale): string {
  const t = translator(locale, 'refunds');
  if (paidAt !== null) return t('detailDescription', { day: formatDay(paidAt, locale) });
  if (paymentSeenAt !== null) return t('detailReceived', { day: formatDay(paymentSeenAt, locale) });
  return t('detailUnpaid', { day: formatDay(createdAt, locale) });
}

/** What is nobody's or somebody else's is not found. */
async function detailOf(customerId: string, id: string): Promise<PaymentDetail> {
  try {
    return await paymentDetail(database(), { customerId, id }, now());
  } catch (error) {
    if (error instanceof DepictaError && error.code === 'not_found') notFound();
    throw error;
  }
}

function State({ detail: { purchase, request }, locale }: { detail: PaymentDetail; locale: Locale }) {
  const t = translator(locale, 'refunds');
  if (request !== undefined && request.endedAt === null)
    return <StatusPill tone={REQUEST_TONES[request.state]}>{t(`request_${request.state}`)}</StatusPill>;
  const word = wordOf(purchase);
  return <StatusPill tone={PURCHASE_TONES[word]}>{t(`status_${word}`)}</StatusPill>;
}

/** The whole sum first; then the way to have it back, or the rule that stands against it. */
function Refundable({ preview, locale }: { preview: RefundPreview; locale: Locale }) {
  const t = translator(locale, 'refunds');
  const { purchase, lot, balance, refusal, windowEndsAt, amountCents } = preview;
  const day = formatLastValidDay(
    refusal === 'expired' ? (balance.expiresAt ?? windowEndsAt) : windowEndsAt,
    locale,
  );
  return (
    <Section title={t('sumTitle')} description={refusal === undefined ? t('window', { day }) : undefined}>
      {refusal === undefined ? (
        <div className="space-y-10">
          <RefundSum
            {...preview}
            mayGoBack={refusal === undefined}
            lot={lot}
            expiresAt={balance.expiresAt}
            locale={locale}
          />
          <Withdraw purchaseId={purchase.id} amount={toMinorUnits(amountCents)} />
        </div>
      ) : (
        <div className="space-y-8">
          <p className="max-w-prose font-medium">{t(`refusal_${refusal}`, { day })}</p>
          <RefundSum
            {...preview}
            mayGoBack={refusal === undefined}
            lot={lot}
            expiresAt={balance.expiresAt}
            locale={locale}
          />
        </div>
      )}
    </Section>
  );
}
