import { PageLoading } from '#components/shell/page-loading.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The page before its figures: titles that are known, and room for the rest. */
export default async function PaymentsLoading() {
  const { locale } = await preferences();
  const t = translator(locale, 'refunds');
  return (
    <PageLoading title={t('title')} description={t('description')} locale={locale}>
      <TableSkeleton rows={3} />
      <Section title={t('findTitle')} description={t('findText')} layout="beside">
        <Skeleton className="h-28 w-full" />
      </Section>
    </PageLoading>
  );
}
