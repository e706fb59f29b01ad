import type { Metadata } from 'next';
import { formatCredits } from '#components/format/credits.ts';
import { Ways } from '#components/generate/ways.tsx';
import { offeredOperations } from '#components/process/offered.ts';
import { ProcessPage } from '#components/process/process-page.tsx';
import { isThere, sourceOfJob } from '#components/process/source.ts';
import { arriving } from '#components/shell/arrival.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/viewer.ts';
import { FILES_AVAILABLE_SECONDS } from '#lib/contracts/image.ts';
import type { Job } from '#lib/contracts/job.ts';
import { OPERATIONS } from '#lib/contracts/operation-choices.ts';
import { now } from '#lib/core/clock.ts';
import { isUuid, type Uuid } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import { job as findJob, jobs } from '#lib/history/jobs.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { toWire } from '#lib/money/credits.ts';
import { publishedPricing } from '#lib/pricing/published.ts';
import { FULL_FLOOR_MICROS, SMALL_FLOOR_MICROS } from '#lib/pricing/tiers.ts';
import { closedFor } from '../../closed-for.ts';
import { startProcessing } from './actions.ts';

/** Pictures of the customer's that the page offers. */
const RECENT = 12;

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'process')('title') };
}

/** Processes a picture: its flat price before it is sent, the hold while it runs, then the result and what it cost. */
async function Page({
  searchParams,
}: {
  searchParams: Promise<{ picture?: string | string[]; operation?: string | string[] }>;
}) {
  const { picture: named, operation } = await searchParams;
  const picture = typeof named === 'string' && isUuid(named) ? named : undefined;
  const customer = await requireCustomer();
  const { customerId } = customer;
  const { locale, timeZone } = await preferences();
  const at = now();
  const from = new Date(at.getTime() - FILES_AVAILABLE_SECONDS * 1000);
  const db = database();
  const [recent, first] = await Promise.all([
    jobs(db, customerId, { from, status: 'completed' }, { limit: RECENT }, at),
    picture === undefined ? undefined : pictureOf(customerId, picture, at),
  ]);
  const { operations, version } = publishedPricing();
  const t = translator(locale, 'process');
  return (
    <div>
      <PageHeader title={t('title')} description={t('description')} />
      <Ways current="process" locale={locale} />
      <ClientMessages
        locale={locale}
        timeZone={timeZone}
        messages={compileMessages(locale, ['process', 'generate', 'failures'])}
      >
        <ProcessPage
          operations={offeredOperations(operations, locale)}
          version={version}
          floorEur={toWire(SMALL_FLOOR_MICROS)}
          recent={{ data: recent, next_cursor: null }}
          recentPath={`/v1/jobs?limit=${RECENT}&status=completed&from=${encodeURIComponent(from.toISOString())}`}
          empty={
            <EmptyState
              title={t('emptyTitle')}
              action={
                <LinkButton href="/generate" size="sm">
                  {t('emptyAction')}
                </LinkButton>
              }
            >
              {t('emptyText')}
            </EmptyState>
          }
          first={first}
          firstOperation={OPERATIONS.find((each) => each === operation) ?? 'resize'}
          renderedAt={at.toISOString()}
          fullFloor={formatCredits(FULL_FLOOR_MICROS, locale)}
          closed={closedFor(customer)}
          start={startProcessing}
        >
          <p className="text-sm text-soft">{t('cannotCancel')}</p>
        </ProcessPage>
      </ClientMessages>
    </div>
  );
}

export default arriving(Page);

/** The job whose picture the address names; null where there is none of this customer's, or its hour is over. */
async function pictureOf(customerId: Uuid, id: Uuid, at: Date): Promise<Job | null> {
  const found = await findJob(database(), customerId, id, at);
  const source = found && sourceOfJob(found, '');
  return found && source && isThere(source, at.getTime()) ? found : null;
}
