import type { Account } from '../account/account.ts';
import { Fields } from '../http/fields.ts';
import { filterValues, listPage } from '../http/list.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/router.ts';
import { answer, created } from '../http/router.ts';
import type { Business } from '../wire.ts';
import { present, readStatus } from './catalogue.ts';
import { getCustomer } from './customers.ts';

const PER_PAGE = { standard: 50, maximum: 200 };

type BusinessContent = Pick<
  Business,
  'name' | 'company_number' | 'tax_identifier' | 'contacts' | 'custom_data'
>;

export const businessRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/customers/:customerId/businesses',
    handler: (call) => {
      const customer = getCustomer(call.account, call.params.customerId!);
      const ids = filterValues(call.query, 'id');
      const statuses = filterValues(call.query, 'status') ?? new Set(['active']);
      const rows = call.account.state.businesses.filter(
        (row) =>
          row.customer_id === customer.id && statuses.has(row.status) && (ids === null || ids.has(row.id)),
      );
      return listPage(call, rows, { perPage: PER_PAGE });
    },
  },
  {
    method: 'POST',
    path: '/customers/:customerId/businesses',
    handler: (call) => {
      const customer = getCustomer(call.account, call.params.customerId!);
      const fields = new Fields(call.body);
      const content: BusinessContent = {
        name: fields.required('name', fields.text('name')),
        company_number: fields.text('company_number') ?? null,
        tax_identifier: fields.text('tax_identifier') ?? null,
        contacts: readContacts(fields),
        custom_data: fields.customData() ?? null,
      };
      fields.check();
      return created(createBusiness(call.account, customer.id, content));
    },
  },
  {
    method: 'GET',
    path: '/customers/:customerId/businesses/:id',
    handler: (call) => answer(getBusiness(call.account, call.params.customerId!, call.params.id!)),
  },
  {
    method: 'PATCH',
    path: '/customers/:customerId/businesses/:id',
    handler: (call) => {
      const business = getBusiness(call.account, call.params.customerId!, call.params.id!);
      const fields = new Fields(call.body);
      const changes = present(fields, {
        name: () => fields.required('name', fields.text('name')),
        company_number: () => fields.text('company_number') ?? null,
        tax_identifier: () => fields.text('tax_identifier') ?? null,
        contacts: () => readContacts(fields),
        custom_data: () => fields.customData() ?? null,
        status: () => readStatus(fields),
      });
      fields.check();
      const changed = { ...business, ...changes, updated_at: call.account.clock.stamp() };
      call.account.state.businesses.put(changed);
      call.account.publish('business.updated', changed);
      return answer(changed);
    },
  },
];

/** Creates a business of a customer: the buyer's name and VAT number on invoices. */
export function createBusiness(account: Account, customerId: string, content: BusinessContent): Business {
  const at = account.clock.stamp();
  const business = account.state.businesses.put({
    id: account.newId('biz'),
    customer_id: customerId,
    ...content,
    status: 'active',
    created_at: at,
    updated_at: at,
    import_meta: null,
  });
  account.publish('business.created', business);
  return business;
}

function getBusiness(account: Account, customerId: string, id: string): Business {
  getCustomer(account, customerId);
  const business = account.state.businesses.get(id);
  if (business?.customer_id !== customerId) throw notFound(id);
  return business;
}

function readContacts(fields: Fields): Business['contacts'] {
  return (fields.list('contacts') ?? []).map((contact) => ({
    name: contact.text('name') ?? null,
    email: contact.required('email', contact.email('email')),
  }));
}
