import type { HistoryChoice } from '#components/history/filter-form.tsx';
import { JOB_STATUSES, type JobStatus } from '#lib/contracts/job.ts';
import { isWithinReach, wordParameter } from '#lib/contracts/wire.ts';
import { idsBeginningWith, isUuid, type Uuid } from '#lib/core/ids.ts';
import type { JobFilter } from '#lib/generation/store.ts';

type Address = Record<string, string | string[] | undefined>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/**
 * Reads the history's filter from its address. What makes no sense is left out, never guessed at; days are UTC, the
 * last one included. What stands as an id and is none comes back as `wrongId`, to be said beside the field.
 */
export function readFilter(address: Address): {
  choice: HistoryChoice;
  filter: JobFilter;
  before: Uuid | undefined;
  wrongId: string | undefined;
} {
  const text = (name: string) => (typeof address[name] === 'string' ? address[name] : '');
  const status = JOB_STATUSES.find((each) => each === text('status'));
  const model = wordParameter.safeParse(text('model')).data ?? '';
  const from = dayOf(text('from'));
  const to = dayOf(text('to'));
  const before = text('before');
  const key = isUuid(text('key')) ? text('key') : '';
  const id = text('id').trim().slice(0, 40);
  const ids = idsBeginningWith(id);
  const dates = text('dates') === 'charge' ? ('charge' as const) : '';
  return {
    choice: {
      id: ids === undefined ? '' : id,
      status: status ?? '',
      model,
      key,
      dates,
      from: from?.text ?? '',
      to: to?.text ?? '',
    },
    filter: {
      ids,
      status: status as JobStatus | undefined,
      model: model === '' ? undefined : model,
      apiKeyId: key === '' ? undefined : key,
      datesOf: dates === '' ? undefined : dates,
      from: from && new Date(from.ms),
      to: to && new Date(to.ms + DAY_MS),
    },
    before: isUuid(before) ? before : undefined,
    wrongId: ids === undefined && id !== '' ? id : undefined,
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

function dayOf(text: string): { text: string; ms: number } | undefined {
  const ms = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return isWithinReach(new Date(ms)) ? { text, ms } : undefined;
}
