import { PageLoading } from '#components/shell/page-loading.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The page before its figures: the title that is known, and room for the choice and its quote. */
export default async function GenerateLoading() {
  const { locale } = await preferences();
  const t = translator(locale, 'generate');
  return (
    <PageLoading title={t('title')} description={t('description')} locale={locale}>
      {/* No link: whoever is led here would fetch the page's script with its stand-in. */}
      <Skeleton className="mb-8 h-11 w-56" />
      <div className="grid gap-x-16 gap-y-10 pb-14 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="space-y-8">
          <Skeleton className="h-40" />
          <Skeleton className="h-72 sm:h-32" />
          <Skeleton className="h-56 sm:h-32" />
          <Skeleton className="h-56 sm:h-24" />
        </div>
        <Skeleton className="h-96" />
      </div>
    </PageLoading>
  );
}
