import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { actionLabel } from './audit-table.tsx';

/** What is chosen, as it stands in the address. */
export type AuditChoice = { actor: string; action: string; customer: string; from: string; to: string };

/** The filter of the audit log: a plain form, so that the address is the filter. */
export function AuditFilterForm({
  choice,
  wrong,
  actors,
  actions,
  locale,
}: {
  choice: AuditChoice;
  /** What was asked for and means nothing, by its field. */
  wrong: Partial<AuditChoice>;
  actors: readonly string[];
  actions: readonly string[];
  locale: Locale;
}) {
  const t = translator(locale, 'desk');
  const customer = wrong.customer ?? choice.customer;
  const errorOf = (name: keyof AuditChoice, key: 'wrongCustomer' | 'wrongDay' | 'wrongChoice') => {
    const text = wrong[name];
    return text === undefined ? undefined : t(key, { text });
  };
  return (
    <form
      action="/support/audit"
      autoComplete="off"
      className="no-print mb-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-3"
    >
      <Field name="actor" label={t('filterActor')} error={errorOf('actor', 'wrongChoice')}>
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
      <Field name="action" label={t('filterAction')} error={errorOf('action', 'wrongChoice')}>
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
      <Field name="customer" label={t('filterCustomer')} error={errorOf('customer', 'wrongCustomer')}>
        {(wiring) => <Input {...wiring} key={customer} defaultValue={customer} spellCheck={false} />}
      </Field>
      <Field name="from" label={t('filterFrom')} error={errorOf('from', 'wrongDay')}>
        {(wiring) => <Input {...wiring} key={choice.from} type="date" defaultValue={choice.from} />}
      </Field>
      <Field name="to" label={t('filterTo')} error={errorOf('to', 'wrongDay')}>
        {(wiring) => <Input {...wiring} key={choice.to} type="date" defaultValue={choice.to} />}
      </Field>
      <div className="flex items-end">
        <Button type="submit">{t('filterApply')}</Button>
      </div>
    </form>
  );
}
