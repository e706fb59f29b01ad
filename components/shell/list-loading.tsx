import { Loading, Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

/** While a page with a title, its description and a table is on its way. */
export async function ListLoading() {
  const { locale } = await preferences();
  return (
    <div>
      <Loading label={translator(locale, 'words')('loading')}>
        <div className="space-y-3 pt-10 pb-8">
          <Skeleton className="h-8 w-48" />
          <Skeleton className="h-5 w-80 max-w-full" />
        </div>
        <TableSkeleton rows={10} />
      </Loading>
    </div>
  );
}
