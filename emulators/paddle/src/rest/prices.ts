import type { Account } from '../account/account.ts';
import { Fields } from '../http/fields.ts';
import { filterValues, listPage } from '../http/list.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/router.ts';
import { answer, created } from '../http/router.ts';
import type { Price } from '../wire.ts';
import { newPrice, readPrice, readPriceChanges } from './catalogue.ts';
import { getProduct } from './products.ts';

const PER_PAGE = { standard: 50, maximum: 200 };

export const priceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/prices',
    handler: (call) => {
      const ids = filterValues(call.query, 'id');
      const products = filterValues(call.query, 'product_id');
      const types = filterValues(call.query, 'type') ?? new Set(['standard']);
      const statuses = filterValues(call.query, 'status') ?? new Set(['active']);
      const recurring = call.query.get('recurring');
      const rows = call.account.state.prices.filter(
        (row) =>
          types.has(row.type) &&
          statuses.has(row.status) &&
          (ids === null || ids.has(row.id)) &&
          (products === null || products.has(row.product_id)) &&
          (recurring === null || (recurring === 'true') === (row.billing_cycle !== null)),
      );
      return listPage(call, rows, { perPage: PER_PAGE, view: (row) => view(call.account, row, call.query) });
    },
  },
  {
    method: 'POST',
    path: '/prices',
    handler: (call) => {
      const fields = new Fields(call.body);
      const productId = fields.required('product_id', fields.text('product_id'));
      const content = readPrice(fields);
      const type = fields.oneOf('type', ['standard', 'custom']) ?? 'standard';
      fields.check();
      getProduct(call.account, productId);
      const price = newPrice(call.account, { ...content, product_id: productId }, type);
      call.account.state.prices.put(price);
      call.account.publish('price.created', price);
      return created(price);
    },
  },
  {
    method: 'GET',
    path: '/prices/:id',
    handler: (call) => answer(view(call.account, getPrice(call.account, call.params.id!), call.query)),
  },
  {
    method: 'PATCH',
    path: '/prices/:id',
    handler: (call) => {
      const price = getPrice(call.account, call.params.id!);
      const fields = new Fields(call.body);
      const changes = readPriceChanges(fields);
      fields.check();
      const changed = { ...price, ...changes, updated_at: call.account.clock.stamp() };
      call.account.state.prices.put(changed);
      call.account.publish('price.updated', changed);
      return answer(changed);
    },
  },
];

function getPrice(account: Account, id: string): Price {
  const price = account.state.prices.get(id);
  if (price === undefined) throw notFound(id);
  return price;
}

function view(account: Account, price: Price, query: URLSearchParams): unknown {
  if (filterValues(query, 'include')?.has('product') !== true) return price;
  return { ...price, product: account.state.products.get(price.product_id) ?? null };
}
