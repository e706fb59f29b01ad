import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { filesOf } from '#components/history/files.ts';
import { JobDetail } from '#components/history/job-detail.tsx';
import { titleOf } from '#components/history/title.ts';
import { operationLabel } from '#components/pricing/operation-label.ts';
import { LiveRefresh } from '#components/query/live.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { isUuid } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import { job as findJob } from '#lib/history/jobs.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'history')('jobTitle') };
}

/** One job of the customer; somebody else's is not found. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { customerId } = await requireCustomer();
  if (!isUuid(id)) notFound();
  const at = now();
  const job = await findJob(database(), customerId, id, at);
  if (job === undefined) notFound();
  const { locale, timeZone } = await preferences();
  const t = translator(locale, 'history');
  const expiresAt = job.result === null ? undefined : filesOf(job.result)[0]?.expiresAt;

  return (
    <div>
      {job.cost_eur === null && <LiveRefresh />}
      <PageHeader
        title={titleOf(job.prompt ?? operationLabel(job.operation ?? '', locale))}
        actions={<LinkButton href="/history">{t('back')}</LinkButton>}
      />
      <JobDetail
        job={job}
        hasFiles={expiresAt !== undefined && new Date(expiresAt) > at}
        locale={locale}
        timeZone={timeZone}
      />
    </div>
  );
}
