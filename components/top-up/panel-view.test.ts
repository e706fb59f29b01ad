import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { topUpState } from '#lib/contracts/top-up.ts';
import { askAgainMs, panelView, SLOW_AFTER_MS } from './panel-view.ts';
import { type CheckoutPhase, phaseAfter } from './use-checkout.ts';

const PHASES: CheckoutPhase[] = ['idle', 'opening', 'open', 'completed', 'closed', 'blocked', 'failed'];
const phase = fc.constantFrom(...PHASES);
const state = fc.constantFrom(...topUpState.options);
const waited = fc.integer({ min: 0, max: 2_000_000 });

describe('what is shown of a top-up', () => {
  test('only the server says that it is paid; what the window says is never taken for it', () => {
    fc.assert(
      fc.property(state, phase, waited, (server, window, waitedMs) => {
        expect(panelView(server, window, waitedMs) === 'paid').toBe(server === 'paid');
      }),
    );
  });

  test('an end that the server knows is shown whatever the window does', () => {
    for (const end of ['paid', 'parked', 'abandoned'] as const)
      for (const window of PHASES) expect(panelView(end, window, 0)).toBe(end);
  });

  test('from the window to the credit, and what is said when it takes long', () => {
    expect(panelView('open', 'opening', 0)).toBe('opening');
    expect(panelView('open', 'open', 0)).toBe('paying');
    expect(panelView('open', 'completed', 0)).toBe('confirming');
    expect(panelView('received', 'completed', 0)).toBe('received');
    expect(panelView('received', 'idle', SLOW_AFTER_MS + 1)).toBe('slow');
    expect(panelView('open', 'completed', SLOW_AFTER_MS + 1)).toBe('slow');
  });

  test('a payment that was declined, a window that was closed or blocked, and a page that is opened again', () => {
    expect(panelView('declined', 'closed', 0)).toBe('declined');
    expect(panelView('declined', 'open', 0)).toBe('paying');
    expect(panelView('open', 'closed', 0)).toBe('closed');
    expect(panelView('open', 'blocked', 0)).toBe('blocked');
    expect(panelView('declined', 'blocked', 0)).toBe('blocked');
    expect(panelView('open', 'idle', 0)).toBe('open');
  });
});

test('the server is asked only while there is something to wait for, and never for ever', () => {
  fc.assert(
    fc.property(state, phase, waited, (server, window, waitedMs) => {
      const view = panelView(server, window, waitedMs);
      const again = askAgainMs(view, waitedMs);
      const waits = ['confirming', 'received', 'slow', 'paying'].includes(view);
      const mayBringNews = view === 'closed' && waitedMs < 20_000;
      expect(again !== false).toBe(mayBringNews || (waits && waitedMs <= 900_000));
    }),
  );
  expect(askAgainMs('received', 0)).toBe(1000);
});

describe("the checkout's window", () => {
  const phaseOf = (...events: string[]) => {
    let now: CheckoutPhase = 'opening';
    for (const event of events) now = phaseAfter(now, event);
    return now;
  };

  test('opens, is paid in, and closes', () => {
    expect(phaseOf('checkout.loaded')).toBe('open');
    expect(phaseOf('checkout.loaded', 'checkout.payment.failed')).toBe('open');
    expect(phaseOf('checkout.loaded', 'checkout.completed', 'checkout.closed')).toBe('completed');
    expect(phaseOf('checkout.loaded', 'checkout.closed')).toBe('closed');
    expect(phaseOf('checkout.closed')).toBe('closed');
  });

  test('an error before it opens is a failure; inside it, the window shows it', () => {
    expect(phaseOf('checkout.error')).toBe('failed');
    expect(phaseOf('checkout.loaded', 'checkout.error')).toBe('open');
  });
});
