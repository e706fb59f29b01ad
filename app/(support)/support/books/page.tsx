import type { Metadata } from 'next';
import Link from 'next/link';
import { Suspense } from 'react';
import { formatDateTime } from '#components/format/dates.ts';
import { formatDistance } from '#components/format/distance.ts';
import { arriving } from '#components/shell/arrival.ts';
import { PageLoading } from '#components/shell/page-loading.tsx';
import { CheckButton } from '#components/support/check-button.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Code } from '#components/ui/code.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { StatusPill } from '#components/ui/status-pill.tsx';
import { Table } from '#components/ui/table.tsx';
import { requireStaff } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import type { Messages } from '#lib/i18n/catalogue.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { type TranslatorOf, translator } from '#lib/i18n/translator.ts';
import { listReconciliations } from '#lib/paddle/store.ts';
import { oldestHold } from '#lib/staff/books.ts';
import { type KeptCheck, lastCheck } from '#lib/staff/check-store.ts';

/** What the page sums up, and the named rules that say it. */
const SUMS = {
  debits: ['debits_equal_credits', 'stored_credit_is_its_postings'],
  liability: ['stored_credit_is_its_lots', 'lots_are_their_postings'],
  held: ['held_is_the_open_holds'],
  payments: [
    'paid_purchases_are_their_lots',
    'each_paddle_transaction_is_credited_once',
    'processed_payments_are_credited',
  ],
  proof: ['chain_verifies'],
  audit: ['audit_log_is_one_chain', 'audit_log_keeps_its_end'],
} as const;

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'desk')('booksTitle') };
}

/** Whether the books balance: what the last check found, rule by rule. Nothing is worked out here. */
export default async function Page() {
  await requireStaff();
  const { locale } = await preferences();
  const t = translator(locale, 'desk');
  return (
    <Suspense
      fallback={
        <PageLoading title={t('booksTitle')} description={t('booksDescription')} locale={locale}>
          <Skeleton className="mb-6 h-12 w-full" />
          <Skeleton className="mb-10 h-10 w-48" />
          <div className="grid gap-x-10 gap-y-6 pb-12 sm:grid-cols-2 lg:grid-cols-4">
            {[...Object.keys(SUMS), 'hold'].map((sum) => (
              <Skeleton key={sum} className="h-12 w-40" />
            ))}
          </div>
          <TableSkeleton rows={10} />
        </PageLoading>
      }
    >
      <Books />
    </Suspense>
  );
}

const Books = arriving(async function Books() {
  const { locale, timeZone } = await preferences();
  const t = translator(locale, 'desk');
  const db = database();
  const [check, [reconciled], hold] = await Promise.all([
    lastCheck(db.prisma),
    listReconciliations(db.prisma, 1),
    oldestHold(db),
  ]);
  const missing = reconciled?.findings.filter(
    ({ kind, repaired }) => kind === 'paid_not_credited' && !repaired,
  );
  const distance = reconciled && formatDistance(reconciled.at, now(), locale);
  return (
    <ClientMessages locale={locale} timeZone={timeZone} messages={compileMessages(locale, ['desk'])}>
      <PageHeader title={t('booksTitle')} description={t('booksDescription')} />
      <div className="space-y-6 pb-10">
        <Verdict check={check} locale={locale} timeZone={timeZone} />
        <CheckButton />
      </div>
      <dl className="grid gap-x-10 gap-y-6 pb-12 sm:grid-cols-2 lg:grid-cols-4">
        {(['debits', 'liability', 'held'] as const).map((sum) => (
          <Sum key={sum} label={t(`sum_${sum}`)}>
            <State check={check} sum={sum} locale={locale} />
          </Sum>
        ))}
        <Sum
          label={t('sum_payments')}
          note={distance === undefined ? t('paymentsNever') : t('paymentsOf', { distance })}
        >
          {missing !== undefined && missing.length > 0 ? (
            <Link href="/support/reconciliation" className="link">
              <StatusPill tone="bad">{missing.length}</StatusPill>
            </Link>
          ) : (
            <State check={check} sum="payments" locale={locale} />
          )}
        </Sum>
        {(['proof', 'audit'] as const).map((sum) => (
          <Sum key={sum} label={t(`sum_${sum}`)}>
            <State check={check} sum={sum} locale={locale} />
          </Sum>
        ))}
        <Sum label={t('oldestHold')}>
          {hold === undefined ? (
            t('oldestHoldNone')
          ) : (
            <Link href={`/support/customers/${hold.customerId}?job=${hold.id}#jobs`} className="link">
              {t('oldestHoldSince', { distance: formatDistance(hold.openedAt, now(), locale) })}
            </Link>
          )}
        </Sum>
      </dl>
      {check !== undefined && (
        <Section title={t('rulesTitle')}>
          <Rules check={check} locale={locale} />
        </Section>
      )}
    </ClientMessages>
  );
});

function Verdict({
  check,
  locale,
  timeZone,
}: {
  check: KeptCheck | undefined;
  locale: Locale;
  timeZone: string;
}) {
  const t = translator(locale, 'desk');
  if (check === undefined) return <p>{t('booksNever')}</p>;
  const isRight = check.violations.length === 0;
  return (
    <>
      <Banner tone={isRight ? 'success' : 'danger'} announce="none">
        {isRight ? t('booksRight') : t('booksWrong', { count: String(check.violations.length) })}
      </Banner>
      <p className="text-soft" data-testid="checked-at">
        {t('booksAt', {
          at: formatDateTime(check.at, locale, { timeZone }),
          distance: formatDistance(check.at, now(), locale),
        })}
      </p>
    </>
  );
}

function Sum({ label, note, children }: { label: string; note?: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="mt-1">
        {children}
        {note !== undefined && <span className="mt-1 block text-sm text-soft">{note}</span>}
      </dd>
    </div>
  );
}

function State({
  check,
  sum,
  locale,
}: {
  check: KeptCheck | undefined;
  sum: keyof typeof SUMS;
  locale: Locale;
}) {
  const t = translator(locale, 'desk');
  const rules: readonly string[] = SUMS[sum];
  if (check === undefined) return <StatusPill tone="neutral">{t('sumUnknown')}</StatusPill>;
  const isBroken = check.violations.some(({ name }) => rules.includes(name));
  if (isBroken) return <StatusPill tone="bad">{t('sumBroken')}</StatusPill>;
  return <StatusPill tone="good">{t(sum === 'payments' ? 'sumNone' : 'sumHolds')}</StatusPill>;
}

/** The broken ones first. */
function Rules({ check, locale }: { check: KeptCheck; locale: Locale }) {
  const t = translator(locale, 'desk');
  const broken = new Map(check.violations.map(({ name, ids }) => [name, ids]));
  const rows = [...check.rules].sort((a, b) => Number(broken.has(b.name)) - Number(broken.has(a.name)));
  return (
    <Table
      caption={t('rulesCaption')}
      rows={rows}
      rowKey={(rule) => rule.name}
      columns={[
        { key: 'rule', header: t('rule'), lead: true, cell: (rule) => <Code>{rule.name}</Code> },
        { key: 'meaning', header: t('ruleMeaning'), prose: true, cell: (rule) => meaningOf(rule, locale) },
        {
          key: 'state',
          header: t('ruleState'),
          cell: ({ name }) => {
            const ids = broken.get(name);
            if (ids === undefined) return <StatusPill tone="good">{t('ruleHolds')}</StatusPill>;
            return <span className="break-all text-danger">{t('ruleBroken', { ids: ids.join(', ') })}</span>;
          },
        },
      ]}
    />
  );
}

/** What a rule says; one that has no words yet says it as it was kept. */
function meaningOf({ name, meaning }: { name: string; meaning: string }, locale: Locale): string {
  const t = translator(locale, 'rules') as TranslatorOf<'rules'> & ((key: string) => string);
  return t.has(name as keyof Messages['rules']) ? t(name) : meaning;
}
