import type { Metadata } from 'next';
import { formatMonth, formatPreciseDateTime } from '#components/format/dates.ts';
import { LiveRefresh } from '#components/query/live.tsx';
import { arriving } from '#components/shell/arrival.ts';
import { kindLabel } from '#components/statement/kind.ts';
import { KindFilter, KindSum } from '#components/statement/kind-filter.tsx';
import { MonthSummary } from '#components/statement/month-summary.tsx';
import { Proof } from '#components/statement/proof.tsx';
import { StatementLines } from '#components/statement/statement-lines.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requireCustomer } from '#lib/auth/viewer.ts';
import type { StatementKind } from '#lib/contracts/statement.ts';
import { now } from '#lib/core/clock.ts';
import { type Month, monthOf } from '#lib/core/month.ts';
import { database } from '#lib/db/client.ts';
import { firstMonth } from '#lib/history/month.ts';
import { CHECK_COMMANDS, statementProof } from '#lib/history/proof.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { readChoice, type StatementChoice, spanOf, statementHref } from './address.ts';
import { readStatement } from './read.ts';

/** Lines on a page. */
const LINES = 50;

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'statement')('title') };
}

/**
 * Every change of the balance, newest first; with `?month=2026-11` those of a month (UTC) with its sums, with `?kind=charge`
 * those of a kind with what they come to, with `?as_of=` those recorded by then. `?before=` is the number that a page ends
 * before.
 */
async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { customerId } = await requireCustomer();
  const { locale, timeZone } = await preferences();
  const at = now();
  const { before, isWrong, ...choice } = readChoice(await searchParams, at);
  const t = translator(locale, 'statement');
  if (isWrong)
    return (
      <div>
        <PageHeader title={t('title')} description={t('description')} />
        <EmptyState
          title={t('wrongTitle')}
          action={<LinkButton href="/statement">{t('showEverything')}</LinkButton>}
        >
          {t('wrongText')}
        </EmptyState>
      </div>
    );
  const { kind, month, asOf } = choice;
  const [{ rows, summary, sums }, first, proof] = await Promise.all([
    readStatement(database(), customerId, choice, { before, limit: LINES + 1 }, at),
    firstMonth(database(), customerId),
    statementProof(database(), customerId),
  ]);
  const shown = rows.slice(0, LINES);
  const words = translator(locale, 'words');
  const last = shown.at(-1);
  const isKept = first !== undefined;
  const ofKind = sums?.find((sum) => sum.kind === kind);

  return (
    <div>
      {before === undefined && asOf === undefined && <LiveRefresh />}
      <PageHeader
        title={month === undefined ? t('title') : formatMonth(month.from, locale)}
        description={t('description')}
        actions={
          month === undefined ? (
            isKept && <WholeCsv choice={choice} locale={locale} />
          ) : (
            <MonthFiles month={month} locale={locale} />
          )
        }
      />
      <Months month={month} first={first} locale={locale} />
      {isKept && (
        <KindFilter
          kind={kind}
          rest={{
            ...(month !== undefined && { month: month.name }),
            ...(asOf !== undefined && { as_of: asOf.toISOString() }),
          }}
          locale={locale}
        />
      )}
      {summary !== undefined && kind === undefined && (
        <MonthSummary {...summary} hrefOf={(each) => statementHref({ month, kind: each })} locale={locale} />
      )}
      {ofKind !== undefined && (
        <KindSum
          title={titleOf({ kind: ofKind.kind, month, asOf }, locale)}
          changeMicros={ofKind.changeMicros}
          locale={locale}
        />
      )}
      {last === undefined ? (
        <Nothing choice={choice} locale={locale} />
      ) : (
        <div id="lines">
          <StatementLines caption={t('caption')} rows={shown} locale={locale} timeZone={timeZone} full />
          <Pagination
            label={words('pages')}
            newerLabel={t('newest')}
            olderLabel={words('older')}
            newerHref={before === undefined ? undefined : statementHref(choice)}
            olderHref={rows.length > LINES ? statementHref(choice, last.id) : undefined}
          />
        </div>
      )}
      {isKept && <Proof proof={proof} commands={CHECK_COMMANDS} locale={locale} />}
    </div>
  );
}

export default arriving(Page);

/** What the lines of a kind are all of. */
function titleOf({ kind, month, asOf }: StatementChoice & { kind: StatementKind }, locale: Locale): string {
  const t = translator(locale, 'statement');
  const name = kindLabel(kind, locale);
  if (month !== undefined) return t('ofThisKindIn', { kind: name, month: formatMonth(month.from, locale) });
  if (asOf === undefined) return t('ofThisKind', { kind: name });
  return t('ofThisKindBy', { kind: name, moment: formatPreciseDateTime(asOf, locale) });
}

/** The rows that are shown, on all pages, as a file. */
function WholeCsv({ choice, locale }: { choice: StatementChoice; locale: Locale }) {
  const { kind, to } = spanOf(choice);
  const asked = new URLSearchParams({
    format: 'csv',
    ...(kind !== undefined && { kind }),
    ...(to !== undefined && { to: to.toISOString() }),
  });
  return (
    <LinkButton href={`/v1/statement?${asked}`} prefetch={false} download>
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
        <LinkButton href="/balance" size="sm">
          {t('otherMoment')}
        </LinkButton>
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

function Nothing({ choice, locale }: { choice: StatementChoice; locale: Locale }) {
  const t = translator(locale, 'statement');
  const { kind, month, asOf } = choice;
  if (kind !== undefined)
    return (
      <EmptyState
        title={t('noneOfKind')}
        action={<LinkButton href={statementHref({ month, asOf })}>{t('showAll')}</LinkButton>}
      />
    );
  if (month !== undefined) return <p className="text-soft">{t('monthEmpty')}</p>;
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
