import type { Metadata } from 'next';
import { formatCredits } from '#components/format/credits.ts';
import { GeneratePage } from '#components/generate/generate-page.tsx';
import { Ways } from '#components/generate/ways.tsx';
import { modelLabel } from '#components/pricing/model-label.ts';
import { tierLabel } from '#components/pricing/tier-label.ts';
import { arriving } from '#components/shell/arrival.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/viewer.ts';
import { FILES_AVAILABLE_SECONDS } from '#lib/contracts/image.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { spendable } from '#lib/history/balance.ts';
import { jobs } from '#lib/history/jobs.ts';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { ZERO } from '#lib/money/credits.ts';
import { publishedModels } from '#lib/pricing/published.ts';
import { FULL_FLOOR_MICROS } from '#lib/pricing/tiers.ts';
import { closedFor } from '../closed-for.ts';
import { startGeneration } from './actions.ts';

/** Pictures that the page shows. */
const RECENT = 24;

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'generate')('title') };
}

/** Makes pictures: the quote before sending, the hold while it runs, the settled cost, the files for an hour. */
async function Page() {
  const customer = await requireCustomer();
  const { customerId } = customer;
  const { locale, timeZone } = await preferences();
  const at = now();
  const from = new Date(at.getTime() - FILES_AVAILABLE_SECONDS * 1000);
  const db = database();
  const [books, recent] = await Promise.all([
    balanceNow(onPool(db.pool), customerId, at),
    jobs(db, customerId, { from }, { limit: RECENT }, at),
  ]);
  const t = translator(locale, 'generate');
  const balance = { availableMicros: books?.availableMicros ?? ZERO, spendableMicros: spendable(books) };
  const models = publishedModels(balance);
  const labels = Object.fromEntries(
    models.models.map(({ id, tier }) => [id, { ...modelLabel(id, locale), tier: tierLabel(tier, locale) }]),
  );
  return (
    <div>
      <PageHeader title={t('title')} description={t('description')} />
      <Ways current="make" locale={locale} />
      <ClientMessages
        locale={locale}
        timeZone={timeZone}
        messages={compileMessages(locale, ['generate', 'operations', 'failures'])}
      >
        <GeneratePage
          models={models}
          labels={labels}
          closed={closedFor(customer)}
          recent={{ data: recent, next_cursor: null }}
          recentPath={`/v1/jobs?limit=${RECENT}&from=${encodeURIComponent(from.toISOString())}`}
          fullFloor={formatCredits(FULL_FLOOR_MICROS, locale)}
          start={startGeneration}
        />
      </ClientMessages>
    </div>
  );
}

export default arriving(Page);
