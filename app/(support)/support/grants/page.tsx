import type { Metadata } from 'next';
import Link from 'next/link';
import { Suspense } from 'react';
import { formatCredits } from '#components/format/credits.ts';
import { formatDateTime } from '#components/format/dates.ts';
import { RefreshOften } from '#components/query/refresh-often.tsx';
import { arriving } from '#components/shell/arrival.ts';
import { PageLoading } from '#components/shell/page-loading.tsx';
import { BeforeAfter } from '#components/support/before-after.tsx';
import { DecideGrant } from '#components/support/decide-grant.tsx';
import { Facts } from '#components/support/facts.tsx';
import { HeldOutcome } from '#components/support/held-outcome.tsx';
import { Postings } from '#components/support/postings.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Viewer } from '#lib/auth/sessions.ts';
import { requireStaff } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { credits } from '#lib/money/credits.ts';
import { type GrantPreview, previewAsked, type WaitingGrant, waitingGrants } from '#lib/staff/desk-grants.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'desk')('waitingTitle') };
}

/** The grants that wait for an admin, each with what approving it would post. */
export default async function Page() {
  const viewer = await requireStaff();
  const { locale } = await preferences();
  const t = translator(locale, 'desk');
  return (
    <Suspense
      fallback={
        <PageLoading title={t('waitingTitle')} description={t('waitingDescription')} locale={locale}>
          <Skeleton className="h-96 w-full" />
        </PageLoading>
      }
    >
      <Grants viewer={viewer} />
    </Suspense>
  );
}

const Grants = arriving(async function Grants({ viewer }: { viewer: Viewer }) {
  const { locale, timeZone } = await preferences();
  const t = translator(locale, 'desk');
  const waiting = await waitingGrants(database().prisma);
  const shown: { waits: WaitingGrant; preview: GrantPreview }[] = [];
  // One after the other: each simulation holds a connection.
  for (const waits of waiting)
    shown.push({ waits, preview: await previewAsked(database().prisma, waits.grant, now()) });
  return (
    <ClientMessages
      locale={locale}
      timeZone={timeZone}
      messages={compileMessages(locale, ['desk', 'support'])}
    >
      <RefreshOften />
      <PageHeader title={t('waitingTitle')} description={t('waitingDescription')} />
      <HeldOutcome>
        {shown.length === 0 && <EmptyState title={t('waitingNone')}>{t('waitingNoneText')}</EmptyState>}
        {shown.map((each) => (
          <Waiting key={each.waits.grant.id} {...each} viewer={viewer} locale={locale} timeZone={timeZone} />
        ))}
      </HeldOutcome>
    </ClientMessages>
  );
});

function Waiting({
  waits: { grant, email, author },
  preview,
  viewer,
  locale,
  timeZone,
}: {
  waits: WaitingGrant;
  preview: GrantPreview;
  viewer: Viewer;
  locale: Locale;
  timeZone: string;
}) {
  const t = translator(locale, 'desk');
  const who = email ?? grant.customerId;
  const title = t('grantOf', {
    amount: formatCredits(credits(grant.amountMicros), locale, { precision: 'exact' }),
    who,
  });
  const at = formatDateTime(grant.createdAt, locale, { timeZone });
  return (
    <Section
      title={
        <Link href={`/support/customers/${grant.customerId}`} className="link break-all">
          {title}
        </Link>
      }
      description={t('askedBy', { author: author ?? t('operator'), at })}
    >
      <div className="space-y-6">
        <Facts
          rows={[
            [t('forCustomer'), grant.reason],
            [t('note'), grant.internalNote],
          ]}
        />
        <Postings rows={preview.postings} />
        <BeforeAfter
          before={[t('availableBefore'), preview.availableBeforeMicros]}
          after={[t('availableAfter'), preview.availableAfterMicros]}
        />
        {viewer.role === 'admin' ? (
          <DecideGrant grantId={grant.id} title={title} isOwn={grant.author === viewer.userId} />
        ) : (
          <p className="text-soft">{t('adminOnly')}</p>
        )}
      </div>
    </Section>
  );
}
