import { connect } from '../api/connect.ts';
import { read } from '../api/read.ts';
import type { Models, OfferedModel } from '../api/shapes.ts';
import type { Context } from '../context.ts';
import { formatAmount } from '../terminal/amount.ts';
import { plainText } from '../terminal/plain-text.ts';
import type { Style } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';

/** `depicta models`: what there is, what it costs about, and whether this balance allows it. */
export async function showModels(context: Context): Promise<void> {
  const connection = await connect(context);
  const body = await read<Models>(connection, '/v1/models');
  context.output.show({
    json: () => body,
    plain: () =>
      body.models.map((model) =>
        [model.id, model.alias, model.tier, verdictOf(model)].map(plainText).join('\t'),
      ),
    terminal: (style) => [
      ...table(
        [
          { title: 'Model' },
          { title: 'Alias' },
          { title: 'Tier' },
          { title: 'About, per image' },
          { title: 'For you now' },
        ],
        body.models.map((model) => [
          style.bold(plainText(model.id)),
          plainText(model.alias),
          plainText(model.tier),
          prices(model),
          verdictText(model, style),
        ]),
        style,
      ),
      style.dim('Prices are approximate. What an image has cost is in its answer, as cost_eur.'),
    ],
  });
}

function prices(model: OfferedModel): string {
  return model.sizes
    .map((size) => `${plainText(size.image_size)} ${formatAmount(size.price_eur, { precision: 'exact' })}`)
    .join(', ');
}

type Verdict = 'allowed' | 'not_allowed' | 'unavailable';

function verdictOf({ available, allowed }: OfferedModel): Verdict {
  if (!available) return 'unavailable';
  return allowed ? 'allowed' : 'not_allowed';
}

function verdictText(model: OfferedModel, style: Style): string {
  const reason = plainText(model.reason?.message);
  switch (verdictOf(model)) {
    case 'allowed': {
      const sizes = model.sizes.filter(({ allowed }) => allowed).map((size) => plainText(size.image_size));
      return sizes.length === model.sizes.length
        ? style.good('allowed')
        : style.warn(`only ${sizes.join(', ')}`);
    }
    case 'unavailable':
      return style.bad(reason === '' ? 'not available' : reason);
    case 'not_allowed':
      return style.warn(reason === '' ? 'not with this balance' : reason);
  }
}
