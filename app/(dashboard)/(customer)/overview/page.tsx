import type { Metadata } from 'next';
import Link from 'next/link';
import { formatCents } from '#components/format/cash.ts';
import { formatCredits } from '#components/format/credits.ts';
import { BalanceHead } from '#components/overview/balance-head.tsx';
import { ExpiryTimeline } from '#components/overview/expiry-timeline.tsx';
import { Allowed, Spending, Validity } from '#components/overview/facts.tsx';
import { GivenNotice } from '#components/overview/given-notice.tsx';
import { OpenHolds } from '#components/overview/open-holds.tsx';
import { ExpiringFigure, HeldFigure } from '#components/overview/opened-figures.tsx';
import { operationLabel } from '#components/pricing/operation-label.ts';
import { LiveRefresh } from '#components/query/live.tsx';
import { arriving } from '#components/shell/arrival.ts';
import { StatementLines } from '#components/statement/statement-lines.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeepFocus } from '#components/ui/keep-focus.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { requireCustomer } from '#lib/auth/viewer.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { expiryOf } from '#lib/ledger/expiry.ts';
import { ZERO } from '#lib/money/credits.ts';
import { FULL_FLOOR_MICROS } from '#lib/pricing/tiers.ts';
import { closedFor } from '../closed-for.ts';
import { statementHref } from '../statement/address.ts';
import { readOverview } from './read.ts';

const DAY_MS = 86_400_000;

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  return { title: translator(locale, 'overview')('title') };
}

/** What one has, until when, what it allows, and what is going on. */
async function Page() {
  const customer = await requireCustomer();
  const { customerId, emailVerified } = customer;
  const { locale, timeZone } = await preferences();
  const at = now();
  const { sums, balance, spent, work, lines, waiting, given, forecast } = await readOverview(
    database(),
    customerId,
    at,
  );
  const t = translator(locale, 'overview');
  const expiresAt = balance.expires_at === null ? null : new Date(balance.expires_at);
  const daysValid =
    expiresAt === null ? 0n : BigInt(Math.max(0, Math.ceil((expiresAt.getTime() - at.getTime()) / DAY_MS)));

  const holds = work.map(({ job, heldMicros, releasedBy }) => ({
    jobId: job.id,
    work: job.kind === 'generation' ? job.request.prompt : operationLabel(job.subject, locale),
    heldMicros,
    since: job.createdAt,
    releasedBy,
  }));
  const [newest] = given;

  return (
    <div>
      <LiveRefresh />
      <PageHeader
        title={t('title')}
        actions={
          <>
            <LinkButton href="/generate">{t('generate')}</LinkButton>
            <LinkButton href="/top-up" variant="primary">
              {t('topUp')}
            </LinkButton>
          </>
        }
      />
      <KeepFocus />
      <div className="space-y-3 pb-8 empty:hidden">
        {sums.owedMicros !== ZERO && (
          <Banner
            tone="warn"
            title={t('owedTitle', {
              amount: formatCredits(sums.owedMicros, locale, { precision: 'exact' }),
            })}
            announce="none"
            actions={
              <LinkButton href={statementHref({ kind: 'claw_back' })} size="sm">
                {t('owedAction')}
              </LinkButton>
            }
          >
            {t('owedText')}
          </Banner>
        )}
        {newest !== undefined && (
          <GivenNotice
            given={given.map(({ kind, amountMicros, reason, recordedAt }) => ({
              key: `${kind} ${recordedAt.getTime()} ${amountMicros}`,
              title: t(kind === 'trial' ? 'givenTrial' : 'givenGrant', {
                amount: formatCredits(amountMicros, locale),
              }),
              reason,
            }))}
            upTo={newest.recordedAt.toISOString()}
            dismissLabel={t('givenSeen')}
          />
        )}
        {waiting !== undefined && (
          <Banner
            tone={waiting.state === 'parked' ? 'warn' : 'info'}
            title={t(`${waiting.state}PaymentTitle`, {
              amount: formatCents(waiting.purchase.amountCents, locale),
            })}
            actions={
              waiting.state !== 'received' && (
                <LinkButton href={`/top-up?purchase=${waiting.purchase.id}`} size="sm">
                  {t(waiting.state === 'parked' ? 'parkedPaymentAction' : 'openPaymentAction')}
                </LinkButton>
              )
            }
          >
            {waiting.state === 'received' && t('receivedPaymentText')}
            {waiting.state === 'parked' && t('parkedPaymentText')}
          </Banner>
        )}
      </div>

      <div className="grid gap-x-16 gap-y-10 pb-12 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <div>
          <BalanceHead sums={sums} openHolds={work.length} locale={locale} />
          <div className="mt-8 grid gap-x-12 gap-y-6 sm:grid-cols-2">
            {sums.heldMicros !== ZERO && (
              <HeldFigure heldMicros={sums.heldMicros} holds={holds} locale={locale} />
            )}
            {forecast !== undefined && <ExpiringFigure sums={sums} lots={sums.lots} locale={locale} />}
          </div>
          <p className="mt-6">
            <Link href="/balance" className="link">
              {t('otherMoment')}
            </Link>
          </p>
        </div>
        <div className="space-y-7 lg:pt-1">
          <Validity expiresAt={expiresAt} expiresIfToppedUp={expiryOf(at)} now={at} locale={locale} />
          <Allowed
            tier={balance.tier}
            floor={FULL_FLOOR_MICROS}
            closed={closedFor(customer)}
            locale={locale}
          />
        </div>
      </div>

      {work.length > 0 && (
        <Section id="open" title={t('openTitle')} description={t('openText')}>
          <OpenHolds locale={locale} timeZone={timeZone} holds={holds} />
        </Section>
      )}

      <Section title={t('spendTitle')}>
        <Spending
          spent={spent}
          availableMicros={sums.availableMicros}
          daysValid={daysValid}
          locale={locale}
        />
      </Section>

      {forecast !== undefined && (
        <Section id="expiry" title={t('timelineTitle')} description={t('timelineText')}>
          <ExpiryTimeline forecast={forecast} locale={locale} />
        </Section>
      )}

      <Section
        title={t('entriesTitle')}
        actions={
          lines.length > 0 && (
            <Link href="/statement" className="link">
              {t('entriesAll')}
            </Link>
          )
        }
      >
        {lines.length === 0 ? (
          <EmptyState
            title={t('emptyTitle')}
            action={
              emailVerified && (
                <LinkButton href="/top-up" variant="primary">
                  {t('topUp')}
                </LinkButton>
              )
            }
          >
            {t(emailVerified ? 'emptyText' : 'emptyUnverified')}
          </EmptyState>
        ) : (
          <StatementLines caption={t('entriesCaption')} rows={lines} locale={locale} timeZone={timeZone} />
        )}
      </Section>
    </div>
  );
}

export default arriving(Page);
