import { PageLoading } from '#components/shell/page-loading.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The page before its figures: its title, and room for the filters, the sum and the jobs. */
export default async function HistoryLoading() {
  const { locale } = await preferences();
  const t = translator(locale, 'history');
  return (
    <PageLoading title={t('title')} description={t('description')} locale={locale}>
      <Skeleton className="mb-6 h-160 w-full sm:h-72 lg:h-34" />
      <Skeleton className="mb-6 h-12 w-48" />
      <TableSkeleton rows={10} />
    </PageLoading>
  );
}
