import { PageLoading } from '#components/shell/page-loading.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { preferences } from '#lib/i18n/preferences.ts';

export default async function OverviewLoading() {
  const { locale } = await preferences();
  return (
    <PageLoading locale={locale}>
      <Skeleton className="mt-10 mb-8 h-8 w-48" />
      <div className="grid gap-x-16 gap-y-10 pb-12 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <div>
          <Skeleton className="h-5 w-20" />
          <Skeleton className="mt-2 h-14 w-64" />
          <Skeleton className="mt-7 h-2.5 w-full" />
          <Skeleton className="mt-4 h-11 w-40" />
        </div>
        <div className="space-y-7">
          <Skeleton className="h-16 w-full" />
          <Skeleton className="h-12 w-full" />
        </div>
      </div>
      <TableSkeleton rows={6} />
    </PageLoading>
  );
}
