import { connectOpenly } from '../api/connect.ts';
import { read } from '../api/read.ts';
import type { Pricing } from '../api/shapes.ts';
import type { Context } from '../context.ts';
import { formatAmount } from '../terminal/amount.ts';
import { plainText } from '../terminal/plain-text.ts';
import { table } from '../terminal/table.ts';

/** `depicta pricing`: the price book. Needs no key. */
export async function showPricing(context: Context): Promise<void> {
  const pricing = await read<Pricing>(await connectOpenly(context), '/v1/pricing');
  context.output.show({
    json: () => pricing,
    plain: () => [
      ...pricing.models.flatMap(({ id, sizes }) =>
        sizes.map((size) => row('model', id, size.image_size, size.price_eur, size.hold_eur)),
      ),
      ...pricing.operations.map(({ id, price_eur: price }) => row('operation', id, '', price, price)),
    ],
    terminal: (style) => [
      ...table(
        [
          { title: 'Model' },
          { title: 'Tier' },
          { title: 'Size' },
          { title: 'About', align: 'right' },
          { title: 'Held at first', align: 'right' },
        ],
        pricing.models.flatMap((model) =>
          model.sizes.map((size, i) => [
            i === 0 ? style.bold(plainText(model.id)) : '',
            i === 0 ? plainText(model.tier) : '',
            plainText(size.image_size),
            formatAmount(size.price_eur, { precision: 'exact' }),
            formatAmount(size.hold_eur, { precision: 'exact' }),
          ]),
        ),
        style,
      ),
      '',
      ...table(
        [{ title: 'Operation' }, { title: 'Flat price', align: 'right' }],
        pricing.operations.map((operation) => [
          plainText(operation.id),
          formatAmount(operation.price_eur, { precision: 'exact' }),
        ]),
        style,
      ),
      '',
      style.dim(
        `Prices of models are approximate: you pay what an image has cost, never more than was held. Price book ${plainText(pricing.version)}.`,
      ),
    ],
  });
}

function row(...cells: string[]): string {
  return cells.map(plainText).join('\t');
}
