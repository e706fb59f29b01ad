import type { Metadata } from 'next';
import { formatDay, formatMonth } from '#components/format/dates.ts';
import { CostTotal } from '#components/history/cost-total.tsx';
import { FilterForm, type HistoryChoice } from '#components/history/filter-form.tsx';
import { JobsTable } from '#components/history/jobs-table.tsx';
import { modelLabel } from '#components/pricing/model-label.ts';
import { operationLabel } from '#components/pricing/operation-label.ts';
import { LiveRefresh } from '#components/query/live.tsx';
import { arriving } from '#components/shell/arrival.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { SumRow } from '#components/ui/explain.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { listApiKeys } from '#lib/auth/keys.ts';
import { requireCustomer } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import type { CostPart } from '#lib/generation/totals-store.ts';
import { jobs, jobTotals, partsOfCost } from '#lib/history/jobs.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { priceBook } from '#lib/pricing/book.ts';
import { addressOf, narrowedTo, readFilter } from '../filter.ts';

/** Jobs on a page. */
const JOBS = 25;

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'history')('title') };
}

/** The list of jobs. The filter stands in the address. */
async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { customerId } = await requireCustomer();
  const { locale, timeZone } = await preferences();
  const { choice, filter, before, wrong } = readFilter(await searchParams);
  const keys = await listApiKeys(database().prisma, customerId);
  const t = translator(locale, 'history');
  const form = (
    <FilterForm
      choice={choice}
      wrong={wrong}
      models={priceBook.models.map((model) => model.id)}
      operations={priceBook.operations.map((operation) => operation.id)}
      keys={keys}
      locale={locale}
    />
  );
  const showAll = <LinkButton href="/history">{t('showAll')}</LinkButton>;
  if (filter === undefined)
    return (
      <div>
        <PageHeader title={t('title')} description={t('description')} />
        {form}
        <EmptyState title={t('wrongTitle')} action={showAll}>
          {t('wrongText')}
        </EmptyState>
      </div>
    );
  const [found, totals, parts] = await Promise.all([
    jobs(database(), customerId, filter, { before, limit: JOBS + 1 }, now()),
    jobTotals(database(), customerId, filter),
    partsOfCost(database(), customerId, filter),
  ]);
  const shown = found.slice(0, JOBS);
  const isFiltered = addressOf(choice) !== '/history';
  const words = translator(locale, 'words');
  const partRow = (part: CostPart): SumRow => {
    const { name, href } = partOf(part, choice, parts?.by === 'month' ? 'month' : 'day', locale);
    const label = t('partOfCost', { name, charges: part.jobs });
    return { key: name, label, amount: part.costMicros, href };
  };

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
      {form}
      {shown.length === 0 ? (
        <EmptyState title={t('noneTitle')} action={showAll}>
          {t('noneText')}
        </EmptyState>
      ) : (
        <>
          <CostTotal
            totals={totals}
            parts={parts?.parts.map(partRow) ?? []}
            csvHref={addressOf(choice, undefined, '/api/history')}
            statementHref={isFiltered ? undefined : '/statement?kind=charge'}
            locale={locale}
          />
          <JobsTable jobs={shown} locale={locale} timeZone={timeZone} />
        </>
      )}
      <Pagination
        label={words('pages')}
        newerLabel={t('newest')}
        olderLabel={words('older')}
        newerHref={before === undefined ? undefined : addressOf(choice)}
        olderHref={found.length > JOBS ? addressOf(choice, shown.at(-1)?.id) : undefined}
      />
    </div>
  );
}

export default arriving(Page);

/** What a part of the cost is called, and the address of the jobs that make it. */
function partOf(
  part: CostPart,
  choice: HistoryChoice,
  by: 'month' | 'day',
  locale: Locale,
): { name: string; href: string } {
  if ('subject' in part) {
    const { kind, subject } = part;
    const name = kind === 'generation' ? modelLabel(subject, locale).name : operationLabel(subject, locale);
    return { name, href: addressOf({ ...choice, model: subject }) };
  }
  const name =
    by === 'month'
      ? formatMonth(`${part.from}T00:00:00Z`, locale)
      : formatDay(`${part.from}T00:00:00Z`, locale);
  return { name, href: addressOf(narrowedTo(choice, by, part.from)) };
}
