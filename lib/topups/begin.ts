import type { Business } from '#lib/contracts/top-up.ts';
import { topUpRefusal } from '#lib/contracts/top-up-amounts.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { mayOrder, type Orderer } from '#lib/customers/may-order.ts';
import type { Database } from '#lib/db/client.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { isCurrentConsent } from '#lib/i18n/consent.ts';
import type { Cents } from '#lib/money/cents.ts';
import { fromCents } from '#lib/money/credits.ts';
import { isSoldTo } from './countries.ts';
import type { PaymentPort } from './payment-port.ts';
import { type Purchase, stateOf } from './purchase.ts';
import {
  bindPaddleCustomer,
  bindPaddleTransaction,
  findPaddleCustomerId,
  findPurchase,
  findPurchaseByToken,
  insertPurchase,
  purchaseTimesSince,
  rememberCountry,
} from './store.ts';

const HOUR_MS = 3_600_000;
/** How many top-ups one customer may begin in an hour. */
const MOST_PER_HOUR = 10;

/** Whoever wants to pay. */
export type Payer = Orderer & { customerId: Uuid; email: string; name: string };

/** What they chose on the page. */
export type TopUpChoice = {
  /** Made by the page: sent twice, it is one purchase. */
  requestToken: Uuid;
  /** Net; VAT comes on top. */
  amountCents: Cents;
  country: string;
  /** The business that buys, if one does. */
  business?: Business | undefined;
  /** The version of the text that was ticked; undefined when it was not. */
  consentVersion: string | undefined;
};

type ValidChoice = TopUpChoice & { consentVersion: string };

/**
 * Begins a top-up: a purchase of ours first, then its Paddle transaction, which the checkout is opened with. Repeating
 * it with the same token and choice (a double click, a lost answer) gives the same purchase.
 *
 * @param port the payment provider; never called while a database transaction is open
 * @throws {DepictaError} `account_suspended`, `auth_email_not_verified`, `validation_error`, `idempotency_mismatch`
 *   (the token was used for another choice), `rate_limited`, and what the port throws
 */
export async function beginTopUp(
  prisma: Database['prisma'],
  port: PaymentPort,
  payer: Payer,
  choice: TopUpChoice,
  at: Date,
): Promise<Purchase> {
  mayOrder(payer);
  requireValid(choice);
  const purchase = await transaction(prisma, (tx) => recordPurchase(tx, payer.customerId, choice, at));
  return withPaddleTransaction(prisma, port, payer, purchase, choice.business);
}

/**
 * Takes up a purchase again that was begun but not paid: after a reload, or when its first attempt was declined.
 *
 * @throws {DepictaError} `not_found`, `conflict` when it can no longer be paid, and as `beginTopUp`
 */
export async function resumeTopUp(
  prisma: Database['prisma'],
  port: PaymentPort,
  payer: Payer,
  purchaseId: Uuid,
): Promise<Purchase> {
  mayOrder(payer);
  const purchase = await findPurchase(prisma, { purchaseId, customerId: payer.customerId });
  if (purchase === undefined) throw new DepictaError('not_found', 'There is no such top-up.');
  const state = stateOf(purchase);
  if (state !== 'open' && state !== 'declined')
    throw new DepictaError('conflict', 'This top-up can no longer be paid. Begin a new one.', {
      details: { rule: 'top_up_over', state },
    });
  // One that never got its Paddle transaction is begun anew where a business buys: its name is not kept here.
  if (purchase.paddleTransactionId === null && purchase.vatNumber !== null)
    throw new DepictaError('conflict', 'This top-up can no longer be paid. Begin a new one.', {
      details: { rule: 'top_up_over', state },
    });
  return withPaddleTransaction(prisma, port, payer, purchase, undefined);
}

function requireValid(choice: TopUpChoice): asserts choice is ValidChoice {
  const fields: { field: string; message: string }[] = [];
  if (topUpRefusal(fromCents(choice.amountCents)) !== undefined)
    fields.push({ field: 'amount_eur', message: 'must be from 5.00 to 1000.00 euros' });
  if (!isSoldTo(choice.country))
    fields.push({ field: 'country', message: 'is not a country we can sell to' });
  if (!isCurrentConsent(choice.consentVersion))
    fields.push({ field: 'consent', message: 'must be given to the text as it is shown now' });
  if (fields.length > 0)
    throw new DepictaError('validation_error', 'The top-up cannot be begun like this.', {
      details: { fields },
    });
}

async function recordPurchase(tx: Tx, customerId: Uuid, choice: ValidChoice, at: Date): Promise<Purchase> {
  await rememberCountry(tx, customerId, choice.country);
  const { requestToken, amountCents, country, consentVersion } = choice;
  const vatNumber = choice.business?.vatNumber ?? null;
  const known = await findPurchaseByToken(tx, { customerId, requestToken });
  if (known !== undefined) {
    if (known.amountCents === amountCents && known.country === country && known.vatNumber === vatNumber)
      return known;
    throw new DepictaError(
      'idempotency_mismatch',
      'This form was already used for another top-up. Reload the page.',
    );
  }
  await requireRoom(tx, customerId, at);
  return insertPurchase(tx, {
    id: uuidv7(at),
    customerId,
    requestToken,
    amountCents,
    country,
    vatNumber,
    consentVersion,
    consentAt: at,
    createdAt: at,
  });
}

async function requireRoom(tx: Tx, customerId: Uuid, at: Date): Promise<void> {
  const begun = await purchaseTimesSince(tx, customerId, new Date(at.getTime() - HOUR_MS));
  const first = begun[begun.length - MOST_PER_HOUR];
  if (first === undefined) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((first.getTime() + HOUR_MS - at.getTime()) / 1000));
  const minutes = Math.ceil(retryAfterSeconds / 60);
  throw new DepictaError(
    'rate_limited',
    `At most ${MOST_PER_HOUR} top-ups can be begun in an hour. Try again in ${minutes} min.`,
    { details: { rule: 'top_ups_full', most: MOST_PER_HOUR }, retryAfterSeconds },
  );
}

async function withPaddleTransaction(
  prisma: Database['prisma'],
  port: PaymentPort,
  payer: Payer,
  purchase: Purchase,
  business: Business | undefined,
): Promise<Purchase> {
  if (purchase.paddleTransactionId !== null) return purchase;
  const paddleCustomerId = await paddleCustomerOf(prisma, port, payer);
  const { id: purchaseId, country, amountCents } = purchase;
  const made = await port.openPayment({ purchaseId, paddleCustomerId, country, business, amountCents });
  return bindPaddleTransaction(prisma, purchaseId, made);
}

/**
 * The customer at Paddle, known to us before anything can be paid: a payment is later checked against it.
 *
 * @throws {DepictaError} `conflict` when that customer belongs to somebody else here, and what the port throws
 */
export async function paddleCustomerOf(
  prisma: Database['prisma'],
  port: PaymentPort,
  payer: Payer,
): Promise<string> {
  const known = await findPaddleCustomerId(prisma, payer.customerId);
  if (known !== null) return known;
  const bound = await bindPaddleCustomer(prisma, payer.customerId, await port.customerFor(payer));
  if (bound !== undefined) return bound;
  throw new DepictaError(
    'conflict',
    'Your e-mail address belongs to another account at our payment provider. Write to support to have it set right.',
    { details: { rule: 'address_taken' } },
  );
}
