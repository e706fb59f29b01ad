import { PageLoading } from '#components/shell/page-loading.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The page before its figures: the title that is known, and room for the picture, the operation and its quote. */
export default async function ProcessLoading() {
  const { locale } = await preferences();
  const t = translator(locale, 'process');
  return (
    <PageLoading title={t('title')} description={t('description')} locale={locale}>
      {/* No link: whoever is led here would fetch the page's script with its stand-in. */}
      <Skeleton className="mb-8 h-11 w-56" />
      <div className="grid gap-x-16 gap-y-10 pb-14 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="space-y-8">
          <Skeleton className="h-80" />
          <Skeleton className="h-24" />
          <Skeleton className="h-44" />
        </div>
        <Skeleton className="h-80" />
      </div>
    </PageLoading>
  );
}
