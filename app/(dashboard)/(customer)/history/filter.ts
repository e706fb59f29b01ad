import { type Address, filterDays, filterFields } from '#app/filter-fields.ts';
import type { HistoryChoice, WrongChoice } from '#components/history/filter-form.tsx';
import { JOB_STATUSES } from '#lib/contracts/job.ts';
import { wordParameter } from '#lib/contracts/wire.ts';
import { idsBeginningWith, isUuid, type Uuid } from '#lib/core/ids.ts';
import type { JobFilter } from '#lib/generation/store.ts';

/**
 * Reads the history's filter from its address. Nothing is guessed at: while a field is wrong there is no filter, and so
 * nothing to list. Days are UTC, the last one included.
 *
 * @returns `wrong`: the fields that mean nothing, as they were written, to be said beside each
 */
export function readFilter(address: Address): {
  choice: HistoryChoice;
  filter: JobFilter | undefined;
  before: Uuid | undefined;
  wrong: WrongChoice;
} {
  const { read, wrong } = filterFields<keyof HistoryChoice>(address);
  const id = read('id', (text) => {
    const ids = idsBeginningWith(text);
    return ids && { text, ids };
  });
  const status = read('status', (text) => JOB_STATUSES.find((each) => each === text));
  const model = read('model', (text) => wordParameter.safeParse(text).data);
  const key = read('key', (text) => (isUuid(text) ? text : undefined));
  const dates = read('dates', (text) => (text === 'charge' ? text : undefined));
  const { days, span } = filterDays(read);
  const { before } = address;
  return {
    choice: {
      id: id?.text ?? '',
      status: status ?? '',
      model: model ?? '',
      key: key ?? '',
      dates: dates ?? '',
      ...days,
    },
    filter:
      Object.keys(wrong).length > 0
        ? undefined
        : {
            ...{ ids: id?.ids, status, model, apiKeyId: key, datesOf: dates },
            ...span,
          },
    before: typeof before === 'string' && isUuid(before) ? before : undefined,
    wrong,
  };
}

/** The address of the same filter, from a place in the list on. */
export function addressOf(choice: HistoryChoice, before?: Uuid, path = '/history'): string {
  const chosen = Object.entries({ ...choice, before: before ?? '' }).filter(([, value]) => value !== '');
  return chosen.length === 0 ? path : `${path}?${new URLSearchParams(chosen)}`;
}

/** The same filter, narrowed to a month or a day (UTC) that begins with `from`. */
export function narrowedTo(choice: HistoryChoice, by: 'month' | 'day', from: string): HistoryChoice {
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  const last = by === 'day' ? from : new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return {
    ...choice,
    from: choice.from > from ? choice.from : from,
    to: choice.to !== '' && choice.to < last ? choice.to : last,
  };
}
