import { PageLoading } from '#components/shell/page-loading.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { preferences } from '#lib/i18n/preferences.ts';

/** The page before its figures: what it is called, a month or all, is in its address, which nobody has read yet. */
export default async function StatementLoading() {
  const { locale } = await preferences();
  return (
    <PageLoading locale={locale}>
      <div className="space-y-3 pt-10 pb-8">
        <Skeleton className="h-8 w-48" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      <Skeleton className="mb-8 h-32 w-full max-w-md sm:h-8" />
      <Skeleton className="mb-6 h-32 w-full max-w-md sm:h-16" />
      <TableSkeleton rows={10} />
    </PageLoading>
  );
}
