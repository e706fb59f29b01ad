import type { Metadata } from 'next';
import { Suspense } from 'react';
import { arriving } from '#components/shell/arrival.ts';
import { PageLoading } from '#components/shell/page-loading.tsx';
import { AuditFilterForm } from '#components/support/audit-filter.tsx';
import { AuditTable } from '#components/support/audit-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { requireStaff } from '#lib/auth/viewer.ts';
import { database } from '#lib/db/client.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { auditChoices, listAudit } from '#lib/staff/audit-store.ts';
import { auditAddress, readAuditFilter } from './filter.ts';

type Query = Promise<Record<string, string | string[] | undefined>>;

/** Rows on a page. */
const ROWS = 50;

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'desk')('auditTitle') };
}

/** What staff and operators did. The filter stands in the address. */
export default async function Page({ searchParams }: { searchParams: Query }) {
  await requireStaff();
  const { locale } = await preferences();
  const t = translator(locale, 'desk');
  return (
    <Suspense
      fallback={
        <PageLoading title={t('auditTitle')} description={t('auditDescription')} locale={locale}>
          <Skeleton className="mb-10 h-40 w-full" />
          <TableSkeleton rows={12} />
        </PageLoading>
      }
    >
      <Audit searchParams={searchParams} />
    </Suspense>
  );
}

const Audit = arriving(async function Audit({ searchParams }: { searchParams: Query }) {
  const { locale, timeZone } = await preferences();
  const { choice, filter, before, wrong } = readAuditFilter(await searchParams);
  const { prisma } = database();
  const [found, choices] = await Promise.all([
    filter === undefined ? [] : listAudit(prisma, filter, { before, limit: ROWS + 1 }),
    auditChoices(prisma),
  ]);
  const shown = found.slice(0, ROWS);
  const isFiltered = auditAddress(choice) !== '/support/audit';
  const t = translator(locale, 'desk');
  const words = translator(locale, 'words');
  return (
    <div>
      <PageHeader title={t('auditTitle')} description={t('auditDescription')} />
      <AuditFilterForm choice={choice} wrong={wrong} {...choices} locale={locale} />
      {shown.length > 0 && <AuditTable rows={shown} linked locale={locale} timeZone={timeZone} />}
      {shown.length === 0 &&
        (filter === undefined || isFiltered ? (
          <EmptyState
            title={t(filter === undefined ? 'wrongTitle' : 'auditNone')}
            action={<LinkButton href="/support/audit">{t('auditShowAll')}</LinkButton>}
          >
            {t(filter === undefined ? 'wrongText' : 'auditNoneText')}
          </EmptyState>
        ) : (
          <EmptyState title={t('auditEmpty')}>{t('auditEmptyText')}</EmptyState>
        ))}
      <Pagination
        label={words('pages')}
        newerLabel={t('newest')}
        olderLabel={words('older')}
        newerHref={before === undefined ? undefined : auditAddress(choice)}
        olderHref={found.length > ROWS ? auditAddress(choice, shown.at(-1)?.number) : undefined}
      />
    </div>
  );
});
