import type { CheckoutSettings, Paddle, PaddleEventData } from '@paddle/paddle-js';
import type { CheckoutSetup } from './setup.ts';

/** A script that is neither there nor refused by then is held up by something in between. */
const LOAD_TIMEOUT_MS = 15_000;

let loading: Promise<Paddle> | undefined;
/** Paddle.js is initialised once a page and keeps one callback: this is who hears it now. */
let listener: (event: PaddleEventData) => void = () => {};

/**
 * Loads Paddle.js, once a page. A failure is not remembered, so that it can be tried again.
 *
 * @throws when the script is blocked or does not come
 */
export function loadPaddle(setup: CheckoutSetup): Promise<Paddle> {
  loading ??= load(setup).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/**
 * Opens the checkout of a Paddle transaction. Nothing but its id comes from here: what is bought, by whom and for how
 * much was decided on the server.
 *
 * @param order.successUrl absolute; Paddle goes there once it is paid
 * @param onEvent Paddle's events; nothing they say is proof of a payment
 */
export async function openCheckout(
  setup: CheckoutSetup,
  order: { transactionId: string; successUrl: string; locale: string; theme: 'light' | 'dark' },
  onEvent: (event: PaddleEventData) => void,
): Promise<void> {
  const paddle = await loadPaddle(setup);
  listener = onEvent;
  const { transactionId, ...rest } = order;
  const settings: CheckoutSettings = {
    ...rest,
    displayMode: 'overlay',
    showAddDiscounts: false,
    allowLogout: false,
  };
  paddle.Checkout.open({ transactionId, settings });
}

/** Closes the checkout if one is open, and hears no more of it. */
export async function closeCheckout(): Promise<void> {
  listener = () => {};
  const paddle = await loading?.catch(() => undefined);
  paddle?.Checkout.close();
}

async function load({ token, environment, scriptUrl }: CheckoutSetup): Promise<Paddle> {
  if (scriptUrl !== null) await addScript(scriptUrl);
  const { initializePaddle } = await import('@paddle/paddle-js');
  const paddle = await inTime(
    initializePaddle({
      token,
      ...(environment === 'sandbox' && { environment }),
      eventCallback: (event) => listener(event),
    }),
  );
  if (paddle === undefined) throw new Error('Paddle.js is not there');
  return paddle;
}

/** Loads the script of an emulator, which paddle-js then uses in place of Paddle's own. */
function addScript(url: string): Promise<void> {
  if (window.PaddleBillingV1 !== undefined) return Promise.resolve();
  const script = document.createElement('script');
  script.src = url;
  const loaded = new Promise<void>((resolve, reject) => {
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error('The script was not loaded')));
  });
  document.head.append(script);
  return inTime(loaded);
}

function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout>;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Paddle.js did not load in time')), LOAD_TIMEOUT_MS);
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
