import { formatCredits } from '#components/format/credits.ts';
import { CodeBlock } from '#components/ui/code.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import type { Pricing } from '#lib/contracts/pricing.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { fromWire, min, ZERO } from '#lib/money/credits.ts';
import { BalanceSum } from './balance-sum.tsx';
import { CreditRules } from './credit-rules.tsx';
import { EXAMPLE, EXAMPLE_TOP_UP } from './example.ts';
import { OnePictureLedger } from './one-picture-ledger.tsx';
import { PictureSlip } from './picture-slip.tsx';
import { PriceGlance } from './price-glance.tsx';

interface LandingProps {
  locale: Locale;
  /** The answer of `GET /v1/pricing`. */
  pricing: Pricing;
}

/** The first page: what it is, one picture with its slip, how credit works, prices, rules, the way in. */
export function Landing({ locale, pricing }: LandingProps) {
  const { rules } = pricing;
  const t = translator(locale, 'landing');
  const minimum = formatCredits(rules.minimum_top_up_eur, locale);
  const trial =
    fromWire(rules.trial_credit_eur) > ZERO ? formatCredits(rules.trial_credit_eur, locale) : undefined;
  const [firstOperation, ...otherOperations] = pricing.operations.map((operation) =>
    fromWire(operation.price_eur),
  );
  return (
    <>
      <section className="page grid items-center gap-x-16 gap-y-12 pt-12 pb-20 sm:pt-20 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)] lg:pb-28">
        <div>
          <h1 className="text-display font-medium">{t('heading')}</h1>
          <p className="mt-6 max-w-[34rem] text-lg text-soft">{t('lead')}</p>
          <div className="mt-9 flex flex-wrap gap-3">
            <LinkButton href="/sign-up" variant="primary" size="lg">
              {t('signUp')}
            </LinkButton>
            <LinkButton href="/pricing" variant="secondary" size="lg">
              {t('seePrices')}
            </LinkButton>
          </div>
          <p className="mt-5 max-w-[34rem] text-soft">
            {trial === undefined ? t('noTrial', { minimum }) : t('trial', { amount: trial })}
          </p>
        </div>
        <PictureSlip example={EXAMPLE} locale={locale} />
      </section>

      <section className="border-t border-line bg-wash/60">
        <div className="page py-16 sm:py-20">
          <h2 className="text-2xl font-medium">{t('ledgerTitle')}</h2>
          <p className="mt-3 mb-10 max-w-prose text-soft">{t('ledgerText')}</p>
          <OnePictureLedger topUp={EXAMPLE_TOP_UP} example={EXAMPLE} locale={locale} />
          <p className="mt-5 text-sm text-soft">{t('ledgerNote')}</p>
        </div>
      </section>

      <section className="border-t border-line">
        <div className="page grid items-center gap-x-16 gap-y-8 py-16 sm:py-20 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
          <div>
            <h2 className="text-2xl font-medium">{t('sumTitle')}</h2>
            <p className="mt-3 max-w-prose text-soft">{t('sumText')}</p>
          </div>
          <BalanceSum locale={locale} />
        </div>
      </section>

      <section className="border-t border-line">
        <div className="page grid gap-x-16 gap-y-8 py-16 sm:py-20 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
          <div>
            <h2 className="text-2xl font-medium">{t('pricesTitle')}</h2>
            <p className="mt-3 text-soft">{t('pricesText')}</p>
          </div>
          <div>
            <PriceGlance models={pricing.models} locale={locale} />
            <div className="mt-5 flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
              {firstOperation !== undefined && (
                <p className="text-soft">
                  {t('pricesOperations', {
                    count: pricing.operations.length,
                    amount: formatCredits(min(firstOperation, ...otherOperations), locale, {
                      precision: 'exact',
                    }),
                  })}
                </p>
              )}
              <LinkButton href="/pricing" size="sm">
                {t('pricesAll')}
              </LinkButton>
            </div>
          </div>
        </div>
      </section>

      <section className="border-t border-line">
        <div className="page py-16 sm:py-20">
          <h2 className="mb-10 text-2xl font-medium">{t('rulesTitle')}</h2>
          <CreditRules rules={rules} locale={locale} />
        </div>
      </section>

      <section className="border-t border-line">
        <div className="page grid items-center gap-x-16 gap-y-6 py-16 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
          <div>
            <h2 className="text-2xl font-medium">{t('terminalTitle')}</h2>
            <p className="mt-3 text-soft">{t('terminalText')}</p>
          </div>
          <CodeBlock>{`${EXAMPLE.command}\ndepicta balance`}</CodeBlock>
        </div>
      </section>

      <section className="border-t border-line bg-accent-wash">
        <div className="page flex flex-wrap items-center justify-between gap-x-10 gap-y-6 py-14">
          <p className="text-2xl font-medium">
            {trial === undefined ? t('closeTitle', { minimum }) : t('closeTrialTitle', { amount: trial })}
          </p>
          <LinkButton href="/sign-up" variant="primary" size="lg">
            {t('signUp')}
          </LinkButton>
        </div>
      </section>
    </>
  );
}
