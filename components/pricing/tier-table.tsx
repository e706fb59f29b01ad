import { formatCredits } from '#components/format/credits.ts';
import { type Column, Table } from '#components/ui/table.tsx';
import { TIERS } from '#lib/contracts/image-choices.ts';
import type { Pricing } from '#lib/contracts/pricing.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { fromWire, ZERO } from '#lib/money/credits.ts';
import { tierLabel } from './tier-label.ts';

type BalanceTier = Pricing['rules']['tiers'][number];

/** What an available balance allows, as the rules that are in force say. Product rules, section 4. */
export function TierTable({ tiers, locale }: { tiers: readonly BalanceTier[]; locale: Locale }) {
  const t = translator(locale, 'pricing');
  const rows = tiers
    .filter((tier) => tier.tiers.length > 0)
    .map((tier) => ({
      key: tier.from_eur,
      balance: balanceText(tier, locale),
      allowed: allowedText(tier, locale),
    }));
  rows.push({ key: 'hold', balance: t('tiersNone'), allowed: t('tiersNoneAllowed') });
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'balance', header: t('tiersBalance'), lead: true, cell: (row) => row.balance },
    { key: 'allowed', header: t('tiersAllowed'), prose: true, cell: (row) => row.allowed },
  ];
  return <Table caption={t('tiersCaption')} columns={columns} rows={rows} rowKey={(row) => row.key} />;
}

function balanceText({ from_eur, below_eur }: BalanceTier, locale: Locale): string {
  const t = translator(locale, 'pricing');
  const from = formatCredits(from_eur, locale);
  if (below_eur === null) return t('tiersFrom', { from });
  const below = formatCredits(below_eur, locale);
  return fromWire(from_eur) === ZERO ? t('tiersBelow', { below }) : t('tiersBetween', { from, below });
}

function allowedText({ tiers, max_image_size }: BalanceTier, locale: Locale): string {
  const t = translator(locale, 'pricing');
  if (tiers.length === TIERS.length) return t('tiersAllAllowed');
  const names = tiers.map((tier) => tierLabel(tier, locale)).join(', ');
  return max_image_size === null
    ? t('tiersSomeEverySize', { tiers: names })
    : t('tiersSomeAllowed', { tiers: names, size: max_image_size });
}
