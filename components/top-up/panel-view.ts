import type { TopUpState } from '#lib/contracts/top-up.ts';
import type { CheckoutPhase } from './use-checkout.ts';

/** What is shown of a top-up. */
export type PanelView =
  | 'open'
  | 'opening'
  | 'paying'
  | 'closed'
  | 'blocked'
  | 'failed'
  | 'declined'
  | 'confirming'
  | 'received'
  | 'slow'
  | 'paid'
  | 'parked'
  | 'abandoned';

/** From then on a payment that is not credited is said to take longer than usual. */
export const SLOW_AFTER_MS = 45_000;
/** Somebody who waits this long is told by the other ways: the live channel, the focus of the window, the receipt. */
const WATCHED_MS = 900_000;

/** How long after its window was closed a payment may still bring news. */
const NEWS_WITHIN_MS = 20_000;

/**
 * What to show, from what the server says and what the checkout's window does. The server is believed first: the window
 * only tells what the buyer is doing.
 *
 * @param waitedMs how long the payment has been waited for
 */
export function panelView(state: TopUpState, phase: CheckoutPhase, waitedMs: number): PanelView {
  if (state === 'paid' || state === 'parked' || state === 'abandoned') return state;
  const isSlow = waitedMs > SLOW_AFTER_MS;
  if (state === 'received') return isSlow ? 'slow' : 'received';
  if (phase === 'completed') return isSlow ? 'slow' : 'confirming';
  if (phase === 'open') return 'paying';
  if (phase === 'opening' || phase === 'blocked' || phase === 'failed') return phase;
  if (state === 'declined') return 'declined';
  return phase === 'closed' ? 'closed' : 'open';
}

/** What is waited for in a view: how long it takes is counted over all views of one wait. */
export function waitOf(view: PanelView | undefined): string {
  return view === 'confirming' || view === 'received' || view === 'slow' ? 'credit' : (view ?? '');
}

/**
 * When to ask the server again, in milliseconds; false when there is nothing to wait for.
 *
 * @param waitedMs how long this has been waited for
 */
export function askAgainMs(view: PanelView, waitedMs: number): number | false {
  if (waitedMs > WATCHED_MS) return false;
  switch (view) {
    case 'confirming':
    case 'received':
      return 1_000;
    case 'slow':
    case 'paying':
      return 4_000;
    case 'closed':
      // News of the last attempt in the window may still be under way.
      return waitedMs < NEWS_WITHIN_MS && 2_000;
    default:
      return false;
  }
}
