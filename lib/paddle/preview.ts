import type { CountryCode, TransactionPreviewRequestBody } from '@paddle/paddle-node-sdk';
import type { Business } from '#lib/contracts/top-up.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { type Cents, centsFromMinorUnits } from '#lib/money/cents.ts';
import { findOrCreateAddress, findOrCreateBusiness, topUpLine } from './checkout.ts';
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
  const address = { countryCode: country as CountryCode, postalCode: null };
  const preview = await ask(paddle, amountCents, { address });
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
  kept.delete(key);
  kept.set(key, { preview, untilMs: at.getTime() + KEPT_MS });
  return preview;
}

/**
 * The same for a business: Paddle knows VAT numbers only of a customer's businesses, so the customer, the address and the
 * business are made there first, each once. An answer is not kept: it is one buyer's.
 *
 * @throws {DepictaError} as `previewTopUp`; `validation_error` for a VAT number that Paddle does not take
 */
export async function previewForBusiness(
  paddle: PaddleClient,
  options: { amountCents: Cents; country: string; business: Business; paddleCustomerId: string },
): Promise<PricePreview> {
  const { amountCents, country, business, paddleCustomerId: customerId } = options;
  try {
    const { id: addressId } = await findOrCreateAddress(paddle, customerId, country as CountryCode);
    const businessId = await findOrCreateBusiness(paddle, customerId, business);
    return await ask(paddle, amountCents, { customerId, addressId, businessId });
  } catch (error) {
    throw toCustomerError(error);
  }
}

/** Whose VAT it is: of anybody in a country, or of a known business. */
type Buyer = Pick<TransactionPreviewRequestBody, 'address' | 'customerId' | 'addressId' | 'businessId'>;

async function ask(paddle: PaddleClient, amountCents: Cents, buyer: Buyer): Promise<PricePreview> {
  try {
    const { details } = await callPaddle('preview', () =>
      paddle.transactions.preview({ items: [topUpLine(amountCents)], ...buyer, currencyCode: 'EUR' }),
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
    throw new DepictaError('unavailable', 'Our payment provider gave no total; try again.', {
      details: { rule: 'payment_provider_away' },
      cause: error,
    });
  }
}
