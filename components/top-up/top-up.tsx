'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { lazy, type ReactNode, Suspense, useCallback, useEffect } from 'react';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { TopUp as TopUpAnswer } from '#lib/contracts/top-up.ts';
import { onFirstTouch } from './first-touch.ts';
import { topUpOptions } from './queries.ts';
import type { TopUpSetup } from './setup.ts';
import { loadBusinessFields, loadPurchase, TopUpForm } from './top-up-form.tsx';
import { useCheckout } from './use-checkout.ts';

const Purchase = lazy(async () => ({ default: (await loadPurchase()).Purchase }));

function loadWhatFollows(): void {
  for (const loading of [loadPurchase(), loadBusinessFields()]) loading.catch(() => {});
}

interface TopUpProps {
  setup: TopUpSetup;
  /** The purchase of the address, as the server found it. */
  initial: TopUpAnswer | null;
  /** Stands under the form's consent. */
  children: ReactNode;
}

/**
 * The top-up page: the form, or one purchase once it is begun. Which of them is in the address (`?purchase=`), so that
 * a reload and the back button find the same thing again.
 */
export function TopUp({ setup, initial, children }: TopUpProps) {
  const parameters = useSearchParams();
  const id = parameters.get('purchase');
  const client = useQueryClient();
  const isBack = parameters.get('checkout') === 'done';
  const { phase, open, leave } = useCheckout(setup.checkout, isBack ? 'completed' : 'idle');

  useEffect(() => onFirstTouch(loadWhatFollows), []);

  const onBegun = useCallback(
    (topUp: TopUpAnswer) => {
      client.setQueryData(topUpOptions(topUp.id).queryKey, topUp);
      window.history.pushState(null, '', `/top-up?purchase=${topUp.id}`);
      void open(topUp);
    },
    [client, open],
  );
  const onOther = useCallback(() => {
    window.history.pushState(null, '', '/top-up');
  }, []);
  // Back at the form, by whichever way: the checkout's window belongs to what was left.
  useEffect(() => {
    if (id === null) leave();
  }, [id, leave]);

  if (id === null)
    return (
      <TopUpForm setup={setup} onBegun={onBegun}>
        {children}
      </TopUpForm>
    );
  return (
    <Suspense fallback={<Skeleton className="h-64" />}>
      <Purchase
        key={id}
        id={id}
        initial={initial?.id === id ? initial : undefined}
        email={setup.email}
        phase={phase}
        onPay={open}
        onOther={onOther}
      />
    </Suspense>
  );
}
