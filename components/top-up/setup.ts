/** How the browser opens Paddle's checkout. */
export interface CheckoutSetup {
  /** Paddle's client-side token: public by design. */
  token: string;
  environment: 'sandbox' | 'production';
  /** The emulator's script, which stands in for Paddle's; null with a real Paddle account. */
  scriptUrl: string | null;
}

/** What the page knows before anybody chooses anything. */
export interface TopUpSetup {
  checkout: CheckoutSetup;
  /** By name, in the reader's language. */
  countries: readonly { code: string; name: string }[];
  /** The country of the last top-up. */
  country: string | null;
  consent: { version: string; text: string };
  /** Through when the balance is valid after a payment made today. */
  newExpiresAt: string;
  email: string;
}
