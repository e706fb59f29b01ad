import { PageLoading } from '#components/shell/page-loading.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The page before its figures: titles that are known, and room for the rest. */
export default async function BalanceLoading() {
  const { locale } = await preferences();
  const t = translator(locale, 'balance');
  return (
    <PageLoading title={t('title')} description={t('description')} locale={locale}>
      <Skeleton className="mb-10 h-[4.375rem] w-80 max-w-full" />
      <Skeleton className="mb-6 h-6 w-96 max-w-full" />
      <div className="grid gap-x-16 gap-y-10 pb-12 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <div>
          <Skeleton className="h-5 w-20" />
          <Skeleton className="mt-2 h-14 w-64" />
          <Skeleton className="mt-7 h-2.5 w-full" />
        </div>
        <div className="space-y-7">
          <Skeleton className="h-16 w-full" />
          <Skeleton className="h-12 w-full" />
        </div>
      </div>
      <Section title={t('lotsTitle')} description={t('lotsText')}>
        <TableSkeleton rows={3} />
      </Section>
      <Section title={t('datesTitle')} description={t('datesText')}>
        <TableSkeleton rows={2} />
      </Section>
    </PageLoading>
  );
}
