import { Amount } from '#components/format/amount.tsx';
import { formatCredits } from '#components/format/credits.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Code } from '#components/ui/code.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import type { PricedModel } from '#lib/contracts/pricing.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { modelLabel } from './model-label.ts';
import { tierLabel } from './tier-label.ts';

/** Every model with the typical price and the hold of every size. */
export function ModelPrices({ models, locale }: { models: readonly PricedModel[]; locale: Locale }) {
  const t = translator(locale, 'pricing');
  const sizes = [...new Set(models.flatMap((model) => model.sizes.map((size) => size.image_size)))];
  const columns: Column<PricedModel>[] = [
    {
      key: 'model',
      header: t('model'),
      lead: true,
      cell: (model) => <ModelName model={model} locale={locale} />,
    },
    ...sizes.map(
      (imageSize): Column<PricedModel> => ({
        key: imageSize,
        header: imageSize,
        align: 'end',
        cell: (model) => (
          <SizePrice size={model.sizes.find((size) => size.image_size === imageSize)} locale={locale} />
        ),
      }),
    ),
  ];
  return (
    <>
      <Table caption={t('modelsCaption')} columns={columns} rows={models} rowKey={(model) => model.id} />
      <p className="mt-5 max-w-prose text-sm text-soft">
        {t('modelsNote')} {ratioSentences(models, locale).join(' ')}
      </p>
    </>
  );
}

function ModelName({ model, locale }: { model: PricedModel; locale: Locale }) {
  const { name, about } = modelLabel(model.id, locale);
  return (
    <>
      <span className="mr-2.5 font-medium">{name}</span>
      <Badge>{tierLabel(model.tier, locale)}</Badge>
      <span className="mt-1 block text-sm font-normal text-soft">{about ?? model.description}</span>
      <span className="block text-sm font-normal text-soft">
        <Code>{model.id}</Code>
      </span>
    </>
  );
}

/** One sentence when all models draw in the same ratios, else one a model. */
function ratioSentences(models: readonly PricedModel[], locale: Locale): string[] {
  const t = translator(locale, 'pricing');
  const lists = models.map((model) => model.aspect_ratios.join(', '));
  const [first] = lists;
  if (first !== undefined && lists.every((list) => list === first)) return [t('ratios', { list: first })];
  return models.map((model) =>
    t('ratiosOf', { model: modelLabel(model.id, locale).name, list: model.aspect_ratios.join(', ') }),
  );
}

function SizePrice({ size, locale }: { size: PricedModel['sizes'][number] | undefined; locale: Locale }) {
  const t = translator(locale, 'pricing');
  if (size === undefined) return <span className="text-sm text-soft">{t('notOffered')}</span>;
  return (
    <div>
      <Amount value={size.price_eur} locale={locale} precision="exact" className="font-medium" />
      <span className="figure block text-sm text-soft">
        {t('holds', { amount: formatCredits(size.hold_eur, locale, { precision: 'exact' }) })}
      </span>
    </div>
  );
}
