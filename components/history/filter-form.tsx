import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { JOB_STATUSES } from '#lib/contracts/job.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { jobStatusLabel } from './job-status.tsx';

/** What is chosen, as it stands in the address. */
export interface HistoryChoice {
  status: string;
  model: string;
  from: string;
  to: string;
}

/** The filter of the history: a plain form, so that the address is the filter and works without scripts. */
export function FilterForm({
  choice,
  models,
  locale,
}: {
  choice: HistoryChoice;
  models: readonly string[];
  locale: Locale;
}) {
  const t = translator(locale, 'history');
  return (
    <form
      action="/history"
      className="no-print mb-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1fr_1fr_auto]"
    >
      <Field name="status" label={t('filterStatus')}>
        {(wiring) => (
          <Select {...wiring} key={choice.status} defaultValue={choice.status}>
            <option value="">{t('filterAny')}</option>
            {JOB_STATUSES.map((status) => (
              <option key={status} value={status}>
                {jobStatusLabel(status, locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field name="model" label={t('filterModel')}>
        {(wiring) => (
          <Select {...wiring} key={choice.model} defaultValue={choice.model}>
            <option value="">{t('filterAny')}</option>
            {models.map((model) => (
              <option key={model} value={model}>
                {model}
              </option>
            ))}
          </Select>
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
