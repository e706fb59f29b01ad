import type { Account } from '../account/account.ts';
import { Fields, isEmail } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';
import type { Answer, Call, Route } from '../http/router.ts';
import { answer, created } from '../http/router.ts';
import { getCustomer } from '../rest/customers.ts';
import { isVatNumber } from '../tax/rates.ts';
import { createTransaction } from '../transactions/create.ts';
import { attemptPayment, confirmPayment } from '../transactions/payment.ts';
import { previewPrices, previewTransaction } from '../transactions/preview.ts';
import { EDITABLE } from '../transactions/status.ts';
import { updateTransaction } from '../transactions/update.ts';
import type { PaymentErrorCode, Transaction } from '../wire.ts';
import { enterBuyer } from './buyer.ts';
import type { CardEntry } from './cards.ts';
import { cardOutcome, checkCard, maskCard } from './cards.ts';
import { breakdownFor, getSession, openSession, viewSession } from './session.ts';

const REFUSALS: Partial<Record<PaymentErrorCode, string>> = {
  authentication_failed: 'Your bank could not confirm the payment. Try again or use another card.',
  declined: 'Your card was declined. Try again or use another card.',
  expired_card: 'Your card has expired. Use another card.',
  not_enough_balance: 'Your card does not have enough funds. Use another card.',
  transaction_not_permitted: 'This emulator takes only test cards, and this is none of them.',
};
const GENERAL_REFUSAL = 'Your payment did not go through. Try again or use another card.';

/** What the overlay calls, from its own origin. The id of a checkout is what entitles to it. */
export const checkoutRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/checkout/sessions',
    handler: (call) => {
      const fields = new Fields(call.body);
      requireToken(fields);
      const transactionId = fields.text('transaction_id') ?? null;
      const items = fields.has('items');
      fields.check();
      const id =
        transactionId ?? (items ? createTransaction(call.account, webRequest(call.body), 'web').id : null);
      if (id === null) throw new Problem('bad_request', 'A checkout needs a transaction_id or items.');
      const session = openSession(call.account, id);
      enterGivenCustomer(call.account, session.transaction, fields);
      return created(viewSession(call.account, getSession(call.account, session.checkout.id)));
    },
  },
  {
    method: 'GET',
    path: '/checkout/sessions/:id',
    handler: (call) => view(call),
  },
  {
    method: 'PATCH',
    path: '/checkout/sessions/:id',
    handler: (call) => {
      const { transaction } = getSession(call.account, call.params.id!);
      const { items, custom_data } = webRequest(call.body);
      updateTransaction(call.account, transaction, {
        ...(items === undefined ? {} : { items }),
        ...(custom_data === undefined ? {} : { custom_data }),
      });
      enterGivenCustomer(call.account, transaction, new Fields(call.body));
      return view(call);
    },
  },
  { method: 'POST', path: '/checkout/sessions/:id/buyer', handler: setBuyer },
  { method: 'POST', path: '/checkout/sessions/:id/pay', handler: pay },
  {
    method: 'POST',
    path: '/checkout/sessions/:id/confirm',
    handler: (call) => {
      const fields = new Fields(call.body);
      const attemptId = fields.required('attempt_id', fields.text('attempt_id'));
      const approved = fields.required('approved', fields.flag('approved'));
      fields.check();
      const { transaction } = getSession(call.account, call.params.id!);
      return paymentAnswer(call, confirmPayment(call.account, transaction.id, attemptId, approved));
    },
  },
];

/** What the script calls from the page that embeds it, whatever its origin. */
export const previewRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/checkout-preview/transaction',
    handler: (call) => answer(previewTransaction(call.account, tokenChecked(call.body))),
  },
  {
    method: 'POST',
    path: '/checkout-preview/prices',
    handler: (call) => answer(previewPrices(call.account, tokenChecked(call.body))),
  },
];

/**
 * Takes the buyer's details as they are typed. With an e-mail address and a country they are entered into the
 * transaction; before that, only the price for them is answered.
 */
function setBuyer(call: Call): Answer {
  const { account } = call;
  const { transaction } = getSession(account, call.params.id!);
  const fields = new Fields(call.body);
  const email = fields.text('email', 320)?.trim() ?? '';
  const countryCode = fields.countryCode('country_code') ?? null;
  const postalCode = orNull(fields.text('postal_code', 20));
  const taxIdentifier = orNull(fields.text('tax_identifier', 50));
  const businessName = orNull(fields.text('business_name', 200));
  fields.check();
  const vatNumberValid =
    taxIdentifier === null || (countryCode !== null && isVatNumber(countryCode, taxIdentifier));
  if (!isEmail(email) || countryCode === null || !vatNumberValid || !EDITABLE.includes(transaction.status)) {
    const breakdown = breakdownFor(account, transaction, countryCode, taxIdentifier);
    return answer({ entered: false, vat_number_valid: vatNumberValid, breakdown });
  }
  enterBuyer(account, transaction.id, { email, countryCode, postalCode, taxIdentifier, businessName });
  const session = getSession(account, call.params.id!);
  return answer({ entered: true, vat_number_valid: true, session: viewSession(account, session) });
}

function pay(call: Call): Answer {
  const { account } = call;
  const { transaction } = getSession(account, call.params.id!);
  const fields = new Fields(call.body);
  const customer = account.state.customers.get(transaction.customer_id ?? '');
  const entry: CardEntry = {
    number: fields.required('number', fields.text('number', 30)),
    expiryMonth: fields.required('expiry_month', fields.integer('expiry_month', 0, 99)),
    expiryYear: fields.required('expiry_year', fields.integer('expiry_year', 0, 9999)),
    cvc: fields.required('cvc', fields.text('cvc', 10)),
    cardholderName: customer?.name ?? customer?.email ?? '',
  };
  fields.check();
  const problems = checkCard(entry, account.clock.now());
  if (problems.length > 0) return answer({ result: 'invalid', problems });
  return paymentAnswer(
    call,
    attemptPayment(account, transaction.id, maskCard(entry), cardOutcome(entry.number)),
  );
}

function paymentAnswer(call: Call, transaction: Transaction): Answer {
  const attempt = transaction.payments[0]!;
  const session = viewSession(call.account, getSession(call.account, call.params.id!));
  if (attempt.status === 'captured') return answer({ result: 'captured', session });
  if (attempt.status === 'action_required') {
    return answer({ result: 'action_required', attempt_id: attempt.payment_attempt_id, session });
  }
  const message = REFUSALS[attempt.error_code ?? 'unknown'] ?? GENERAL_REFUSAL;
  return answer({ result: 'error', error_code: attempt.error_code, message, session });
}

function view(call: Call): Answer {
  return answer(viewSession(call.account, getSession(call.account, call.params.id!)));
}

/** Enters the `customer` that `Checkout.open` was given, as far as it is enough for it. */
function enterGivenCustomer(account: Account, transaction: Transaction, fields: Fields): void {
  const given = fields.object('customer') ?? null;
  if (given === null || !EDITABLE.includes(transaction.status)) return;
  const customerId = given.text('id') ?? null;
  const address = given.object('address') ?? null;
  const business = given.object('business') ?? null;
  const knownAddress = account.state.addresses.get(address?.text('id') ?? transaction.address_id ?? '');
  const email = customerId === null ? given.text('email') : getCustomer(account, customerId).email;
  const countryCode = address?.countryCode('country_code') ?? knownAddress?.country_code ?? null;
  const taxIdentifier = orNull(business?.text('tax_identifier'));
  fields.check();
  if (email == null || !isEmail(email) || countryCode === null) return;
  enterBuyer(account, transaction.id, {
    email,
    countryCode,
    postalCode: orNull(address?.text('postal_code')) ?? knownAddress?.postal_code ?? null,
    taxIdentifier: taxIdentifier !== null && isVatNumber(countryCode, taxIdentifier) ? taxIdentifier : null,
    businessName: orNull(business?.text('name')),
  });
}

/** Only what a browser may decide about a transaction: the items and the custom data. */
function webRequest(body: unknown): { items?: unknown; custom_data?: unknown } {
  const { items, custom_data } = body as { items?: unknown; custom_data?: unknown };
  const wanted = Array.isArray(items)
    ? items.map((item: { price_id?: unknown; quantity?: unknown }) => ({
        price_id: item.price_id,
        quantity: item.quantity ?? 1,
      }))
    : undefined;
  return {
    ...(wanted === undefined ? {} : { items: wanted }),
    ...(custom_data === undefined ? {} : { custom_data }),
  };
}

function tokenChecked(body: unknown): unknown {
  const fields = new Fields(body);
  requireToken(fields);
  const { token: _token, ...rest } = body as Record<string, unknown>;
  return rest;
}

function requireToken(fields: Fields): void {
  const token = fields.text('token') ?? '';
  if (!/^test_[\w-]+$/.test(token)) {
    throw new Problem('forbidden', 'A client-side token for testing is needed: it begins with test_.');
  }
}

function orNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
