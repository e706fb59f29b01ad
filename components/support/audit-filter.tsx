import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { actionLabel } from './audit-table.tsx';

/** The filter of the audit log: a plain form, so that the address is the filter. */
export function AuditFilterForm({
  choice,
  actors,
  actions,
  locale,
}: {
  choice: { actor: string; action: string; customer: string; from: string; to: string };
  actors: readonly string[];
  actions: readonly string[];
  locale: Locale;
}) {
  const t = translator(locale, 'desk');
  return (
    <form
      action="/support/audit"
      autoComplete="off"
      className="no-print mb-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-3"
    >
      <Field name="actor" label={t('filterActor')}>
        {(wiring) => (
          <Select {...wiring} key={choice.actor} defaultValue={choice.actor}>
            <option value="">{t('filterAny')}</option>
            {actors.map((actor) => (
              <option key={actor} value={actor}>
                {actor}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field name="action" label={t('filterAction')}>
        {(wiring) => (
          <Select {...wiring} key={choice.action} defaultValue={choice.action}>
            <option value="">{t('filterAny')}</option>
            {actions.map((action) => (
              <option key={action} value={action}>
                {actionLabel(action, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field name="customer" label={t('filterCustomer')}>
        {(wiring) => (
          <Input {...wiring} key={choice.customer} defaultValue={choice.customer} spellCheck={false} />
        )}
      </Field>
      <Field name="from" label={t('filterFrom')}>
        {(wiring) => <Input {...wiring} key={choice.from} type="date" defaultValue={choice.from} />}
      </Field>
      <Field name="to" label={t('filterTo')}>
        {(wiring) => <Input {...wiring} key={choice.to} type="date" defaultValue={choice.to} />}
      </Field>
      <div className="flex items-end">
        <Button type="submit">{t('filterApply')}</Button>
      </div>
    </form>
  );
}
