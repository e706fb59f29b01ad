import { OPERATOR_SETTINGS, type OperatorFact, type OperatorFacts } from '#lib/contracts/operator.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

/** One fact of the operator, or a mark that nobody overlooks where it is not filled in. */
export function Fact({ fact, facts, locale }: { fact: OperatorFact; facts: OperatorFacts; locale: Locale }) {
  const t = translator(locale, 'legal');
  const value = facts[fact];
  if (value === null)
    return (
      <mark className="rounded-sm bg-warn-wash px-1.5 py-0.5 break-words text-ink">
        {t('gap', { what: t(`facts.${fact}`), setting: OPERATOR_SETTINGS[fact] })}
      </mark>
    );
  if (fact === 'email')
    return (
      <a href={`mailto:${value}`} className="link break-all">
        {value}
      </a>
    );
  return <span className="break-words whitespace-pre-line">{value}</span>;
}

/** Who answers for this installation, as a list. */
export function FactList({
  shown,
  facts,
  locale,
}: {
  shown: readonly OperatorFact[];
  facts: OperatorFacts;
  locale: Locale;
}) {
  const t = translator(locale, 'legal.facts');
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
      {shown.map((fact) => (
        <div key={fact} className="contents">
          <dt className="text-soft max-sm:-mb-2">{t(fact)}</dt>
          <dd>
            <Fact fact={fact} facts={facts} locale={locale} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
