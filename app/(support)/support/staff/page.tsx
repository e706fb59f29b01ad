import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { formatDateTime } from '#components/format/dates.ts';
import { arriving } from '#components/shell/arrival.ts';
import { PageLoading } from '#components/shell/page-loading.tsx';
import { ChangeRole } from '#components/support/change-role.tsx';
import { ResetFactor } from '#components/support/reset-factor.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { StatusPill } from '#components/ui/status-pill.tsx';
import { listStaffFactors, type StaffFactor } from '#lib/auth/second-factor-store.ts';
import type { Viewer } from '#lib/auth/sessions.ts';
import { requireStaff } from '#lib/auth/viewer.ts';
import { database } from '#lib/db/client.ts';
import { type Preferences, preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { STAFF_ROLES, type StaffRole } from '#lib/staff/roles.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'secondFactor')('staffTitle') };
}

/** Where an admin says what a colleague may do, and resets the second factor of one who has lost it. To support it does not exist. */
export default async function Page() {
  const viewer = await requireStaff();
  if (viewer.role !== 'admin') notFound();
  const chosen = await preferences();
  const { locale } = chosen;
  const t = translator(locale, 'secondFactor');
  return (
    <Suspense
      fallback={
        <PageLoading title={t('staffTitle')} description={t('staffText')} locale={locale}>
          <Skeleton className="h-96 w-full" />
        </PageLoading>
      }
    >
      <PageHeader title={t('staffTitle')} description={t('staffText')} />
      <Colleagues viewer={viewer} chosen={chosen} />
    </Suspense>
  );
}

const Colleagues = arriving(async function Colleagues({
  viewer,
  chosen,
}: {
  viewer: Viewer;
  chosen: Preferences;
}) {
  const staff = await listStaffFactors(database().prisma);
  return staff.map((person) => (
    <Colleague key={person.userId} person={person} viewer={viewer} chosen={chosen} />
  ));
});

function Colleague({
  person: { userId, email, name, role, enrolledAt },
  viewer,
  chosen: { locale, timeZone },
}: {
  person: StaffFactor;
  viewer: Viewer;
  chosen: Preferences;
}) {
  const t = translator(locale, 'secondFactor');
  const labelOf = (each: string) => t(`role_${each as StaffRole}`);
  const others = STAFF_ROLES.filter((each) => each !== role);
  if (userId === viewer.userId)
    return (
      <Section
        title={<span className="break-all">{email}</span>}
        description={`${name}, ${labelOf(role)}`}
        layout="beside"
      >
        <p className="text-soft">{t('staffOwn')}</p>
      </Section>
    );
  return (
    <Section
      title={<span className="break-all">{email}</span>}
      description={`${name}, ${labelOf(role)}`}
      layout="beside"
    >
      <div className="space-y-4">
        {role !== 'former' && (
          <Factor userId={userId} enrolledAt={enrolledAt} chosen={{ locale, timeZone }} />
        )}
        <ChangeRole
          userId={userId}
          roles={others.map((id) => ({ id, label: labelOf(id) }))}
          texts={{ role: t('role'), reason: t('roleReason'), change: t('roleChange') }}
        />
      </div>
    </Section>
  );
}

function Factor({
  userId,
  enrolledAt,
  chosen: { locale, timeZone },
}: Pick<StaffFactor, 'userId' | 'enrolledAt'> & { chosen: Pick<Preferences, 'locale' | 'timeZone'> }) {
  const t = translator(locale, 'secondFactor');
  return (
    <>
      <StatusPill tone={enrolledAt === null ? 'warn' : 'good'}>
        {enrolledAt === null
          ? t('staffNone')
          : t('staffSince', { at: formatDateTime(enrolledAt, locale, { timeZone }) })}
      </StatusPill>
      {enrolledAt === null ? (
        <p className="text-soft">{t('staffNothing')}</p>
      ) : (
        <ResetFactor userId={userId} texts={{ reason: t('reason'), reset: t('reset') }} />
      )}
    </>
  );
}
