import type { Account } from '../account/account.ts';
import { Fields } from '../http/fields.ts';
import { filterValues, listPage } from '../http/list.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/router.ts';
import { answer, created } from '../http/router.ts';
import type { Address } from '../wire.ts';
import { present, readStatus } from './catalogue.ts';
import { getCustomer } from './customers.ts';

const PER_PAGE = { standard: 50, maximum: 200 };

type AddressContent = Omit<
  Address,
  'id' | 'customer_id' | 'status' | 'created_at' | 'updated_at' | 'import_meta'
>;

export const addressRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/customers/:customerId/addresses',
    handler: (call) => {
      const customer = getCustomer(call.account, call.params.customerId!);
      const ids = filterValues(call.query, 'id');
      const statuses = filterValues(call.query, 'status') ?? new Set(['active']);
      const rows = call.account.state.addresses.filter(
        (row) =>
          row.customer_id === customer.id && statuses.has(row.status) && (ids === null || ids.has(row.id)),
      );
      return listPage(call, rows, { perPage: PER_PAGE });
    },
  },
  {
    method: 'POST',
    path: '/customers/:customerId/addresses',
    handler: (call) => {
      const customer = getCustomer(call.account, call.params.customerId!);
      const fields = new Fields(call.body);
      const content: AddressContent = {
        country_code: fields.required('country_code', fields.countryCode('country_code')),
        ...readLines(fields),
      };
      fields.check();
      return created(createAddress(call.account, customer.id, content));
    },
  },
  {
    method: 'GET',
    path: '/customers/:customerId/addresses/:id',
    handler: (call) => answer(getAddress(call.account, call.params.customerId!, call.params.id!)),
  },
  {
    method: 'PATCH',
    path: '/customers/:customerId/addresses/:id',
    handler: (call) => {
      const address = getAddress(call.account, call.params.customerId!, call.params.id!);
      const fields = new Fields(call.body);
      const lines = readLines(fields);
      const changes = present(fields, {
        country_code: () => fields.required('country_code', fields.countryCode('country_code')),
        description: () => lines.description,
        first_line: () => lines.first_line,
        second_line: () => lines.second_line,
        city: () => lines.city,
        postal_code: () => lines.postal_code,
        region: () => lines.region,
        custom_data: () => lines.custom_data,
        status: () => readStatus(fields),
      });
      fields.check();
      const changed = { ...address, ...changes, updated_at: call.account.clock.stamp() };
      call.account.state.addresses.put(changed);
      call.account.publish('address.updated', changed);
      return answer(changed);
    },
  },
];

/** Creates an address of a customer. */
export function createAddress(account: Account, customerId: string, content: AddressContent): Address {
  const at = account.clock.stamp();
  const address = account.state.addresses.put({
    id: account.newId('add'),
    customer_id: customerId,
    ...content,
    status: 'active',
    created_at: at,
    updated_at: at,
    import_meta: null,
  });
  account.publish('address.created', address);
  return address;
}

function getAddress(account: Account, customerId: string, id: string): Address {
  getCustomer(account, customerId);
  const address = account.state.addresses.get(id);
  if (address?.customer_id !== customerId) throw notFound(id);
  return address;
}

function readLines(fields: Fields): Omit<AddressContent, 'country_code'> {
  return {
    description: fields.text('description') ?? null,
    first_line: fields.text('first_line') ?? null,
    second_line: fields.text('second_line') ?? null,
    city: fields.text('city', 200) ?? null,
    postal_code: fields.text('postal_code', 20) ?? null,
    region: fields.text('region', 200) ?? null,
    custom_data: fields.customData() ?? null,
  };
}
