import { operationLabel } from '#components/pricing/operation-label.ts';
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
  /** The beginning of a job's id. */
  id: string;
  status: string;
  model: string;
  /** The id of an API key. */
  key: string;
  /** What the days are of: the request, or the charge. */
  dates: 'charge' | '';
  from: string;
  to: string;
}

/** What was asked for and means nothing, by its field. */
export type WrongChoice = Partial<Record<keyof HistoryChoice, string>>;

/** The filter of the history: a plain form, so that the address is the filter and works without scripts. */
export function FilterForm({
  choice,
  wrong,
  models,
  operations,
  keys,
  locale,
}: {
  choice: HistoryChoice;
  wrong: WrongChoice;
  models: readonly string[];
  operations: readonly string[];
  keys: readonly { id: string; name: string; last4: string }[];
  locale: Locale;
}) {
  const t = translator(locale, 'history');
  const id = wrong.id ?? choice.id;
  const errorOf = (name: keyof HistoryChoice, key: 'wrongId' | 'wrongDay' | 'wrongChoice') => {
    const text = wrong[name];
    return text === undefined ? undefined : t(key, { text });
  };
  return (
    <form
      action="/history"
      autoComplete="off"
      className="no-print mb-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-4"
    >
      <Field name="id" label={t('filterId')} error={errorOf('id', 'wrongId')}>
        {(wiring) => (
          <Input {...wiring} key={id} type="search" defaultValue={id} spellCheck={false} maxLength={40} />
        )}
      </Field>
      <Field name="status" label={t('filterStatus')} error={errorOf('status', 'wrongChoice')}>
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
      <Field name="model" label={t('filterModel')} error={errorOf('model', 'wrongChoice')}>
        {(wiring) => (
          <Select {...wiring} key={choice.model} defaultValue={choice.model}>
            <option value="">{t('filterAny')}</option>
            <Unlisted value={choice.model} listed={[...models, ...operations]} />
            <optgroup label={t('filterModels')}>
              {models.map((model) => (
                <option key={model} value={model}>
                  {model}
                </option>
              ))}
            </optgroup>
            <optgroup label={t('filterOperations')}>
              {operations.map((operation) => (
                <option key={operation} value={operation}>
                  {operationLabel(operation, locale)}
                </option>
              ))}
            </optgroup>
          </Select>
        )}
      </Field>
      {(keys.length > 0 || choice.key !== '' || wrong.key !== undefined) && (
        <Field name="key" label={t('filterKey')} error={errorOf('key', 'wrongChoice')}>
          {(wiring) => (
            <Select {...wiring} key={choice.key} defaultValue={choice.key}>
              <option value="">{t('filterAny')}</option>
              <Unlisted value={choice.key} listed={keys.map((key) => key.id)} />
              {keys.map(({ id, name, last4 }) => (
                <option key={id} value={id}>
                  {`${name} …${last4}`}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Field name="dates" label={t('filterDates')} error={errorOf('dates', 'wrongChoice')}>
        {(wiring) => (
          <Select {...wiring} key={choice.dates} defaultValue={choice.dates}>
            <option value="">{t('datesRequest')}</option>
            <option value="charge">{t('datesCharge')}</option>
          </Select>
        )}
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

/** What the address asks for stands in its list even where nothing goes by that name: the form shows what is filtered by. */
function Unlisted({ value, listed }: { value: string; listed: readonly string[] }) {
  return value === '' || listed.includes(value) ? null : <option value={value}>{value}</option>;
}
