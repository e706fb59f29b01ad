import { PageLoading } from '#components/shell/page-loading.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { viewer } from '#lib/auth/viewer.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The page before its figures: titles that are known, and room for the rest. */
export default async function SettingsLoading() {
  const [{ locale }, person] = await Promise.all([preferences(), viewer()]);
  const ofStaff = person?.customerId === null;
  const t = translator(locale, 'settings');
  const factor = translator(locale, 'secondFactor');
  const closing = translator(locale, 'closing');
  return (
    <PageLoading
      title={t('title')}
      description={t(ofStaff ? 'staffDescription' : 'description')}
      locale={locale}
    >
      <Section title={t('youTitle')} description={t('youText')} layout="beside">
        <Skeleton className="h-44 w-full" />
      </Section>
      <Section
        title={t('passwordTitle')}
        description={t(ofStaff ? 'staffPasswordText' : 'passwordText')}
        layout="beside"
      >
        <Skeleton className="h-56 w-full" />
      </Section>
      {ofStaff ? (
        <Section title={factor('sectionTitle')} description={factor('sectionText')} layout="beside">
          <Skeleton className="h-80 w-full" />
        </Section>
      ) : (
        <Section id="warnings" title={t('warningsTitle')} description={t('warningsText')} layout="beside">
          <Skeleton className="h-80 w-full" />
        </Section>
      )}
      <Section id="look" title={t('lookTitle')} description={t('lookText')} layout="beside">
        <Skeleton className="h-52 w-full" />
      </Section>
      <Section title={t('sessionsTitle')} description={t('sessionsText')}>
        <TableSkeleton rows={1} />
      </Section>
      {!ofStaff && (
        <>
          <Section title={closing('exportTitle')} description={closing('exportText')} layout="beside">
            <Skeleton className="h-16 w-full" />
          </Section>
          <Section title={closing('closeTitle')} description={closing('closeText')} layout="beside">
            <Skeleton className="h-32 w-full" />
          </Section>
        </>
      )}
    </PageLoading>
  );
}
