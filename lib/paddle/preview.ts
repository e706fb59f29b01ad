import type { CountryCode } from '@paddle/paddle-node-sdk';
import { DepictaError } from '#lib/core/errors.ts';
import { type Cents, centsFromMinorUnits } from '#lib/money/cents.ts';
import { topUpLine } from './checkout.ts';
import { callPaddle, type PaddleClient, toCustomerError } from './client.ts';

/** What a top-up costs, as Paddle computes it. */
export type PricePreview = {
  netCents: Cents;
  taxCents: Cents;
  totalCents: Cents;
  /** A decimal share, such as `"0.19"`. */
  taxRate: string;
};

/** Tax rates change rarely, the page asks often, and Paddle answers 240 requests a minute in all. */
const KEPT_MS = 600_000;
const MOST_KEPT = 2_000;

const kept = new Map<string, { preview: PricePreview; untilMs: number }>();

/**
 * VAT and total of a top-up in a country, before anything is bought. An answer is believed for ten minutes; what is
 * charged is computed anew.
 *
 * @param options.amountCents net
 * @param at the present instant
 * @throws {DepictaError} `unavailable` when Paddle does not answer, `conflict` when it refuses
 */
export async function previewTopUp(
  paddle: PaddleClient,
  { amountCents, country }: { amountCents: Cents; country: string },
  at: Date,
): Promise<PricePreview> {
  const key = `${amountCents} ${country}`;
  const known = kept.get(key);
  if (known !== undefined && at.getTime() < known.untilMs) return known.preview;
  const preview = await ask(paddle, amountCents, country);
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
  kept.delete(key);
  kept.set(key, { preview, untilMs: at.getTime() + KEPT_MS });
  return preview;
}

async function ask(paddle: PaddleClient, amountCents: Cents, country: string): Promise<PricePreview> {
  try {
    const { details } = await callPaddle('preview', () =>
      paddle.transactions.preview({
        items: [topUpLine(amountCents)],
        address: { countryCode: country as CountryCode, postalCode: null },
        currencyCode: 'EUR',
      }),
    );
    const { totals, taxRatesUsed } = details;
    return {
      netCents: centsFromMinorUnits(totals.subtotal),
      taxCents: centsFromMinorUnits(totals.tax),
      totalCents: centsFromMinorUnits(totals.total),
      taxRate: taxRatesUsed[0]?.taxRate ?? '0',
    };
  } catch (error) {
    const told = toCustomerError(error);
    if (told instanceof DepictaError || !(error instanceof Error)) throw told;
    // An answer without totals.
    throw new DepictaError('unavailable', 'Our payment provider gave no total; try again.', { cause: error });
  }
}
