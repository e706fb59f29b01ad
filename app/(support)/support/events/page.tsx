import type { Metadata } from 'next';
import { Suspense } from 'react';
import { RefreshOften } from '#components/query/refresh-often.tsx';
import { arriving } from '#components/shell/arrival.ts';
import { PageLoading } from '#components/shell/page-loading.tsx';
import { EventList, type EventRow } from '#components/support/event-list.tsx';
import { eventNote } from '#components/support/kept-words.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { TableSkeleton } from '#components/ui/skeleton.tsx';
import { requireStaff } from '#lib/auth/viewer.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import {
  type EventStep,
  type EventSummary,
  type InboundStatus,
  listEvents,
  stepsOf,
} from '#lib/inbox/store.ts';
import { purchasesOfEvents } from '#lib/staff/store.ts';

/** Of what waits, and of what was handled lately. */
const MOST_WAITING = 100;
const MOST_HANDLED = 20;

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'support')('eventsTitle') };
}

/** What Paddle told us and could not be handled: parked for a person, or tried again by itself. */
export default async function Page() {
  await requireStaff();
  const { locale } = await preferences();
  const t = translator(locale, 'support');
  return (
    <Suspense
      fallback={
        <PageLoading title={t('eventsTitle')} description={t('eventsDescription')} locale={locale}>
          <Section title={t('parkedTitle')}>
            <TableSkeleton rows={3} />
          </Section>
          <Section title={t('retriedTitle')}>
            <TableSkeleton rows={1} />
          </Section>
          <Section title={t('handledTitle')}>
            <TableSkeleton rows={MOST_HANDLED} />
          </Section>
        </PageLoading>
      }
    >
      <Events />
    </Suspense>
  );
}

const Events = arriving(async function Events() {
  const { locale, timeZone } = await preferences();
  const t = translator(locale, 'support');
  const [parked, retried, handled] = await Promise.all([
    rowsOf(['parked'], MOST_WAITING, locale),
    rowsOf(['failed', 'received'], MOST_WAITING, locale),
    rowsOf(['processed', 'dismissed'], MOST_HANDLED, locale),
  ]);
  return (
    <ClientMessages locale={locale} timeZone={timeZone} messages={compileMessages(locale, ['support'])}>
      <RefreshOften />
      <PageHeader title={t('eventsTitle')} description={t('eventsDescription')} />
      <Section title={t('parkedTitle')}>
        <EventList caption={t('parkedCaption')} none={t('parkedNone')} rows={parked} />
      </Section>
      <Section title={t('retriedTitle')}>
        <EventList caption={t('retriedCaption')} none={t('retriedNone')} rows={retried} />
      </Section>
      <Section title={t('handledTitle')}>
        <EventList caption={t('handledCaption')} none={t('handledNone')} rows={handled} fixed />
      </Section>
    </ClientMessages>
  );
});

async function rowsOf(statuses: readonly InboundStatus[], most: number, locale: Locale): Promise<EventRow[]> {
  const { prisma } = database();
  const events = await listEvents(prisma, statuses, most);
  const purchases = await purchasesOfEvents(
    prisma,
    events.map(({ id }) => id),
  );
  return Promise.all(
    events.map(async (event) =>
      toRow(event, { steps: await stepsOf(prisma, event.id), purchaseId: purchases.get(event.id) }, locale),
    ),
  );
}

function toRow(
  event: EventSummary,
  { steps, purchaseId }: { steps: readonly EventStep[]; purchaseId: Uuid | undefined },
  locale: Locale,
): EventRow {
  const { id, eventId, eventType, occurredAt, status, reason, attempts } = event;
  return {
    id,
    eventId,
    eventType,
    occurredAt: occurredAt.toISOString(),
    status,
    reason: reason === null ? null : eventNote(reason, locale),
    paymentPath: purchaseId === undefined ? undefined : `/support/payments/${purchaseId}`,
    attempts,
    steps: steps.map(({ at, status: was, note }) => ({
      at: at.toISOString(),
      status: was,
      note: eventNote(note, locale),
    })),
  };
}
