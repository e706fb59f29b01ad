import Link from 'next/link';
import { Amount } from '#components/format/amount.tsx';
import { tailDigits } from '#components/format/credits.ts';
import { DateTime } from '#components/format/date-time.tsx';
import { operationLabel } from '#components/pricing/operation-label.ts';
import { type Column, Table } from '#components/ui/table.tsx';
import type { Job } from '#lib/contracts/job.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { JobStatusPill } from './job-status.tsx';

/** Jobs, newest first, each with what was held for it and what it cost. */
export function JobsTable({
  jobs,
  locale,
  timeZone,
  hrefOf = (id) => `/history/${id}`,
}: {
  jobs: readonly Job[];
  locale: Locale;
  timeZone: string;
  /** The page of a job: the customer's own unless the desk looks. */
  hrefOf?: (id: string) => string;
}) {
  const t = translator(locale, 'history');
  const helds = tailDigits(jobs.map((job) => job.hold_eur));
  const costs = tailDigits(jobs.flatMap((job) => job.cost_eur ?? []));
  const columns: Column<Job>[] = [
    {
      key: 'work',
      header: t('work'),
      lead: true,
      cell: (job) => <Work job={job} href={hrefOf(job.id)} locale={locale} />,
    },
    {
      key: 'when',
      header: t('when'),
      cell: (job) => (
        <DateTime value={job.created_at} locale={locale} timeZone={timeZone} className="text-soft" />
      ),
    },
    {
      key: 'status',
      header: t('status'),
      cell: (job) => <JobStatusPill status={job.status} locale={locale} />,
    },
    {
      key: 'held',
      header: t('held'),
      align: 'end',
      cell: (job) => <Amount value={job.hold_eur} locale={locale} precision="exact" tail={helds} />,
    },
    {
      key: 'cost',
      header: t('cost'),
      align: 'end',
      cell: (job) =>
        job.cost_eur === null ? (
          <span className="text-soft">{t('notYet')}</span>
        ) : (
          <Amount
            value={job.cost_eur}
            locale={locale}
            precision="exact"
            tail={costs}
            className="font-medium"
          />
        ),
    },
  ];
  return <Table caption={t('caption')} columns={columns} rows={jobs} rowKey={(job) => job.id} />;
}

function Work({ job, href, locale }: { job: Job; href: string; locale: Locale }) {
  const t = translator(locale, 'history');
  return (
    <>
      <Link
        href={href}
        prefetch={false}
        className="link block max-w-[40ch] truncate font-medium"
        title={job.prompt}
      >
        {job.prompt ?? operationLabel(job.operation ?? '', locale)}
      </Link>
      <span className="block text-sm text-soft">
        {job.model ?? t('operation')}
        {', '}
        {job.api_key === null ? t('inDashboard') : t('withKey', job.api_key)}
      </span>
    </>
  );
}
