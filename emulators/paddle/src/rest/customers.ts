import type { Account } from '../account/account.ts';
import { Fields } from '../http/fields.ts';
import { filterValues, listPage } from '../http/list.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { Route } from '../http/router.ts';
import { answer, created } from '../http/router.ts';
import type { Customer } from '../wire.ts';
import { present, readStatus } from './catalogue.ts';

const PER_PAGE = { standard: 50, maximum: 200 };

export const customerRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/customers',
    handler: (call) => {
      const ids = filterValues(call.query, 'id');
      const emails = filterValues(call.query, 'email');
      const statuses = filterValues(call.query, 'status') ?? new Set(['active']);
      const search = call.query.get('search')?.toLowerCase() ?? null;
      const wanted = emails === null ? null : new Set([...emails].map((email) => email.toLowerCase()));
      const rows = call.account.state.customers.filter(
        (row) =>
          statuses.has(row.status) &&
          (ids === null || ids.has(row.id)) &&
          (wanted === null || wanted.has(row.email.toLowerCase())) &&
          (search === null || `${row.id} ${row.name ?? ''} ${row.email}`.toLowerCase().includes(search)),
      );
      return listPage(call, rows, { perPage: PER_PAGE });
    },
  },
  {
    method: 'POST',
    path: '/customers',
    handler: (call) => {
      const fields = new Fields(call.body);
      const content = {
        email: fields.required('email', fields.email('email')),
        name: fields.text('name') ?? null,
        locale: fields.text('locale', 20) ?? 'en',
        custom_data: fields.customData() ?? null,
      };
      fields.check();
      return created(createCustomer(call.account, content));
    },
  },
  {
    method: 'GET',
    path: '/customers/:id',
    handler: (call) => answer(getCustomer(call.account, call.params.id!)),
  },
  {
    method: 'PATCH',
    path: '/customers/:id',
    handler: (call) => {
      const customer = getCustomer(call.account, call.params.id!);
      const fields = new Fields(call.body);
      const changes = present(fields, {
        email: () => fields.required('email', fields.email('email')),
        name: () => fields.text('name') ?? null,
        locale: () => fields.required('locale', fields.text('locale', 20)),
        custom_data: () => fields.customData() ?? null,
        status: () => readStatus(fields),
      });
      fields.check();
      if (changes.email !== undefined) requireFreeEmail(call.account, changes.email, customer.id);
      const changed = { ...customer, ...changes, updated_at: call.account.clock.stamp() };
      call.account.state.customers.put(changed);
      call.account.publish('customer.updated', changed);
      return answer(changed);
    },
  },
  {
    method: 'GET',
    path: '/customers/:id/credit-balances',
    handler: (call) => {
      getCustomer(call.account, call.params.id!);
      return answer([]);
    },
  },
  {
    method: 'POST',
    path: '/customers/:id/auth-token',
    handler: (call) => {
      const customer = getCustomer(call.account, call.params.id!);
      const expiresAt = new Date(call.account.clock.now().getTime() + 30 * 60_000).toISOString();
      return created({
        customer_auth_token: `pca_${call.account.newId('ctm').slice(4)}_${customer.id.slice(4)}`,
        expires_at: expiresAt,
      });
    },
  },
];

/** The customer with this id. @throws Problem `not_found` */
export function getCustomer(account: Account, id: string): Customer {
  const customer = account.state.customers.get(id);
  if (customer === undefined) throw notFound(id);
  return customer;
}

/** The customer with this e-mail address, however it is written; also an archived one keeps its address. */
export function findCustomerByEmail(account: Account, email: string): Customer | undefined {
  const wanted = email.toLowerCase();
  return account.state.customers.find((row) => row.email.toLowerCase() === wanted);
}

/** Creates a customer. @throws Problem `customer_already_exists` naming the one that has the e-mail address */
export function createCustomer(
  account: Account,
  content: Pick<Customer, 'email' | 'name' | 'locale' | 'custom_data'>,
): Customer {
  requireFreeEmail(account, content.email, null);
  const at = account.clock.stamp();
  const customer = account.state.customers.put({
    id: account.newId('ctm'),
    name: content.name,
    email: content.email,
    marketing_consent: false,
    status: 'active',
    custom_data: content.custom_data,
    locale: content.locale,
    created_at: at,
    updated_at: at,
    import_meta: null,
  });
  account.publish('customer.created', customer);
  return customer;
}

function requireFreeEmail(account: Account, email: string, exceptId: string | null): void {
  const other = findCustomerByEmail(account, email);
  if (other !== undefined && other.id !== exceptId) {
    throw new Problem('customer_already_exists', `customer email conflicts with customer of id ${other.id}`);
  }
}
