import type { Metadata } from 'next';
import { ClockTable } from '#components/balance/clock-table.tsx';
import { LotTable } from '#components/balance/lot-table.tsx';
import { formatPreciseDateTime } from '#components/format/dates.ts';
import { BalanceHead } from '#components/overview/balance-head.tsx';
import { Allowed, Owed, Validity } from '#components/overview/facts.tsx';
import { LiveRefresh } from '#components/query/live.tsx';
import { arriving } from '#components/shell/arrival.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { requireCustomer } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { explainBalance } from '#lib/history/explain.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { ZERO } from '#lib/money/credits.ts';
import { balanceTierOf, FULL_FLOOR_MICROS } from '#lib/pricing/tiers.ts';
import { closedFor } from '../closed-for.ts';
import { statementHref } from '../statement/address.ts';
import { readAsOf } from './as-of.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'balance')('title') };
}

/** The balance at any instant, past or future: its sum, its lots, and how its date came about. */
async function Page({ searchParams }: { searchParams: Promise<{ as_of?: string | string[] }> }) {
  const customer = await requireCustomer();
  const { customerId } = customer;
  const { locale } = await preferences();
  const asked = readAsOf((await searchParams).as_of);
  const at = now();
  const asOf = asked !== undefined && 'at' in asked ? asked.at : undefined;
  const found = await explainBalance(database(), customerId, asOf === undefined ? { now: at } : { asOf });
  const t = translator(locale, 'balance');
  const moment = formatPreciseDateTime(found.asOf, locale);
  const spendable = found.owedMicros > ZERO ? ZERO : found.availableMicros;

  return (
    <div>
      {asOf === undefined && <LiveRefresh />}
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<LinkButton href="/overview">{t('back')}</LinkButton>}
      />
      <form action="/balance" autoComplete="off" className="no-print mb-10 flex flex-wrap items-end gap-4">
        <Field
          name="as_of"
          label={t('moment')}
          error={asked !== undefined && 'wrong' in asked ? t('wrong', { text: asked.wrong }) : undefined}
        >
          {(wiring) => (
            <Input
              {...wiring}
              type="datetime-local"
              step={1}
              required
              defaultValue={found.asOf.toISOString().slice(0, 19)}
            />
          )}
        </Field>
        <Button type="submit">{t('show')}</Button>
        {asked !== undefined && <LinkButton href="/balance">{t('toNow')}</LinkButton>}
      </form>

      <p className="mb-6 text-soft" data-testid="as-of">
        {asOf === undefined ? t('isNow', { moment }) : t(asOf > at ? 'isFuture' : 'isPast', { moment })}
      </p>
      <div className="grid gap-x-16 gap-y-10 pb-12 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <BalanceHead sums={found} asOf={asOf} locale={locale} />
        <div className="space-y-7 lg:pt-1">
          {found.owedMicros > ZERO && (
            <Owed
              owedMicros={found.owedMicros}
              href={statementHref({ kind: 'claw_back', asOf })}
              locale={locale}
            />
          )}
          <Validity expiresAt={found.expiresAt} now={found.asOf} locale={locale} />
          <Allowed
            tier={balanceTierOf(spendable)}
            floor={FULL_FLOOR_MICROS}
            closed={closedFor(customer)}
            locale={locale}
          />
        </div>
      </div>
      <Section id="lots" title={t('lotsTitle')} description={t('lotsText')}>
        <LotTable lots={found.lots} locale={locale} />
      </Section>
      <Section id="dates" title={t('datesTitle')} description={t('datesText')}>
        <ClockTable changes={found.clock} locale={locale} />
      </Section>
    </div>
  );
}

export default arriving(Page);
