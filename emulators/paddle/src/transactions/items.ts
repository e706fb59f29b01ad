import type { Account } from '../account/account.ts';
import type { Fields } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';
import { newPrice, newProduct, readPrice, readProduct } from '../rest/catalogue.ts';
import type { Price, Product, TransactionItem } from '../wire.ts';

/** Items as asked for, with the prices and products that came with them rather than from the catalogue. */
export type ReadItems = {
  items: TransactionItem[];
  customPrices: Price[];
  customProducts: Product[];
};

/** Finds a product by its id, among those of the request first. */
export type ProductLookup = (productId: string) => Product;

/**
 * Reads the `items` of a transaction: each names a catalogue price (`price_id`) or brings its own (`price`), which in
 * turn names a product or brings its own.
 *
 * @throws Problem with Paddle's code for what is wrong with an item
 */
export function readItems(account: Account, fields: Fields): ReadItems {
  const entries = fields.required('items', fields.list('items', 1, 100));
  fields.check();
  const read: ReadItems = { items: [], customPrices: [], customProducts: [] };
  for (const entry of entries) {
    const quantity = entry.required('quantity', entry.integer('quantity', 1, 999_999_999));
    const priceId = entry.text('price_id') ?? null;
    const priceFields = entry.object('price') ?? null;
    if (priceId !== null && priceFields !== null)
      throw new Problem('transaction_both_price_id_and_object_found');
    if (priceId === null && priceFields === null) entry.required('price_id', null);
    fields.check();
    const price =
      priceFields === null ? cataloguePrice(account, priceId!) : customPrice(account, priceFields, read);
    const range = price.quantity;
    if (quantity < range.minimum || quantity > range.maximum) {
      throw new Problem(
        'transaction_item_quantity_out_of_range',
        `Quantity ${quantity} is not between ${range.minimum} and ${range.maximum}.`,
      );
    }
    read.items.push({ price, quantity, proration: null });
  }
  requireOneBillingCycle(read.items);
  return read;
}

/** A lookup over the catalogue and the products that came with a request. */
export function productLookup(account: Account, customProducts: readonly Product[]): ProductLookup {
  return (productId) => {
    const product =
      customProducts.find((row) => row.id === productId) ?? account.state.products.get(productId);
    if (product === undefined)
      throw new Problem('transaction_product_not_found', `Product ${productId} not found.`);
    return product;
  };
}

function cataloguePrice(account: Account, priceId: string): Price {
  const price = account.state.prices.get(priceId);
  if (price === undefined) throw new Problem('transaction_price_not_found', `Price ${priceId} not found.`);
  if (price.status === 'archived') throw new Problem('entity_archived', `Price ${priceId} is archived.`);
  return price;
}

function customPrice(account: Account, fields: Fields, read: ReadItems): Price {
  const productFields = fields.object('product') ?? null;
  let productId = fields.text('product_id') ?? null;
  if (productFields !== null) {
    const product = newProduct(account, readProduct(productFields), 'custom');
    productFields.check();
    read.customProducts.push(product);
    productId = product.id;
  } else if (productId === null) {
    fields.required('product_id', null);
  }
  const content = readPrice(fields);
  fields.check();
  if (productFields === null && account.state.products.get(productId!) === undefined) {
    throw new Problem('transaction_product_not_found', `Product ${productId} not found.`);
  }
  const price = newPrice(account, { ...content, product_id: productId! }, 'custom');
  read.customPrices.push(price);
  return price;
}

function requireOneBillingCycle(items: readonly TransactionItem[]): void {
  const cycles = new Set(
    items.flatMap(({ price }) =>
      price.billing_cycle === null
        ? []
        : [`${price.billing_cycle.frequency} ${price.billing_cycle.interval}`],
    ),
  );
  if (cycles.size > 1) throw new Problem('transaction_price_different_billing_cycle');
}
