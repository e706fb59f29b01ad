import type { Metadata } from 'next';
import { formatCredits } from '#components/format/credits.ts';
import { FilterForm } from '#components/history/filter-form.tsx';
import { JobsTable } from '#components/history/jobs-table.tsx';
import { LiveRefresh } from '#components/query/live.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { listApiKeys } from '#lib/auth/keys.ts';
import { requireCustomer } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { jobs, jobTotals } from '#lib/history/jobs.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { priceBook } from '#lib/pricing/book.ts';
import { addressOf, readFilter } from './filter.ts';

/** Jobs on a page. */
const JOBS = 25;

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'history')('title') };
}

/** The list of jobs. The filter stands in the address. */
export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { customerId } = await requireCustomer('/history');
  const { locale, timeZone } = await preferences();
  const { choice, filter, before } = readFilter(await searchParams);
  const [found, totals, keys] = await Promise.all([
    jobs(database(), customerId, filter, { before, limit: JOBS + 1 }, now()),
    jobTotals(database(), customerId, filter),
    listApiKeys(database().prisma, customerId),
  ]);
  const shown = found.slice(0, JOBS);
  const isFiltered = addressOf(choice) !== '/history';
  const t = translator(locale, 'history');
  const words = translator(locale, 'words');

  if (totals.jobs === 0 && !isFiltered) {
    return (
      <div>
        <LiveRefresh />
        <PageHeader title={t('title')} description={t('description')} />
        <EmptyState
          title={t('emptyTitle')}
          action={
            <LinkButton href="/generate" variant="primary">
              {t('emptyAction')}
            </LinkButton>
          }
        >
          {t('emptyText')}
        </EmptyState>
      </div>
    );
  }
  return (
    <div>
      <LiveRefresh />
      <PageHeader title={t('title')} description={t('description')} />
      <FilterForm
        choice={choice}
        models={priceBook.models.map((model) => model.id)}
        keys={keys}
        locale={locale}
      />
      {shown.length === 0 ? (
        <EmptyState title={t('noneTitle')} action={<LinkButton href="/history">{t('showAll')}</LinkButton>}>
          {t('noneText')}
        </EmptyState>
      ) : (
        <JobsTable jobs={shown} locale={locale} timeZone={timeZone} />
      )}
      <Pagination
        label={words('pages')}
        newerLabel={t('newest')}
        olderLabel={words('older')}
        newerHref={before === undefined ? undefined : addressOf(choice)}
        olderHref={found.length > JOBS ? addressOf(choice, shown.at(-1)?.id) : undefined}
        summary={
          t('totals', {
            jobs: totals.jobs,
            cost: formatCredits(totals.costMicros, locale, { precision: 'exact' }),
          }) + t('totalsFailed', { failed: totals.failed })
        }
      />
    </div>
  );
}
