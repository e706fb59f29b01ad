import { Amount } from '#components/format/amount.tsx';
import { tailDigits } from '#components/format/credits.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { subtract } from '#lib/money/credits.ts';

import type { Example } from './example.ts';

/** A picture that the service made, and under it the slip that says what it cost. */
export function PictureSlip({ example, locale }: { example: Example; locale: Locale }) {
  const { held, cost } = example;
  const t = translator(locale, 'landing');
  const returned = subtract(cost, held);
  const tail = tailDigits([held, returned, cost]);
  const lines = [
    { label: t('slipHeld'), amount: held },
    { label: t('slipReturned'), amount: returned },
  ];
  return (
    <figure className="overflow-hidden rounded-lg border border-line bg-sheet">
      {/* biome-ignore lint/performance/noImgElement: one file of the right size; next/image would add a script */}
      <img
        src={example.src}
        width={example.width}
        height={example.height}
        alt={t('pictureAlt')}
        fetchPriority="high"
        className="block h-auto w-full"
      />
      <figcaption className="px-5 pt-4 pb-5 sm:px-6">
        <p className="font-mono text-sm text-soft">{example.prompt}</p>
        <dl className="mt-3">
          {lines.map((line) => (
            <div key={line.label} className="flex items-baseline justify-between gap-6 py-0.5">
              <dt className="text-soft">{line.label}</dt>
              <dd>
                <Amount value={line.amount} locale={locale} precision="exact" tail={tail} />
              </dd>
            </div>
          ))}
          <div className="mt-2 flex items-baseline justify-between gap-6 border-t border-ink pt-2 font-medium">
            <dt>{t('slipCost')}</dt>
            <dd className="double-rule pb-0.5">
              <Amount value={cost} locale={locale} precision="exact" tail={tail} />
            </dd>
          </div>
        </dl>
      </figcaption>
    </figure>
  );
}
