import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { ClockTable } from '#components/balance/clock-table.tsx';
import { LotTable } from '#components/balance/lot-table.tsx';
import { Amount } from '#components/format/amount.tsx';
import { DateTime } from '#components/format/date-time.tsx';
import { formatPreciseDateTime } from '#components/format/dates.ts';
import type { Closed } from '#components/generate/quote.tsx';
import { JobsTable } from '#components/history/jobs-table.tsx';
import { BalanceHead } from '#components/overview/balance-head.tsx';
import { Allowed, Validity } from '#components/overview/facts.tsx';
import { PaymentList } from '#components/refunds/payment-list.tsx';
import { arriving } from '#components/shell/arrival.ts';
import { PageLoading } from '#components/shell/page-loading.tsx';
import { StatementLines } from '#components/statement/statement-lines.tsx';
import { AuditTable } from '#components/support/audit-table.tsx';
import { DeskGrants, DeskKeys, DeskMails } from '#components/support/customer-lists.tsx';
import { Facts } from '#components/support/facts.tsx';
import { GiveGrant } from '#components/support/give-grant.tsx';
import { HeldOutcome } from '#components/support/held-outcome.tsx';
import { CUSTOMER_TONES } from '#components/support/states.ts';
import { StatusForm } from '#components/support/status-form.tsx';
import { WriteOff } from '#components/support/write-off.tsx';
import { Code } from '#components/ui/code.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { StatusPill } from '#components/ui/status-pill.tsx';
import type { Viewer } from '#lib/auth/sessions.ts';
import { requireStaff } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { isUuid } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import type { Payment } from '#lib/history/payments.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { ZERO } from '#lib/money/credits.ts';
import { balanceTierOf, FULL_FLOOR_MICROS } from '#lib/pricing/tiers.ts';
import { type CustomerProfile, findProfile } from '#lib/staff/customer-store.ts';
import { wordOf } from '#lib/topups/purchase.ts';
import { LINES, readAsked, readCustomer } from './read.ts';

type Read = Awaited<ReturnType<typeof readCustomer>>;
type Reader = { locale: Locale; timeZone: string };

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'desk')('customerTitle') };
}

/** One customer on one page: what they see, what was done about them, and what the desk may do. */
export default async function Page({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { id } = await params;
  const viewer = await requireStaff();
  const profile = isUuid(id) ? await findProfile(database().prisma, id) : undefined;
  if (profile === undefined) notFound();
  const asked = readAsked(await searchParams);
  const reader = await preferences();
  const { locale, timeZone } = reader;
  const t = translator(locale, 'desk');

  return (
    <ClientMessages
      locale={locale}
      timeZone={timeZone}
      messages={compileMessages(locale, ['desk', 'support'])}
    >
      <PageHeader
        title={<span className="break-all">{profile.users[0]?.email ?? t('customerTitle')}</span>}
        description={<Code>{profile.id}</Code>}
        actions={
          <StatusPill tone={CUSTOMER_TONES[profile.status]}>{t(`status_${profile.status}`)}</StatusPill>
        }
      />
      <Profile profile={profile} {...reader} />
      <Suspense fallback={<AccountLoading locale={locale} />}>
        <Account profile={profile} viewer={viewer} asked={asked} {...reader} />
      </Suspense>
    </ClientMessages>
  );
}

/** Room for the parts that every customer has, where links into the page lead. */
function AccountLoading({ locale }: { locale: Locale }) {
  const t = translator(locale, 'desk');
  return (
    <PageLoading locale={locale}>
      <Section title={t('balanceTitle')}>
        <Skeleton className="h-72 w-full" />
      </Section>
      <Section id="grants" title={t('giveTitle')} description={t('giveText')} layout="beside">
        <Skeleton className="h-80 w-full" />
      </Section>
      <Section id="jobs" title={t('jobsTitle')}>
        <TableSkeleton rows={10} />
      </Section>
      <Section id="payments" title={t('paymentsTitle')}>
        <TableSkeleton rows={3} />
      </Section>
    </PageLoading>
  );
}

/** What takes longer to read: the books, the work and what was done about it. */
const Account = arriving(async function Account({
  profile,
  viewer,
  asked,
  ...reader
}: Reader & { profile: CustomerProfile; viewer: Viewer; asked: ReturnType<typeof readAsked> }) {
  const read = await readCustomer(profile, asked, now());
  const t = translator(reader.locale, 'desk');
  const here = `/support/customers/${profile.id}`;
  const isOpen = profile.status !== 'closed';
  return (
    <>
      <Balance read={read} profile={profile} here={here} {...reader} />
      <Section
        id="grants"
        title={isOpen ? t('giveTitle') : t('grantsTitle')}
        description={isOpen ? t('giveText') : undefined}
        layout="beside"
      >
        {isOpen && <GiveGrant customerId={profile.id} />}
        <div className={isOpen ? 'pt-8' : undefined}>
          <DeskGrants grants={read.grants} {...reader} />
        </div>
      </Section>
      <HeldOutcome>
        {isOpen && read.balance.owedMicros > ZERO && (
          <Section title={t('writeOffTitle')} description={t('writeOffText')} layout="beside">
            {viewer.role === 'admin' ? (
              <WriteOff customerId={profile.id} />
            ) : (
              <p className="text-soft">{t('writeOffAdmin')}</p>
            )}
          </Section>
        )}
      </HeldOutcome>
      <Statement read={read} before={asked.before} here={here} {...reader} />
      <Section
        id="jobs"
        title={asked.jobId === undefined ? t('jobsTitle') : t('jobId', { id: asked.jobId })}
        actions={asked.jobId !== undefined && <LinkButton href={`${here}#jobs`}>{t('jobsAll')}</LinkButton>}
      >
        {read.work.length === 0 ? (
          <p className="text-soft">{t(asked.jobId === undefined ? 'jobsNone' : 'jobNone')}</p>
        ) : (
          <JobsTable jobs={read.work} hrefOf={(job) => `${here}?job=${job}#jobs`} {...reader} />
        )}
      </Section>
      <Section id="payments" title={t('paymentsTitle')}>
        {read.purchases.length === 0 ? (
          <p className="text-soft">{t('paymentsNone')}</p>
        ) : (
          <PaymentList
            rows={read.purchases.map(toRow)}
            hrefOf={(purchase) => `/support/payments/${purchase}`}
            {...reader}
          />
        )}
      </Section>
      <Section title={t('keysTitle')}>
        <DeskKeys keys={read.keys} {...reader} />
      </Section>
      <Section title={t('mailsTitle')}>
        <DeskMails mails={read.mails} {...reader} />
      </Section>
      <Section
        title={t('auditTitle')}
        actions={<LinkButton href={`/support/audit?customer=${profile.id}`}>{t('auditAll')}</LinkButton>}
      >
        {read.audit.length === 0 ? (
          <p className="text-soft">{t('auditEmpty')}</p>
        ) : (
          <AuditTable rows={read.audit} {...reader} />
        )}
      </Section>
      {isOpen && (
        <Section
          title={t(profile.status === 'active' ? 'suspendTitle' : 'unsuspendTitle')}
          description={t(profile.status === 'active' ? 'suspendText' : 'unsuspendText')}
          layout="beside"
        >
          <StatusForm customerId={profile.id} isSuspended={profile.status === 'suspended'} />
        </Section>
      )}
    </>
  );
});

/** As the customer's own pages say it. */
function closedFor({ status, users }: CustomerProfile): Closed | undefined {
  if (status === 'suspended') return 'suspended';
  return users.some(({ emailVerifiedAt }) => emailVerifiedAt !== null) ? undefined : 'unverified';
}

function Profile({ profile, locale, timeZone }: Reader & { profile: CustomerProfile }) {
  const t = translator(locale, 'desk');
  const when = (at: Date | null) => at && <DateTime value={at} locale={locale} timeZone={timeZone} />;
  return (
    <Section title={t('profileTitle')} layout="beside">
      <div className="space-y-6">
        <Facts
          rows={[
            [t('since'), when(profile.createdAt)],
            [t('closedAt'), when(profile.closedAt)],
            [t('country'), profile.country],
            [t('paddleCustomer'), profile.paddleCustomerId && <Code>{profile.paddleCustomerId}</Code>],
          ]}
        />
        {profile.users.length === 0 && <p className="text-soft">{t('nobody')}</p>}
        {profile.users.map((user) => (
          <Facts
            key={user.id}
            rows={[
              [t('address'), `${user.name} <${user.email}>`],
              [t('verified'), when(user.emailVerifiedAt) ?? t('notVerified')],
            ]}
          />
        ))}
      </div>
    </Section>
  );
}

function Balance({
  read: { balance },
  profile,
  here,
  locale,
}: Reader & { read: Read; profile: CustomerProfile; here: string }) {
  const t = translator(locale, 'desk');
  const spendable = balance.owedMicros > ZERO ? ZERO : balance.availableMicros;
  return (
    <Section
      title={t('balanceTitle')}
      description={t('balanceText', { moment: formatPreciseDateTime(balance.asOf, locale) })}
    >
      <div className="grid gap-x-16 gap-y-10 pb-8 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <BalanceHead
          sums={balance}
          links={{ statement: `${here}#statement`, refunds: `${here}#payments` }}
          locale={locale}
        />
        <div className="space-y-7 lg:pt-1">
          {balance.owedMicros > ZERO && (
            <div data-testid="owed">
              <h3 className="text-sm text-soft">{t('owed')}</h3>
              <p className="mt-0.5 text-lg font-medium text-danger">
                <Amount value={balance.owedMicros} locale={locale} precision="exact" />
              </p>
              <p className="mt-1 text-sm text-soft">{t('owedNote')}</p>
            </div>
          )}
          <Validity expiresAt={balance.expiresAt} now={balance.asOf} locale={locale} />
          <Allowed
            tier={balanceTierOf(spendable)}
            floor={FULL_FLOOR_MICROS}
            closed={closedFor(profile)}
            locale={locale}
          />
        </div>
      </div>
      <h3 className="pb-3 font-medium">{t('lotsTitle')}</h3>
      <LotTable lots={balance.lots} hrefOf={() => `${here}#statement`} locale={locale} />
      <h3 className="pt-8 pb-3 font-medium">{t('datesTitle')}</h3>
      <ClockTable changes={balance.clock} locale={locale} />
    </Section>
  );
}

function Statement({
  read,
  before,
  here,
  locale,
  timeZone,
}: Reader & { read: Read; before: bigint | undefined; here: string }) {
  const t = translator(locale, 'desk');
  const rows = read.statement.slice(0, LINES);
  const isMore = read.statement.length > LINES;
  return (
    <Section id="statement" title={t('statementTitle')}>
      {rows.length === 0 ? (
        <p className="text-soft">{t('statementNone')}</p>
      ) : (
        <StatementLines
          caption={t('statementCaption')}
          rows={rows}
          hrefOf={({ type, id }) => causeHref(here, type, id)}
          locale={locale}
          timeZone={timeZone}
          full
        />
      )}
      <Pagination
        label={t('statementTitle')}
        newerLabel={t('newest')}
        olderLabel={t('older')}
        newerHref={before === undefined ? undefined : `${here}#statement`}
        olderHref={isMore ? `${here}?before=${rows.at(-1)?.id}#statement` : undefined}
      />
    </Section>
  );
}

function causeHref(here: string, type: string, id: string): string | undefined {
  if (type === 'generation' || type === 'operation') return `${here}?job=${id}#jobs`;
  return type === 'purchase' ? `/support/payments/${id}` : undefined;
}

function toRow({ purchase, request, refundableCents }: Payment) {
  const { id, amountCents, paidAt, createdAt, receiptNumber } = purchase;
  return {
    ...{ id, amountCents, receiptNumber, refundableCents },
    at: paidAt ?? createdAt,
    status: wordOf(purchase),
    request: request === undefined || request.endedAt !== null ? undefined : request.state,
  };
}
