import { Sum } from '#components/ui/explain.tsx';
import { LedgerLine } from '#components/ui/ledger-line.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { credits, subtract, sum, ZERO } from '#lib/money/credits.ts';

/** The account of this example, in micro-euros. */
const TOP_UPS = credits(35_000_000n);
const TRIAL = credits(1_000_000n);
const CHARGES = credits(2_944_500n);
const HELD = credits(3_060_000n);
const RESERVED = credits(5_000_000n);

/** A balance opened into its sum, with the ledger line that divides the credit: an example on the first page. */
export function BalanceSum({ locale }: { locale: Locale }) {
  const t = translator(locale, 'landing');
  const words = translator(locale, 'words');
  const less = (amount: typeof HELD) => subtract(ZERO, amount);
  const rows = [
    { key: 'top-ups', label: t('sumTopUps'), amount: TOP_UPS },
    { key: 'trial', label: t('sumTrial'), amount: TRIAL },
    { key: 'charges', label: t('sumCharges'), amount: less(CHARGES) },
    { key: 'held', label: words('held'), amount: less(HELD) },
    { key: 'reserved', label: words('refundReserved'), amount: less(RESERVED) },
  ];
  const available = sum(rows.map((row) => row.amount));
  return (
    <Sheet>
      <LedgerLine
        locale={locale}
        segments={[
          { part: 'available', label: words('available'), amount: available },
          { part: 'held', label: words('held'), amount: HELD },
          { part: 'reserved', label: words('refundReserved'), amount: RESERVED },
        ]}
      />
      <div className="mt-6 border-t border-line pt-4">
        <Sum rows={rows} totalLabel={words('available')} total={available} locale={locale} />
      </div>
    </Sheet>
  );
}
