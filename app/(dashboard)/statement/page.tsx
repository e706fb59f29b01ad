import type { Metadata } from 'next';
import { formatMonth } from '#components/format/dates.ts';
import { LiveRefresh } from '#components/query/live.tsx';
import { MonthSummary } from '#components/statement/month-summary.tsx';
import { StatementLines } from '#components/statement/statement-lines.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requireCustomer } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { type Month, monthNamed, monthOf } from '#lib/core/month.ts';
import { database } from '#lib/db/client.ts';
import { firstMonth, summaryOf } from '#lib/history/month.ts';
import { statementRows } from '#lib/history/statement.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';

/** Lines on a page. */
const LINES = 50;

type Address = { before?: string | string[]; month?: string | string[] };

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'statement')('title') };
}

/**
 * Every change of the balance, newest first; with `?month=2026-11` those of a month (UTC) with its sums. `?before=` is the
 * number that a page ends before.
 */
export default async function Page({ searchParams }: { searchParams: Promise<Address> }) {
  const { customerId } = await requireCustomer('/statement');
  const { locale, timeZone } = await preferences();
  const address = await searchParams;
  const before = numberOf(address.before);
  const month = typeof address.month === 'string' ? monthNamed(address.month) : undefined;
  const [rows, summary, first] = await Promise.all([
    statementRows(database(), customerId, month ?? {}, { before, limit: LINES + 1 }),
    month && summaryOf(database(), customerId, month),
    firstMonth(database(), customerId),
  ]);
  const shown = rows.slice(0, LINES);
  const t = translator(locale, 'statement');
  const words = translator(locale, 'words');
  const last = shown.at(-1);
  const here = month === undefined ? '/statement' : `/statement?month=${month.name}`;
  const older = `${here}${month === undefined ? '?' : '&'}before=${last?.id}`;

  return (
    <div>
      {before === undefined && <LiveRefresh />}
      <PageHeader
        title={month === undefined ? t('title') : formatMonth(month.from, locale)}
        description={t('description')}
        actions={
          month === undefined ? (
            shown.length > 0 && <WholeCsv locale={locale} />
          ) : (
            <MonthFiles month={month} locale={locale} />
          )
        }
      />
      <Months month={month} first={first} locale={locale} />
      {summary !== undefined && <MonthSummary {...summary} locale={locale} />}
      {last === undefined ? (
        <Nothing isMonth={month !== undefined} locale={locale} />
      ) : (
        <div id="lines">
          <StatementLines caption={t('caption')} rows={shown} locale={locale} timeZone={timeZone} full />
          <Pagination
            label={words('pages')}
            newerLabel={t('newest')}
            olderLabel={words('older')}
            newerHref={before === undefined ? undefined : here}
            olderHref={rows.length > LINES ? older : undefined}
          />
        </div>
      )}
    </div>
  );
}

function WholeCsv({ locale }: { locale: Locale }) {
  return (
    <LinkButton href="/v1/statement?format=csv" prefetch={false} download>
      {translator(locale, 'statement')('asCsv')}
    </LinkButton>
  );
}

function MonthFiles({ month, locale }: { month: Month; locale: Locale }) {
  const t = translator(locale, 'statement');
  return (
    <>
      <LinkButton href={`/api/statements/${month.name}?format=pdf`} prefetch={false} download>
        {t('asPdf')}
      </LinkButton>
      <LinkButton href={`/api/statements/${month.name}?format=csv`} prefetch={false} download>
        {t('monthCsv')}
      </LinkButton>
    </>
  );
}

/** From month to month, no further back than the statement goes, and back to everything. */
function Months({
  month,
  first,
  locale,
}: {
  month: Month | undefined;
  first: Month | undefined;
  locale: Locale;
}) {
  const t = translator(locale, 'statement');
  const present = monthOf(now());
  const isKept = ({ from }: Month) => first !== undefined && from >= first.from;
  if (month === undefined) {
    const latest = [0, -1, -2].map((away) => monthOf(present.from, away)).filter(isKept);
    if (latest.length === 0) return null;
    return (
      <nav aria-label={t('byMonth')} className="no-print mb-8 flex flex-wrap gap-2">
        {latest.map((each) => (
          <MonthLink key={each.name} month={each} locale={locale} />
        ))}
      </nav>
    );
  }
  const [previous, next] = [monthOf(month.from, -1), monthOf(month.from, 1)];
  return (
    <nav aria-label={t('byMonth')} className="no-print mb-8 flex flex-wrap gap-2">
      {isKept(previous) && (
        <MonthLink
          month={previous}
          label={t('previousMonth', { month: formatMonth(previous.from, locale) })}
          locale={locale}
        />
      )}
      {next.from <= present.from && (
        <MonthLink
          month={next}
          label={t('nextMonth', { month: formatMonth(next.from, locale) })}
          locale={locale}
        />
      )}
      <LinkButton href="/statement" size="sm">
        {t('allTime')}
      </LinkButton>
    </nav>
  );
}

function MonthLink({ month, label, locale }: { month: Month; label?: string; locale: Locale }) {
  return (
    <LinkButton href={`/statement?month=${month.name}`} size="sm">
      {label ?? formatMonth(month.from, locale)}
    </LinkButton>
  );
}

function Nothing({ isMonth, locale }: { isMonth: boolean; locale: Locale }) {
  const t = translator(locale, 'statement');
  if (isMonth) return <p className="text-soft">{t('monthEmpty')}</p>;
  return (
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
  );
}

/** A page's cursor from the address; anything else is the first page. */
function numberOf(text: string | string[] | undefined): bigint | undefined {
  return typeof text === 'string' && /^[1-9]\d{0,17}$/.test(text) ? BigInt(text) : undefined;
}
