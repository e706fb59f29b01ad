import type { Account } from '../account/account.ts';
import { enterBuyer } from '../checkout/buyer.ts';
import { cardOutcome, maskCard, testCardEntry } from '../checkout/cards.ts';
import { Fields } from '../http/fields.ts';
import type { Call, Route } from '../http/router.ts';
import { answer } from '../http/router.ts';
import {
  attemptPayment,
  completeTransaction,
  confirmPayment,
  getTransaction,
  markPastDue,
} from '../transactions/payment.ts';
import { EDITABLE } from '../transactions/status.ts';
import { cancelTransaction } from '../transactions/update.ts';
import type { PaymentErrorCode, Transaction } from '../wire.ts';

const PAYING_CARD = '4242424242424242';
const ERROR_CODES = [
  'authentication_failed',
  'blocked_card',
  'declined',
  'declined_not_retryable',
  'expired_card',
  'fraud',
  'invalid_payment_details',
  'issuer_unavailable',
  'not_enough_balance',
  'psp_error',
  'transaction_not_permitted',
  'unknown',
] as const satisfies readonly PaymentErrorCode[];

/** What a person does in the checkout, without a browser. */
export const controlTransactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/_control/transactions/:id/pay',
    handler: (call) => {
      const fields = new Fields(call.body ?? {});
      const number = fields.text('card', 30) ?? PAYING_CARD;
      const confirm = fields.flag('confirm') ?? true;
      const transaction = prepare(call, fields);
      return answer(pay(call.account, transaction, number, confirm));
    },
  },
  {
    method: 'POST',
    path: '/_control/transactions/:id/decline',
    handler: (call) => {
      const fields = new Fields(call.body ?? {});
      const errorCode = fields.oneOf('errorCode', ERROR_CODES) ?? 'declined';
      const transaction = prepare(call, fields);
      const card = maskCard(testCardEntry('4000000000000002', call.account.clock.now()));
      return answer(attemptPayment(call.account, transaction.id, card, { result: 'error', errorCode }));
    },
  },
  {
    method: 'POST',
    path: '/_control/transactions/:id/complete',
    handler: (call) => answer(completeTransaction(call.account, call.params.id!)),
  },
  {
    method: 'POST',
    path: '/_control/transactions/:id/cancel',
    handler: (call) => answer(cancelTransaction(call.account, getTransaction(call.account, call.params.id!))),
  },
  {
    method: 'POST',
    path: '/_control/transactions/:id/past-due',
    handler: (call) => answer(markPastDue(call.account, call.params.id!)),
  },
];

/**
 * Brings the transaction to where it can be paid: enters the buyer when the request names one or when the transaction
 * still lacks its own.
 */
function prepare(call: Call, fields: Fields): Transaction {
  const { account } = call;
  const transaction = getTransaction(account, call.params.id!);
  const customer = account.state.customers.get(transaction.customer_id ?? '');
  const address = account.state.addresses.get(transaction.address_id ?? '');
  const business = account.state.businesses.get(transaction.business_id ?? '');
  const asked = ['email', 'country', 'postalCode', 'taxIdentifier'].some((name) => fields.has(name));
  const buyer = {
    email: fields.email('email') ?? customer?.email ?? 'customer@example.com',
    countryCode: fields.countryCode('country') ?? address?.country_code ?? 'DE',
    postalCode: fields.text('postalCode', 20) ?? address?.postal_code ?? null,
    taxIdentifier: fields.text('taxIdentifier', 50) ?? business?.tax_identifier ?? null,
    businessName: fields.text('businessName', 200) ?? business?.name ?? null,
  };
  fields.check();
  if (!asked && transaction.status !== 'draft') return transaction;
  return EDITABLE.includes(transaction.status) ? enterBuyer(account, transaction.id, buyer) : transaction;
}

function pay(account: Account, transaction: Transaction, number: string, confirm: boolean): Transaction {
  const card = maskCard(testCardEntry(number, account.clock.now()));
  const after = attemptPayment(account, transaction.id, card, cardOutcome(number));
  const waiting = after.payments[0];
  if (waiting?.status !== 'action_required') return after;
  return confirmPayment(account, transaction.id, waiting.payment_attempt_id, confirm);
}
