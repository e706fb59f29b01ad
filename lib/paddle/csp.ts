import { env } from '#lib/core/env.ts';

/** The sources that Paddle's checkout needs beyond our own, by directive of a Content-Security-Policy. */
export type CheckoutSources = Readonly<
  Record<'script-src' | 'style-src' | 'img-src' | 'connect-src' | 'frame-src', readonly string[]>
>;

const PADDLE: CheckoutSources = {
  'script-src': ['https://cdn.paddle.com'],
  'style-src': ['https://cdn.paddle.com', 'https://sandbox-cdn.paddle.com'],
  'img-src': ['https://cdn.paddle.com', 'https://sandbox-cdn.paddle.com'],
  'connect-src': [
    'https://api.paddle.com',
    'https://sandbox-api.paddle.com',
    'https://create-checkout.paddle.com',
    'https://sandbox-create-checkout.paddle.com',
  ],
  'frame-src': ['https://buy.paddle.com', 'https://sandbox-buy.paddle.com'],
};

/**
 * What the top-up page, and no other, allows besides our own origin. With an emulator it is the emulator's origin and
 * nothing of Paddle's. `Cross-Origin-Embedder-Policy: require-corp` would break the checkout.
 */
export function checkoutSources(): CheckoutSources {
  const { PADDLE_SCRIPT_URL } = env();
  if (PADDLE_SCRIPT_URL === undefined) return PADDLE;
  const origin = [new URL(PADDLE_SCRIPT_URL).origin];
  return {
    'script-src': origin,
    'style-src': origin,
    'img-src': origin,
    'connect-src': origin,
    'frame-src': origin,
  };
}
