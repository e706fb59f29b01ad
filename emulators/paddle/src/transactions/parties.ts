import type { Account } from '../account/account.ts';
import { Problem } from '../http/problem.ts';
import { taxRateFor } from '../tax/rates.ts';
import type { Address, Business, Customer } from '../wire.ts';

/** The ids of who buys and from where, as a transaction carries them. */
export type PartyIds = { customer_id: string | null; address_id: string | null; business_id: string | null };

export type Parties = { customer: Customer | null; address: Address | null; business: Business | null };

/**
 * Finds the parties of a transaction and checks that they belong together.
 *
 * @throws Problem with Paddle's code when one is missing, archived or another customer's
 */
export function resolveParties(account: Account, ids: PartyIds): Parties {
  const { customers, addresses, businesses } = account.state;
  const customer = ids.customer_id === null ? null : (customers.get(ids.customer_id) ?? null);
  if (ids.customer_id !== null && customer === null) {
    throw new Problem('transaction_customer_not_found', `Customer ${ids.customer_id} not found.`);
  }
  if (ids.address_id !== null && customer === null)
    throw new Problem('transaction_customer_is_required_with_address');
  if (ids.business_id !== null && customer === null) {
    throw new Problem('transaction_customer_is_required_for_business_validation');
  }
  const address = ids.address_id === null ? null : (addresses.get(ids.address_id) ?? null);
  if (ids.address_id !== null && address?.customer_id !== customer?.id) {
    throw new Problem('transaction_address_not_found', `Address ${ids.address_id} not found.`);
  }
  const business = ids.business_id === null ? null : (businesses.get(ids.business_id) ?? null);
  if (ids.business_id !== null && business?.customer_id !== customer?.id) {
    throw new Problem('transaction_business_not_found', `Business ${ids.business_id} not found.`);
  }
  for (const party of [customer, address, business]) {
    if (party?.status === 'archived') throw new Problem('entity_archived', `Entity ${party.id} is archived.`);
  }
  return { customer, address, business };
}

/** The tax rate for a buyer: by the address's country, moved to the buyer by a valid VAT number. */
export function partiesTaxRate(parties: Parties): string {
  return taxRateFor(parties.address?.country_code ?? null, parties.business?.tax_identifier ?? null);
}
