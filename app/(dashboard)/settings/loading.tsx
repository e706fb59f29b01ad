import { PageLoading } from '#components/shell/page-loading.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The page before its figures: titles that are known, and room for the rest. */
export default async function SettingsLoading() {
  const { locale } = await preferences();
  const t = translator(locale, 'settings');
  const closing = translator(locale, 'closing');
  return (
    <PageLoading title={t('title')} description={t('description')} locale={locale}>
      <Section title={t('youTitle')} description={t('youText')} layout="beside">
        <Skeleton className="h-44 w-full" />
      </Section>
      <Section title={t('passwordTitle')} description={t('passwordText')} layout="beside">
        <Skeleton className="h-56 w-full" />
      </Section>
      <Section id="warnings" title={t('warningsTitle')} description={t('warningsText')} layout="beside">
        <Skeleton className="h-80 w-full" />
      </Section>
      <Section id="look" title={t('lookTitle')} description={t('lookText')} layout="beside">
        <Skeleton className="h-52 w-full" />
      </Section>
      <Section title={t('sessionsTitle')} description={t('sessionsText')}>
        <TableSkeleton rows={1} />
      </Section>
      <Section title={closing('exportTitle')} description={closing('exportText')} layout="beside">
        <Skeleton className="h-16 w-full" />
      </Section>
      <Section title={closing('closeTitle')} description={closing('closeText')} layout="beside">
        <Skeleton className="h-32 w-full" />
      </Section>
    </PageLoading>
  );
}
