import type { Metadata } from 'next';
import { LiveRefresh } from '#components/query/live.tsx';
import { FindPayment } from '#components/refunds/find-payment.tsx';
import { PaymentList, type PaymentRow } from '#components/refunds/payment-list.tsx';
import { arriving } from '#components/shell/arrival.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { requireCustomer } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { MOST_PAYMENTS, type Payment, payments } from '#lib/history/payments.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { wordOf } from '#lib/topups/purchase.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'refunds')('title') };
}

/** Every top-up of the customer, what of it can be refunded, and the way to one that is missed. */
async function Page() {
  const { customerId } = await requireCustomer();
  const { locale, timeZone } = await preferences();
  const t = translator(locale, 'refunds');
  const rows = (await payments(database(), customerId, now())).map(toRow);
  return (
    <ClientMessages locale={locale} timeZone={timeZone} messages={compileMessages(locale, ['refunds'])}>
      <LiveRefresh />
      <PageHeader title={t('title')} description={t('description')} />
      {rows.length === 0 ? (
        <EmptyState
          title={t('emptyTitle')}
          action={
            <LinkButton href="/top-up" variant="primary">
              {t('emptyAction')}
            </LinkButton>
          }
        >
          {t('emptyText')}
        </EmptyState>
      ) : (
        <PaymentList rows={rows} locale={locale} timeZone={timeZone} />
      )}
      {rows.length === MOST_PAYMENTS && <p className="mt-4 text-sm text-soft">{t('older')}</p>}
      <Section title={t('findTitle')} description={t('findText')} layout="beside">
        <FindPayment />
      </Section>
    </ClientMessages>
  );
}

export default arriving(Page);

function toRow({ purchase, request, refundableCents }: Payment): PaymentRow {
  const { id, amountCents, paidAt, createdAt, receiptNumber } = purchase;
  return {
    id,
    amountCents,
    at: paidAt ?? createdAt,
    status: wordOf(purchase),
    // What has ended says nothing that the payment's own state does not say better.
    request: request === undefined || request.endedAt !== null ? undefined : request.state,
    receiptNumber,
    refundableCents,
  };
}
