import { Amount } from '#components/format/amount.tsx';
import { tailDigits } from '#components/format/credits.ts';
import { modelLabel } from '#components/pricing/model-label.ts';
import { type Column, Table } from '#components/ui/table.tsx';
import type { PricedModel } from '#lib/contracts/pricing.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

/** Each model at its smallest size: enough to know the order of magnitude. */
export function PriceGlance({ models, locale }: { models: readonly PricedModel[]; locale: Locale }) {
  const t = translator(locale, 'landing');
  const rows = models.flatMap((model) => {
    const smallest = model.sizes[0];
    return smallest === undefined ? [] : [{ model, smallest }];
  });
  const columns: Column<(typeof rows)[number]>[] = [
    {
      key: 'model',
      header: t('pricesModel'),
      lead: true,
      cell: ({ model, smallest }) => (
        <>
          {modelLabel(model.id, locale).name} <span className="text-soft">{smallest.image_size}</span>
        </>
      ),
    },
    {
      key: 'held',
      header: t('pricesHeld'),
      align: 'end',
      cell: ({ smallest }) => (
        <Amount
          value={smallest.hold_eur}
          locale={locale}
          precision="exact"
          tail={tailDigits(rows.map((row) => row.smallest.hold_eur))}
          className="text-soft"
        />
      ),
    },
    {
      key: 'typical',
      header: t('pricesTypical'),
      align: 'end',
      cell: ({ smallest }) => (
        <Amount
          value={smallest.price_eur}
          locale={locale}
          precision="exact"
          tail={tailDigits(rows.map((row) => row.smallest.hold_eur))}
          className="font-medium"
        />
      ),
    },
  ];
  return <Table caption={t('pricesTitle')} columns={columns} rows={rows} rowKey={(row) => row.model.id} />;
}
