import type { Metadata } from 'next';
import { Suspense } from 'react';
import { formatDistance } from '#components/format/distance.ts';
import { RefreshOften } from '#components/query/refresh-often.tsx';
import { arriving } from '#components/shell/arrival.ts';
import { PageLoading } from '#components/shell/page-loading.tsx';
import { Findings } from '#components/support/findings.tsx';
import { ReconcileButton } from '#components/support/reconcile-button.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { requireStaff } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { listReconciliations } from '#lib/paddle/store.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'support')('reconcileTitle') };
}

/** Our payments against Paddle's: what the last run compared, and what differed. */
export default async function Page() {
  await requireStaff();
  const { locale } = await preferences();
  const t = translator(locale, 'support');
  return (
    <Suspense
      fallback={
        <PageLoading title={t('reconcileTitle')} description={t('reconcileDescription')} locale={locale}>
          <Skeleton className="mb-8 h-6 w-96 max-w-full" />
          <Skeleton className="mb-8 h-10 w-48" />
          <Skeleton className="h-12 w-full" />
        </PageLoading>
      }
    >
      <Reconciliation />
    </Suspense>
  );
}

const Reconciliation = arriving(async function Reconciliation() {
  const { locale, timeZone } = await preferences();
  const t = translator(locale, 'support');
  const [last] = await listReconciliations(database().prisma, 1);
  return (
    <ClientMessages locale={locale} timeZone={timeZone} messages={compileMessages(locale, ['support'])}>
      <RefreshOften />
      <PageHeader title={t('reconcileTitle')} description={t('reconcileDescription')} />
      <div className="space-y-8">
        <p>
          {last === undefined
            ? t('reconcileNever')
            : t('reconcileRan', {
                distance: formatDistance(last.at, now(), locale),
                payments: String(last.payments),
                adjustments: String(last.adjustments),
              })}
        </p>
        <ReconcileButton />
        {last !== undefined &&
          (last.findings.length === 0 ? (
            <Banner tone="success" announce="none">
              {t('findingsNone')}
            </Banner>
          ) : (
            <Findings rows={last.findings} locale={locale} />
          ))}
      </div>
    </ClientMessages>
  );
});
