import type { Account } from '../account/account.ts';
import { Fields } from '../http/fields.ts';
import { filterValues, listPage } from '../http/list.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/router.ts';
import { answer, created } from '../http/router.ts';
import type { Product } from '../wire.ts';
import { newProduct, readProduct, readProductChanges } from './catalogue.ts';

const PER_PAGE = { standard: 50, maximum: 200 };

export const productRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/products',
    handler: (call) => {
      const ids = filterValues(call.query, 'id');
      const types = filterValues(call.query, 'type') ?? new Set(['standard']);
      const statuses = filterValues(call.query, 'status') ?? new Set(['active']);
      const categories = filterValues(call.query, 'tax_category');
      const rows = call.account.state.products.filter(
        (row) =>
          types.has(row.type) &&
          statuses.has(row.status) &&
          (ids === null || ids.has(row.id)) &&
          (categories === null || categories.has(row.tax_category)),
      );
      return listPage(call, rows, { perPage: PER_PAGE, view: (row) => view(call.account, row, call.query) });
    },
  },
  {
    method: 'POST',
    path: '/products',
    handler: (call) => {
      const fields = new Fields(call.body);
      const content = readProduct(fields);
      const type = fields.oneOf('type', ['standard', 'custom']) ?? 'standard';
      fields.check();
      const product = call.account.state.products.put(newProduct(call.account, content, type));
      call.account.publish('product.created', product);
      return created(product);
    },
  },
  {
    method: 'GET',
    path: '/products/:id',
    handler: (call) => answer(view(call.account, getProduct(call.account, call.params.id!), call.query)),
  },
  {
    method: 'PATCH',
    path: '/products/:id',
    handler: (call) => {
      const product = getProduct(call.account, call.params.id!);
      const fields = new Fields(call.body);
      const changes = readProductChanges(fields);
      fields.check();
      const changed = { ...product, ...changes, updated_at: call.account.clock.stamp() };
      call.account.state.products.put(changed);
      call.account.publish('product.updated', changed);
      return answer(changed);
    },
  },
];

/** The product with this id. @throws Problem `not_found` */
export function getProduct(account: Account, id: string): Product {
  const product = account.state.products.get(id);
  if (product === undefined) throw notFound(id);
  return product;
}

function view(account: Account, product: Product, query: URLSearchParams): unknown {
  if (filterValues(query, 'include')?.has('prices') !== true) return product;
  return { ...product, prices: account.state.prices.filter((price) => price.product_id === product.id) };
}
