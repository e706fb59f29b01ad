'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { resumeTopUpAction } from '#app/(dashboard)/(customer)/top-up/actions.ts';
import { formatCredits } from '#components/format/credits.ts';
import { ProblemNotice } from '#components/query/problem-notice.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Loading, Skeleton } from '#components/ui/skeleton.tsx';
import type { TopUp } from '#lib/contracts/top-up.ts';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import { type Credits, fromWire, max, subtract, ZERO } from '#lib/money/credits.ts';
import { actionValue, notReached } from './action-value.ts';
import { askAgainMs, panelView, waitOf } from './panel-view.ts';
import { PURCHASE_TITLE_ID, PurchasePanel } from './purchase-panel.tsx';
import { topUpOptions } from './queries.ts';
import type { CheckoutPhase } from './use-checkout.ts';
import { useWaited } from './use-waited.ts';

interface PurchaseProps {
  id: string;
  initial: TopUp | undefined;
  email: string;
  phase: CheckoutPhase;
  /** Opens the checkout. */
  onPay: (topUp: TopUp) => Promise<void>;
  onOther: () => void;
}

/** Follows one purchase: asks the server while there is something to wait for, and not longer. */
export function Purchase({ id, initial, email, phase, onPay, onOther }: PurchaseProps) {
  const [wait, setWait] = useState('');
  const waitedMs = useWaited(wait);
  const query = useQuery({
    ...topUpOptions(id),
    ...(initial !== undefined && { initialData: initial }),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && askAgainMs(panelView(data.state, phase, waitedMs), waitedMs),
  });
  const { data: topUp, refetch } = query;
  const view = topUp && panelView(topUp.state, phase, waitedMs);
  useEffect(() => setWait(waitOf(view)), [view]);
  useAfterPayment(topUp);

  // Begun a moment ago, on this page: the form is gone, so the focus goes to what took its place.
  const isFresh = useRef(initial === undefined);
  const isShown = topUp !== undefined;
  useEffect(() => {
    if (isFresh.current && isShown) document.getElementById(PURCHASE_TITLE_ID)?.focus();
    isFresh.current = false;
  }, [isShown]);

  // What happened in the window the server knows first. The window took the focus with it.
  useEffect(() => {
    if (phase !== 'closed' && phase !== 'failed') return;
    document.getElementById(PURCHASE_TITLE_ID)?.focus();
    void refetch();
  }, [phase, refetch]);

  const [problem, setProblem] = useState<unknown>();
  const [isOpening, setOpening] = useState(false);
  const pay = async () => {
    if (topUp === undefined) return;
    setOpening(true);
    setProblem(undefined);
    try {
      await onPay(await withPaddleTransaction(topUp));
    } catch (error) {
      setProblem(notReached(error));
      void refetch();
    }
    setOpening(false);
  };

  if (topUp === undefined || view === undefined)
    return query.isError ? (
      <ProblemNotice error={query.error} onRetry={() => refetch()} />
    ) : (
      <PurchaseSkeleton />
    );
  return (
    <div className="space-y-4 pb-16">
      <PurchasePanel
        topUp={topUp}
        view={view}
        email={email}
        onPay={pay}
        isOpening={isOpening}
        onOther={onOther}
      />
      {isOpening && <LateNotice />}
      {problem !== undefined && <ProblemNotice error={problem} />}
    </div>
  );
}

/** To whom a debt is open: that it is paid first, and what is left of the amount. */
export function Owing({ owedEur, amountEur }: { owedEur: string; amountEur: string | undefined }) {
  const t = useMessages('topUp');
  const { locale } = useIntlSettings();
  const owedMicros = fromWire(owedEur);
  const exact = (amount: Credits) => formatCredits(amount, locale, { precision: 'exact' });
  const left = amountEur === undefined ? ZERO : max(ZERO, subtract(fromWire(amountEur), owedMicros));
  return (
    <p className="font-medium">
      {t('owing', { owed: exact(owedMicros) })}{' '}
      {amountEur !== undefined && t('owingLeft', { left: exact(left) })}
    </p>
  );
}

/** A server action has no time-out of its own: from then on somebody who waits is told what they can do. */
const LATE_AFTER_MS = 15_000;

/** Stands where an answer is waited for, and says so once it is late. It may come still, and is not given up. */
export function LateNotice() {
  const t = useMessages('topUp');
  const waitedMs = useWaited('answer');
  if (waitedMs < LATE_AFTER_MS) return null;
  return (
    <Banner
      tone="warn"
      title={t('lateTitle')}
      actions={<Button onClick={() => window.location.reload()}>{t('reload')}</Button>}
    >
      {t('lateText')}
    </Banner>
  );
}

function PurchaseSkeleton() {
  const words = useMessages('words');
  return (
    <Loading label={words('loading')}>
      <Skeleton className="h-72 max-w-2xl rounded-lg" />
    </Loading>
  );
}

/** A purchase whose Paddle transaction could not be made at first gets it now. */
async function withPaddleTransaction(topUp: TopUp): Promise<TopUp> {
  if (topUp.paddle_transaction_id !== null) return topUp;
  return actionValue(await resumeTopUpAction({ id: topUp.id })).topUp;
}

/** Everything else on the page that shows a balance looks again, once, when the credit is there. */
function useAfterPayment(topUp: TopUp | undefined): void {
  const client = useQueryClient();
  const router = useRouter();
  const before = useRef(topUp?.state);
  const state = topUp?.state;
  useEffect(() => {
    const isNews = state === 'paid' && before.current !== undefined && before.current !== 'paid';
    before.current = state;
    if (!isNews) return;
    void client.invalidateQueries({ predicate: ({ queryKey }) => !String(queryKey[0]).startsWith('top-up') });
    router.refresh();
  }, [state, client, router]);
}
