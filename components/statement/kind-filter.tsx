import { Amount } from '#components/format/amount.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { STATEMENT_KINDS, type StatementKind } from '#lib/contracts/statement.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Credits } from '#lib/money/credits.ts';
import { kindLabel } from './kind.ts';

/** Chooses one kind of entry: a plain form, so that the address is the filter and works without scripts. */
export function KindFilter({
  kind,
  rest,
  locale,
}: {
  kind: StatementKind | undefined;
  /** What else stands in the address. */
  rest: Readonly<Record<string, string>>;
  locale: Locale;
}) {
  const t = translator(locale, 'statement');
  return (
    <form action="/statement" autoComplete="off" className="no-print mb-8 flex flex-wrap items-end gap-4">
      {Object.entries(rest).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field name="kind" label={t('filterKind')}>
        {(wiring) => (
          <Select {...wiring} key={kind} defaultValue={kind ?? ''}>
            <option value="">{t('everyKind')}</option>
            {STATEMENT_KINDS.map((each) => (
              <option key={each} value={each}>
                {kindLabel(each, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit">{t('filterApply')}</Button>
    </form>
  );
}

/** What the lines of one kind come to, on all pages: the number that led here. */
export function KindSum({
  title,
  changeMicros,
  locale,
}: {
  title: string;
  changeMicros: Credits;
  locale: Locale;
}) {
  return (
    <div className="mb-8">
      <p className="text-sm text-soft">{title}</p>
      <p className="mt-0.5 text-lg font-medium" data-testid="kind-sum">
        <Amount value={changeMicros} locale={locale} precision="exact" />
      </p>
      <p className="mt-1 text-sm text-soft">{translator(locale, 'statement')('ofThisKindText')}</p>
    </div>
  );
}
