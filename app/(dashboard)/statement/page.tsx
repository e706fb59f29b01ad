import type { Metadata } from 'next';
import { LiveRefresh } from '#components/query/live.tsx';
import { StatementLines } from '#components/statement/statement-lines.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requireCustomer } from '#lib/auth/viewer.ts';
import { database } from '#lib/db/client.ts';
import { statementRows } from '#lib/history/statement.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

/** Lines on a page. */
const LINES = 50;

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'statement')('title') };
}

/** Every change of the balance, newest first. `?before=` is the number that a page ends before. */
export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ before?: string | string[] }>;
}) {
  const { customerId } = await requireCustomer('/statement');
  const { locale, timeZone } = await preferences();
  const before = numberOf((await searchParams).before);
  const rows = await statementRows(database(), customerId, {}, { before, limit: LINES + 1 });
  const shown = rows.slice(0, LINES);
  const t = translator(locale, 'statement');
  const words = translator(locale, 'words');
  const last = shown.at(-1);

  return (
    <div>
      {before === undefined && <LiveRefresh />}
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          shown.length > 0 && (
            <LinkButton href="/v1/statement?format=csv" prefetch={false} download>
              {t('asCsv')}
            </LinkButton>
          )
        }
      />
      {last === undefined ? (
        <EmptyState
          title={t('emptyTitle')}
          action={
            <LinkButton href="/top-up" variant="primary">
              {t('emptyAction')}
            </LinkButton>
          }
        >
          {t('emptyText')}
        </EmptyState>
      ) : (
        <>
          <StatementLines caption={t('caption')} rows={shown} locale={locale} timeZone={timeZone} full />
          <Pagination
            label={words('pages')}
            newerLabel={t('newest')}
            olderLabel={words('older')}
            newerHref={before === undefined ? undefined : '/statement'}
            olderHref={rows.length > LINES ? `/statement?before=${last.id}` : undefined}
          />
        </>
      )}
    </div>
  );
}

/** A page's cursor from the address; anything else is the first page. */
function numberOf(text: string | string[] | undefined): bigint | undefined {
  return typeof text === 'string' && /^[1-9]\d{0,17}$/.test(text) ? BigInt(text) : undefined;
}
