import type { Metadata } from 'next';
import { Suspense } from 'react';
import { RefreshOften } from '#components/query/refresh-often.tsx';
import { arriving } from '#components/shell/arrival.ts';
import { PageLoading } from '#components/shell/page-loading.tsx';
import { FindForm } from '#components/support/find-form.tsx';
import { RefundQueue, type RefundRow } from '#components/support/refund-queue.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { requireStaff } from '#lib/auth/viewer.ts';
import { database } from '#lib/db/client.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { type QueuedRefund, refundQueue } from '#lib/staff/refunds.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'support')('refundsTitle') };
}

/** The refunds that wait for somebody at the desk, and those that ended lately. */
export default async function Page() {
  await requireStaff();
  const { locale } = await preferences();
  const t = translator(locale, 'support');
  return (
    <Suspense
      fallback={
        <PageLoading title={t('refundsTitle')} description={t('refundsDescription')} locale={locale}>
          <TableSkeleton rows={5} />
          <Section title={t('findTitle')} description={t('findText')} layout="beside">
            <Skeleton className="h-20 w-full" />
          </Section>
          <Section title={t('endedTitle')}>
            <TableSkeleton rows={10} />
          </Section>
        </PageLoading>
      }
    >
      <Refunds />
    </Suspense>
  );
}

const Refunds = arriving(async function Refunds() {
  const { locale, timeZone } = await preferences();
  const t = translator(locale, 'support');
  const { open, ended } = await refundQueue(database().prisma);
  return (
    <ClientMessages locale={locale} timeZone={timeZone} messages={compileMessages(locale, ['support'])}>
      <RefreshOften />
      <PageHeader title={t('refundsTitle')} description={t('refundsDescription')} />
      {open.length === 0 ? (
        <EmptyState title={t('noneTitle')}>{t('noneText')}</EmptyState>
      ) : (
        <RefundQueue
          caption={t('openCaption')}
          rows={open.map((each) => toRow(each, each.request.askedAt))}
          whenLabel={t('asked')}
          locale={locale}
          timeZone={timeZone}
        />
      )}
      <Section title={t('findTitle')} description={t('findText')} layout="beside">
        <FindForm />
      </Section>
      {ended.length > 0 && (
        <Section title={t('endedTitle')}>
          <RefundQueue
            caption={t('endedCaption')}
            rows={ended.map((each) => toRow(each, each.request.endedAt!))}
            whenLabel={t('ended')}
            locale={locale}
            timeZone={timeZone}
          />
        </Section>
      )}
    </ClientMessages>
  );
});

function toRow({ request, email, firstApprover, needsSecond }: QueuedRefund, at: Date): RefundRow {
  const { id, purchaseId, amountCents, askedBy, inWindow, state } = request;
  return { id, purchaseId, amountCents, askedBy, inWindow, state, email, firstApprover, needsSecond, at };
}
