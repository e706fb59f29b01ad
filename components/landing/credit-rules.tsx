import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

const RULES = ['Cost', 'Drop', 'Valid', 'Refund', 'Payment', 'Nothing'] as const;

/** The promises that matter before one pays, each in two sentences. */
export function CreditRules({ locale }: { locale: Locale }) {
  const t = translator(locale, 'landing');
  return (
    <dl className="grid gap-x-12 gap-y-8 sm:grid-cols-2 lg:grid-cols-3">
      {RULES.map((rule) => (
        <div key={rule} className="border-t border-line pt-4">
          <dt className="font-medium">{t(`rule${rule}Title`)}</dt>
          <dd className="mt-1.5 text-soft">{t(`rule${rule}Text`)}</dd>
        </div>
      ))}
    </dl>
  );
}
