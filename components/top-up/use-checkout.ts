'use client';

import type { PaddleEventData } from '@paddle/paddle-js';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useIntlSettings } from '#lib/i18n/client.tsx';
import { onFirstTouch } from './first-touch.ts';
import type { CheckoutSetup } from './setup.ts';

/**
 * Where the checkout's window is. `completed` means that the buyer is through with it; whether it was paid only the
 * server says.
 */
export type CheckoutPhase = 'idle' | 'opening' | 'open' | 'completed' | 'closed' | 'blocked' | 'failed';

/** A window that shows nothing for this long is blocked somewhere. */
const APPEARS_WITHIN_MS = 20_000;

/** Not part of the page, as Paddle's own script is not: fetched once the buyer begins to choose. */
const paddleWindow = () => import('./paddle-window.ts');

/** Opens and follows Paddle's checkout. */
export function useCheckout(setup: CheckoutSetup, initial: CheckoutPhase) {
  const { locale } = useIntlSettings();
  const [phase, setPhase] = useState<CheckoutPhase>(initial);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wasOpened = useRef(false);

  // Loaded once the buyer begins to choose, so that the window opens at once. Should it fail, opening says so.
  useEffect(() => {
    const load = async () => (await paddleWindow()).loadPaddle(setup);
    return onFirstTouch(() => void load().catch(() => {}));
  }, [setup]);

  const close = useCallback(() => {
    clearTimeout(timer.current);
    if (wasOpened.current) void paddleWindow().then(({ closeCheckout }) => closeCheckout());
  }, []);
  useEffect(() => close, [close]);

  const open = useCallback(
    async (topUp: { id: string; paddle_transaction_id: string | null }) => {
      if (topUp.paddle_transaction_id === null) return;
      setPhase('opening');
      wasOpened.current = true;
      clearTimeout(timer.current);
      timer.current = setTimeout(
        () => setPhase((now) => (now === 'opening' ? 'blocked' : now)),
        APPEARS_WITHIN_MS,
      );
      const order = {
        transactionId: topUp.paddle_transaction_id,
        successUrl: new URL(`/top-up?purchase=${topUp.id}&checkout=done`, window.location.href).href,
        locale,
        theme: presentTheme(),
      };
      const onEvent = (event: PaddleEventData) => setPhase((now) => phaseAfter(now, event.name));
      const show = async () => (await paddleWindow()).openCheckout(setup, order, onEvent);
      await show().catch(() => setPhase('blocked'));
    },
    [setup, locale],
  );

  const leave = useCallback(() => {
    setPhase('idle');
    close();
  }, [close]);
  return { phase, open, leave };
}

/** What an event of the checkout makes of the phase. */
export function phaseAfter(phase: CheckoutPhase, eventName: string | undefined): CheckoutPhase {
  switch (eventName) {
    case 'checkout.loaded':
      return 'open';
    case 'checkout.completed':
      return 'completed';
    case 'checkout.closed':
      // After paying it closes as well.
      return phase === 'completed' || phase === 'idle' ? phase : 'closed';
    case 'checkout.error':
    case 'checkout.failed':
      // An error inside an open window is shown there, and can be mended there.
      return phase === 'opening' ? 'failed' : phase;
    default:
      return phase;
  }
}

/** The colours of the page as they are now: chosen in the settings, else those of the device. */
function presentTheme(): 'light' | 'dark' {
  const { theme } = document.documentElement.dataset;
  if (theme === 'light' || theme === 'dark') return theme;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
