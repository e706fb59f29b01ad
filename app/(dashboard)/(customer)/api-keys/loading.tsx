import { PageLoading } from '#components/shell/page-loading.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The page before its figures: titles that are known, and room for the rest. */
export default async function ApiKeysLoading() {
  const { locale } = await preferences();
  const t = translator(locale, 'apiKeys');
  return (
    <PageLoading title={t('title')} description={t('description')} locale={locale}>
      <Section title={t('newTitle')} description={t('newText')} layout="beside">
        <Skeleton className="h-60 w-full" />
      </Section>
      <Section title={t('listTitle')}>
        <TableSkeleton rows={3} />
      </Section>
    </PageLoading>
  );
}
