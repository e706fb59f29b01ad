import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { formatCents } from '#components/format/cash.ts';
import { formatDateTime } from '#components/format/dates.ts';
import { RefreshOften } from '#components/query/refresh-often.tsx';
import { RefundSum } from '#components/refunds/refund-sum.tsx';
import { PURCHASE_TONES } from '#components/refunds/states.ts';
import { Timeline } from '#components/refunds/timeline.tsx';
import { arriving } from '#components/shell/arrival.ts';
import { PageLoading } from '#components/shell/page-loading.tsx';
import { BeginRefund } from '#components/support/begin-refund.tsx';
import { Decide } from '#components/support/decide.tsx';
import { HeldOutcome } from '#components/support/held-outcome.tsx';
import { Postings } from '#components/support/postings.tsx';
import { Code } from '#components/ui/code.tsx';
import { KeepFocus } from '#components/ui/keep-focus.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { StatusPill } from '#components/ui/status-pill.tsx';
import type { Viewer } from '#lib/auth/sessions.ts';
import { requireStaff } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { isUuid } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import { paymentDetail } from '#lib/history/payments.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { requestNote } from '#lib/i18n/request-note.ts';
import { translator } from '#lib/i18n/translator.ts';
import { type PaymentCase, paymentCase } from '#lib/staff/refunds.ts';
import { wordOf } from '#lib/topups/purchase.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'support')('refundsTitle') };
}

/** One payment for the desk: what became of it, the request to decide with its postings, or a refund to begin. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const viewer = await requireStaff();
  if (!isUuid(id)) notFound();
  const found = await caseOf(id);
  const { purchase, email, open, simulated } = found;
  const { locale, timeZone } = await preferences();
  const t = translator(locale, 'support');
  const states = translator(locale, 'refunds');
  const word = wordOf(purchase);

  return (
    <ClientMessages
      locale={locale}
      timeZone={timeZone}
      messages={compileMessages(locale, ['support', 'desk'])}
    >
      <RefreshOften />
      <KeepFocus />
      <PageHeader
        title={t('paymentTitle', { amount: formatCents(purchase.amountCents, locale) })}
        description={
          <Link href={`/support/customers/${purchase.customerId}`} className="link break-all">
            {email ?? purchase.customerId}
          </Link>
        }
        actions={<StatusPill tone={PURCHASE_TONES[word]}>{states(`status_${word}`)}</StatusPill>}
      />
      <HeldOutcome>
        {open !== undefined && (
          <Request found={{ ...found, open }} viewer={viewer} locale={locale} timeZone={timeZone} />
        )}
      </HeldOutcome>
      {simulated.length > 0 && (
        <Section title={t('simulateTitle')} description={t('simulateText')}>
          <Postings rows={simulated} />
        </Section>
      )}
      <Suspense fallback={<DetailLoading locale={locale} />}>
        <Detail purchase={purchase} isOpen={open !== undefined} locale={locale} timeZone={timeZone} />
      </Suspense>
      <Section title={t('ids')} layout="beside">
        <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
          <Id label={t('purchaseId')} value={purchase.id} />
          <Id label={t('customerId')} value={purchase.customerId} />
          <Id label={t('paddleTransaction')} value={purchase.paddleTransactionId} />
          <Id label={t('receipt')} value={purchase.receiptNumber} />
        </dl>
      </Section>
    </ClientMessages>
  );
}

function DetailLoading({ locale }: { locale: Locale }) {
  const states = translator(locale, 'refunds');
  return (
    <PageLoading locale={locale}>
      <Section title={states('sumTitle')}>
        <Skeleton className="h-96 w-full" />
      </Section>
      <Section title={states('timeline')} layout="beside">
        <Skeleton className="h-40 w-full" />
      </Section>
    </PageLoading>
  );
}

/** The sum, the refund that may be begun, and what became of the payment. */
const Detail = arriving(async function Detail({
  purchase,
  isOpen,
  locale,
  timeZone,
}: {
  purchase: PaymentCase['purchase'];
  /** Whether a request is open already. */
  isOpen: boolean;
  locale: Locale;
  timeZone: string;
}) {
  const { customerId, id } = purchase;
  const { preview, steps } = await paymentDetail(database(), { customerId, id }, now());
  const t = translator(locale, 'support');
  const states = translator(locale, 'refunds');
  return (
    <>
      {preview !== undefined && (
        <Section title={states('sumTitle')}>
          <RefundSum
            {...preview}
            mayGoBack={!isOpen}
            expiresAt={preview.balance.expiresAt}
            statementHref={`/support/customers/${customerId}#statement`}
            locale={locale}
          />
        </Section>
      )}
      {preview !== undefined && !isOpen && (
        <Section title={t('beginTitle')} description={t('beginText')} layout="beside">
          {preview.unusedCents > 0n ? (
            <BeginRefund purchaseId={purchase.id} unused={formatCents(preview.unusedCents, locale)} />
          ) : (
            <p className="text-soft">{t('nothingUnused')}</p>
          )}
        </Section>
      )}
      <Section title={states('timeline')} layout="beside">
        <Timeline steps={steps} locale={locale} timeZone={timeZone} />
      </Section>
    </>
  );
});

async function caseOf(id: string): Promise<PaymentCase> {
  try {
    return await paymentCase(database().prisma, id, now());
  } catch (error) {
    if (error instanceof DepictaError && error.code === 'not_found') notFound();
    throw error;
  }
}

function Request({
  found: { open },
  viewer,
  locale,
  timeZone,
}: {
  found: PaymentCase & { open: NonNullable<PaymentCase['open']> };
  viewer: Viewer;
  locale: Locale;
  timeZone: string;
}) {
  const t = translator(locale, 'support');
  const { request, firstApprover, needsSecond } = open;
  const waitsForAnother =
    request.firstApproverId !== null &&
    (request.firstApproverId === viewer.userId || (viewer.role !== 'admin' && !request.firstIsAdmin));
  const approval = request.firstApproverId !== null ? 'second' : needsSecond ? 'first' : 'only';
  return (
    <Section
      title={t('decideTitle')}
      description={t('decideText', {
        at: formatDateTime(request.askedAt, locale, { timeZone }),
        by: t(`askedBy_${request.askedBy}`),
        window: t(request.inWindow ? 'inWindow' : 'afterWindow'),
      })}
    >
      <div className="space-y-6">
        <p className="text-xl font-medium">{formatCents(request.amountCents, locale)}</p>
        {request.reason !== null && <p className="max-w-prose">{request.reason}</p>}
        {request.note !== null && (
          <p className="text-soft">{t('noteOf', { note: requestNote(request.note, locale) })}</p>
        )}
        {request.state !== 'asked' ? (
          <p className="text-soft">{t(request.state === 'at_paddle' ? 'atPaddle' : 'onItsWay')}</p>
        ) : (
          <>
            {firstApprover !== undefined && (
              <p className="text-soft">{t('waitsSecond', { name: firstApprover })}</p>
            )}
            {!waitsForAnother && (
              <Decide
                requestId={request.id}
                listedOnly={request.inWindow && request.askedBy === 'customer'}
                approval={approval}
              />
            )}
          </>
        )}
      </div>
    </Section>
  );
}

function Id({ label, value }: { label: string; value: string | null }) {
  if (value === null) return null;
  return (
    <div>
      <dt className="text-sm text-soft">{label}</dt>
      <dd>
        <Code>{value}</Code>
      </dd>
    </div>
  );
}
