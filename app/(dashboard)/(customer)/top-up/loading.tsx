import { PageLoading } from '#components/shell/page-loading.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { preferences } from '#lib/i18n/preferences.ts';

export default async function TopUpLoading() {
  const { locale } = await preferences();
  return (
    <PageLoading locale={locale}>
      <Skeleton className="mt-10 h-9 w-32" />
      <Skeleton className="mt-2 mb-9 h-5 w-full max-w-prose" />
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="space-y-8">
          <Skeleton className="h-20" />
          <Skeleton className="h-24 max-w-72" />
          <Skeleton className="h-24 max-w-md" />
          <Skeleton className="h-16 max-w-prose" />
        </div>
        <Skeleton className="h-96 rounded-lg" />
      </div>
    </PageLoading>
  );
}
