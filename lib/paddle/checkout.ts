import type {
  Address,
  CountryCode,
  CreateTransactionRequestBody,
  Customer,
  Business as PaddleBusiness,
  Transaction,
} from '@paddle/paddle-node-sdk';
import type { Business } from '#lib/contracts/top-up.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { type Cents, centsFromMinorUnits, toMinorUnits } from '#lib/money/cents.ts';
import type { PaymentPort } from '#lib/topups/payment-port.ts';
import { callPaddle, isTemporary, PaddleCallError, type PaddleClient, toCustomerError } from './client.ts';

/** What the receipt of Paddle calls it. */
const PRODUCT = 'Depicta credit';

/**
 * One line of a top-up: the amount chosen is net and VAT comes on top. At most one of it, because Paddle would let the
 * buyer change the quantity otherwise.
 *
 * @param amountCents net
 */
export function topUpLine(amountCents: Cents) {
  return {
    quantity: 1,
    price: {
      description: PRODUCT,
      name: PRODUCT,
      unitPrice: { amount: toMinorUnits(amountCents), currencyCode: 'EUR' },
      taxMode: 'external',
      quantity: { minimum: 1, maximum: 1 },
      product: { name: PRODUCT, taxCategory: 'standard' },
    },
  } as const satisfies CreateTransactionRequestBody['items'][number];
}

/**
 * Paddle as the payment provider of top-ups. Each call may be repeated: Paddle knows no idempotency keys, but a second
 * customer is refused and then found, and a second draft is one that nobody can open.
 */
export function paddleCheckout(paddle: PaddleClient): PaymentPort {
  return {
    customerFor: (person) => orCustomerError(() => findOrCreateCustomer(paddle, person)),
    openPayment: ({ purchaseId, paddleCustomerId, country, business, amountCents }) =>
      orCustomerError(async () => {
        const address = await findOrCreateAddress(paddle, paddleCustomerId, country as CountryCode);
        const businessId = business && (await findOrCreateBusiness(paddle, paddleCustomerId, business));
        const made = await callPaddle('create transaction', () =>
          paddle.transactions.create({
            items: [topUpLine(amountCents)],
            customerId: paddleCustomerId,
            addressId: address.id,
            ...(businessId !== undefined && { businessId }),
            customData: { purchase_id: purchaseId },
            collectionMode: 'automatic',
            currencyCode: 'EUR',
          }),
        );
        return toOpened(made);
      }),
  };
}

async function orCustomerError<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw toCustomerError(error);
  }
}

function toOpened(made: Transaction) {
  const totals = made.details?.totals;
  if (totals == null)
    throw new DepictaError(
      'unavailable',
      'Our payment provider gave no total. Nothing was charged; try again.',
      { details: { rule: 'payment_provider_away' } },
    );
  return {
    paddleTransactionId: made.id,
    paddleStatus: made.status,
    taxCents: centsFromMinorUnits(totals.tax),
    totalCents: centsFromMinorUnits(totals.total),
  };
}

/** An address is the customer's for ever at Paddle: the second attempt to make one is refused and the first is found. */
async function findOrCreateCustomer(
  paddle: PaddleClient,
  { email, name }: { email: string; name: string },
): Promise<string> {
  try {
    const created = await callPaddle('create customer', () =>
      paddle.customers.create({ email, name: name === '' ? null : name }),
    );
    return created.id;
  } catch (error) {
    if (codeOf(error) !== 'customer_already_exists') throw error;
  }
  const [found] = await callPaddle<Customer[]>('find customer', () =>
    paddle.customers.list({ email: [email], status: ['active', 'archived'] }).next(),
  );
  if (found === undefined)
    throw new DepictaError('unavailable', 'Our payment provider is busy. Nothing was charged; try again.', {
      details: { rule: 'payment_provider_away' },
    });
  if (found.status === 'archived')
    await callPaddle('reactivate customer', () => paddle.customers.update(found.id, { status: 'active' }));
  return found.id;
}

/** The customer's address in a country; VAT follows from it. What Paddle needs besides, its checkout asks for. */
export async function findOrCreateAddress(
  paddle: PaddleClient,
  paddleCustomerId: string,
  countryCode: CountryCode,
): Promise<Address> {
  const known = await callPaddle<Address[]>('find address', () =>
    paddle.addresses.list(paddleCustomerId, { status: ['active'], perPage: 200 }).next(),
  );
  const inCountry = known.find((address) => address.countryCode === countryCode);
  if (inCountry !== undefined) return inCountry;
  return callPaddle('create address', () => paddle.addresses.create(paddleCustomerId, { countryCode }));
}

/**
 * The customer's business with a VAT number. The same number under another name is the same business.
 *
 * @throws {DepictaError} `validation_error` when Paddle does not take the number
 */
export async function findOrCreateBusiness(
  paddle: PaddleClient,
  paddleCustomerId: string,
  { name, vatNumber }: Business,
): Promise<string> {
  const known = await callPaddle<PaddleBusiness[]>('find business', () =>
    paddle.businesses.list(paddleCustomerId, { status: ['active'], perPage: 200 }).next(),
  );
  const same = known.find((business) => business.taxIdentifier === vatNumber);
  if (same !== undefined) return same.id;
  try {
    const made = await callPaddle('create business', () =>
      paddle.businesses.create(paddleCustomerId, { name, taxIdentifier: vatNumber }),
    );
    return made.id;
  } catch (error) {
    const code = codeOf(error);
    if (!(error instanceof PaddleCallError) || error.failure.kind !== 'refused' || isTemporary(code ?? ''))
      throw error;
    const message = 'is not taken by Paddle; check it, or leave it out and pay with VAT';
    throw new DepictaError('validation_error', `This VAT number ${message}.`, {
      details: { fields: [{ field: 'vatNumber', message }] },
      cause: error,
    });
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof PaddleCallError ? error.failure.code : undefined;
}
