'use client';

import type { ReactNode } from 'react';
import { Amount } from '#components/format/amount.tsx';
import { CashAmount } from '#components/format/cash-amount.tsx';
import { formatCredits } from '#components/format/credits.ts';
import { DateTime, LastValidDay } from '#components/format/date-time.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { StatusPill, type StatusTone } from '#components/ui/status-pill.tsx';
import type { TopUp } from '#lib/contracts/top-up.ts';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import { floorToCents, fromWire } from '#lib/money/credits.ts';
import type { PanelView } from './panel-view.ts';

/** The heading that takes the focus when a purchase takes the place of the form. */
export const PURCHASE_TITLE_ID = 'purchase-title';

interface PurchasePanelProps {
  topUp: TopUp;
  view: PanelView;
  email: string;
  /** Opens the checkout of this same purchase. */
  onPay: () => void;
  isOpening: boolean;
  /** Leaves it and shows the form. */
  onOther: () => void;
}

/** One top-up after it was begun: where its payment stands, and what to do next. */
export function PurchasePanel(props: PurchasePanelProps) {
  const { topUp, view } = props;
  const t = useMessages('topUp');
  const { locale } = useIntlSettings();
  return (
    <Sheet className="max-w-2xl space-y-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 className="text-xl font-medium outline-none" tabIndex={-1} id={PURCHASE_TITLE_ID}>
          {t('purchaseTitle', { amount: formatCredits(topUp.net_eur, locale) })}
        </h2>
        <State view={view} />
      </div>
      <Cost topUp={topUp} />
      <div aria-live="polite">
        <Message {...props} />
      </div>
    </Sheet>
  );
}

const STATES = {
  open: ['neutral', 'stateOpen'],
  opening: ['progress', 'stateOverlay'],
  paying: ['progress', 'stateOverlay'],
  closed: ['neutral', 'stateOpen'],
  blocked: ['neutral', 'stateOpen'],
  failed: ['neutral', 'stateOpen'],
  declined: ['bad', 'stateDeclined'],
  confirming: ['progress', 'stateReceived'],
  received: ['progress', 'stateReceived'],
  slow: ['progress', 'stateReceived'],
  paid: ['good', 'statePaid'],
  parked: ['warn', 'stateParked'],
  abandoned: ['neutral', 'stateAbandoned'],
} as const satisfies Record<PanelView, readonly [StatusTone, string]>;

function State({ view }: { view: PanelView }) {
  const t = useMessages('topUp');
  const [tone, key] = STATES[view];
  return <StatusPill tone={tone}>{t(key)}</StatusPill>;
}

/** What it costs, as Paddle computed it. */
function Cost({ topUp }: { topUp: TopUp }) {
  const t = useMessages('topUp');
  const { locale } = useIntlSettings();
  const cash = (amount: string) => <CashAmount value={floorToCents(fromWire(amount))} locale={locale} />;
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3">
      <Fact label={t('net')}>{cash(topUp.net_eur)}</Fact>
      {topUp.tax_eur !== null && <Fact label={t('tax')}>{cash(topUp.tax_eur)}</Fact>}
      {topUp.total_eur !== null && <Fact label={t('gross')}>{cash(topUp.total_eur)}</Fact>}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function Message({ topUp, view, email, onPay, isOpening, onOther }: PurchasePanelProps) {
  const t = useMessages('topUp');
  const { locale } = useIntlSettings();
  const pay = (label: string) => (
    <Button variant="primary" onClick={onPay} pending={isOpening}>
      {label}
    </Button>
  );
  const withOther = (first: ReactNode) => (
    <>
      {first}
      <Button onClick={onOther}>{t('other')}</Button>
    </>
  );
  const begin = (
    <Button variant="primary" onClick={onOther}>
      {t('begin')}
    </Button>
  );

  switch (view) {
    case 'open':
      return <Note title={t('openTitle')} text={t('openText')} actions={withOther(pay(t('resume')))} />;
    case 'closed':
      return <Note title={t('closedTitle')} text={t('closedText')} actions={withOther(pay(t('resume')))} />;
    case 'opening':
      return <Progress id="checkout-opening" label={t('overlayOpening')} />;
    case 'paying':
      return <Progress id="checkout-open" label={t('overlayOpen')} />;
    case 'declined':
      return (
        <Note
          tone="danger"
          title={t('declinedTitle')}
          text={t('declinedText', { reason: t(declineReason(topUp.decline_code)) })}
          actions={withOther(pay(t('tryAgain')))}
        />
      );
    case 'blocked':
      return (
        <Note
          tone="danger"
          title={t('blockedTitle')}
          text={t('blockedText')}
          actions={withOther(
            <>
              {pay(t('tryAgain'))}
              <Button onClick={() => window.location.reload()}>{t('reload')}</Button>
            </>,
          )}
        />
      );
    case 'failed':
      return (
        <Note
          tone="danger"
          title={t('failedTitle')}
          text={t('failedText')}
          actions={withOther(pay(t('tryAgain')))}
        />
      );
    case 'confirming':
      return <Waiting title={t('confirmingTitle')} text={t('confirmingText')} />;
    case 'received':
      return <Waiting title={t('receivedTitle')} text={t('receivedText')} />;
    case 'slow':
      return <Waiting title={t('slowTitle')} text={t('slowText')} />;
    case 'parked':
      return <Note tone="warn" title={t('parkedTitle')} text={t('parkedText', { id: topUp.id })} />;
    case 'abandoned':
      return <Note title={t('abandonedTitle')} text={t('abandonedText')} actions={begin} />;
    case 'paid':
      return (
        <div className="space-y-6">
          <Note
            tone="success"
            title={t('paidTitle', { amount: formatCredits(topUp.net_eur, locale) })}
            text={t('paidText', { email })}
          />
          <Paid topUp={topUp} />
          <div className="flex flex-wrap gap-2">
            <LinkButton href="/generate" variant="primary">
              {t('toGenerate')}
            </LinkButton>
            <LinkButton href="/overview">{t('toOverview')}</LinkButton>
            <Button variant="quiet" onClick={onOther}>
              {t('again')}
            </Button>
          </div>
        </div>
      );
  }
}

/** The books after it: what is there now, and until when. */
function Paid({ topUp }: { topUp: TopUp }) {
  const t = useMessages('topUp');
  const { locale, timeZone } = useIntlSettings();
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3">
      <Fact label={t('paidAvailable')}>
        <Amount value={topUp.balance_eur} locale={locale} />
      </Fact>
      {topUp.expires_at !== null && (
        <Fact label={t('paidValid')}>
          <LastValidDay expiresAt={topUp.expires_at} locale={locale} />
        </Fact>
      )}
      {topUp.paid_at !== null && (
        <Fact label={t('paidOn')}>
          <DateTime value={topUp.paid_at} locale={locale} timeZone={timeZone} />
        </Fact>
      )}
      {topUp.receipt_number !== null && (
        <Fact label={t('receiptNumber')}>
          <span className="figure">{topUp.receipt_number}</span>
        </Fact>
      )}
    </dl>
  );
}

function Waiting({ title, text }: { title: string; text: string }) {
  return (
    <div className="space-y-2">
      <Progress id="payment-waiting" label={title} />
      <p className="max-w-prose text-soft">{text}</p>
    </div>
  );
}

function Note({
  tone = 'info',
  title,
  text,
  actions,
}: {
  tone?: 'info' | 'success' | 'warn' | 'danger';
  title: string;
  text: string;
  actions?: ReactNode;
}) {
  return (
    <Banner tone={tone} title={title} announce="none" actions={actions}>
      {text}
    </Banner>
  );
}

/** Paddle's codes that have words of their own. */
const DECLINE_CODES = [
  'authentication_failed',
  'blocked_card',
  'declined',
  'declined_not_retryable',
  'expired_card',
  'fraud',
  'invalid_payment_details',
  'issuer_unavailable',
  'not_enough_balance',
  'transaction_not_permitted',
] as const;

function declineReason(code: string | null) {
  const known = DECLINE_CODES.find((each) => each === code);
  return `declineReasons.${known ?? 'other'}` as const;
}
