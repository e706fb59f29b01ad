import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { PageLoading } from './page-loading.tsx';

/** While a page with a title, its description and a table is on its way. */
export async function ListLoading() {
  const { locale } = await preferences();
  return (
    <PageLoading locale={locale}>
      <div className="space-y-3 pt-10 pb-8">
        <Skeleton className="h-8 w-48" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      <TableSkeleton rows={10} />
    </PageLoading>
  );
}
