import type { Account } from '../account/account.ts';
import { Problem } from '../http/problem.ts';
import { createAddress } from '../rest/addresses.ts';
import { createBusiness } from '../rest/businesses.ts';
import { createCustomer, findCustomerByEmail } from '../rest/customers.ts';
import { isVatNumber } from '../tax/rates.ts';
import { readiness, reprice } from '../transactions/build.ts';
import { getTransaction } from '../transactions/payment.ts';
import { EDITABLE } from '../transactions/status.ts';
import { saveTransaction } from '../transactions/update.ts';
import type { Transaction } from '../wire.ts';

/** Who buys and from where, as entered in a checkout. */
export type Buyer = {
  email: string;
  countryCode: string;
  postalCode: string | null;
  /** A VAT number; null for a private buyer. */
  taxIdentifier: string | null;
  /** The company's name on the invoice; null falls back to the VAT number. */
  businessName: string | null;
};

/**
 * Enters the buyer into an open transaction, which makes it `ready`: customer, address and business are found or
 * created, the tax is computed anew. Changes nothing when they are entered already.
 *
 * @returns the transaction after it
 * @throws Problem `transaction_immutable` once it is past `ready`, `invalid_field` for a VAT number of a wrong form
 */
export function enterBuyer(account: Account, transactionId: string, buyer: Buyer): Transaction {
  const before = getTransaction(account, transactionId);
  if (!EDITABLE.includes(before.status)) throw new Problem('transaction_immutable');
  if (buyer.taxIdentifier !== null && !isVatNumber(buyer.countryCode, buyer.taxIdentifier)) {
    const message = 'is not a VAT number of this country';
    throw new Problem('invalid_field', undefined, [{ field: 'tax_identifier', message }]);
  }
  const customerId = customerFor(account, buyer);
  const ids = {
    customer_id: customerId,
    address_id: addressFor(account, before, customerId, buyer),
    business_id:
      buyer.taxIdentifier === null ? null : businessFor(account, customerId, buyer, buyer.taxIdentifier),
  };
  if (
    ids.customer_id === before.customer_id &&
    ids.address_id === before.address_id &&
    ids.business_id === before.business_id
  ) {
    return before;
  }
  return saveTransaction(account, before, reprice(account, readiness({ ...before, ...ids })));
}

function customerFor(account: Account, buyer: Buyer): string {
  const known = findCustomerByEmail(account, buyer.email);
  if (known !== undefined) return known.id;
  return createCustomer(account, { email: buyer.email, name: null, locale: 'en', custom_data: null }).id;
}

function addressFor(account: Account, transaction: Transaction, customerId: string, buyer: Buyer): string {
  const { addresses } = account.state;
  const fits = (
    row: { customer_id: string; country_code: string; postal_code: string | null } | undefined,
  ): boolean =>
    row?.customer_id === customerId &&
    row.country_code === buyer.countryCode &&
    row.postal_code === buyer.postalCode;
  const current = addresses.get(transaction.address_id ?? '');
  if (current !== undefined && fits(current)) return current.id;
  const known = addresses.find((row) => row.status === 'active' && fits(row));
  if (known !== undefined) return known.id;
  return createAddress(account, customerId, {
    country_code: buyer.countryCode,
    postal_code: buyer.postalCode,
    description: null,
    first_line: null,
    second_line: null,
    city: null,
    region: null,
    custom_data: null,
  }).id;
}

function businessFor(account: Account, customerId: string, buyer: Buyer, taxIdentifier: string): string {
  const name = buyer.businessName ?? taxIdentifier;
  const known = account.state.businesses.find(
    (row) =>
      row.status === 'active' &&
      row.customer_id === customerId &&
      row.tax_identifier === taxIdentifier &&
      row.name === name,
  );
  if (known !== undefined) return known.id;
  const content = {
    name,
    company_number: null,
    tax_identifier: taxIdentifier,
    contacts: [],
    custom_data: null,
  };
  return createBusiness(account, customerId, content).id;
}
