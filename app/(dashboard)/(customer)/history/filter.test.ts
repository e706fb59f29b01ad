import { expect, test } from 'vitest';
import { addressOf, narrowedTo, readFilter } from './filter.ts';

const KEY = '019ac0de-0000-7000-8000-000000000002';
const JOB = '019ac0de-0000-7000-8000-000000000001';

test('the address is the filter: what is chosen comes back as it was, the last day included', () => {
  const address = {
    id: '019AC0DE-0000-70',
    status: 'failed',
    model: 'studio-scene',
    key: KEY,
    dates: 'charge',
    from: '2026-11-01',
    to: '2026-11-22',
  };
  const { choice, filter } = readFilter(address);
  expect(choice).toEqual(address);
  expect(filter).toMatchObject({ apiKeyId: KEY, datesOf: 'charge' });
  expect(filter.ids).toEqual({
    first: '019ac0de-0000-7000-0000-000000000000',
    last: '019ac0de-0000-70ff-ffff-ffffffffffff',
  });
  expect(filter.from?.toISOString()).toBe('2026-11-01T00:00:00.000Z');
  expect(filter.to?.toISOString()).toBe('2026-11-23T00:00:00.000Z');
  expect(readFilter(Object.fromEntries(new URL(`http://x${addressOf(choice, JOB)}`).searchParams))).toEqual({
    ...readFilter(address),
    before: JOB,
  });
});

test('what makes no sense is left out, and nothing breaks', () => {
  const nonsense = {
    id: '019ac0d',
    status: 'done',
    key: 'mine',
    dates: 'birth',
    from: '2026-13-45',
    to: 'yesterday',
    before: "1' OR '1",
    model: ['a', 'b'],
  };
  expect(readFilter({ from: '0000-01-01', to: '9999-12-31', model: '\u0000' }).choice).toEqual({
    id: '',
    status: '',
    model: '',
    key: '',
    dates: '',
    from: '',
    to: '',
  });
  const { choice, filter, before, wrongId } = readFilter(nonsense);
  expect(wrongId).toBe('019ac0d');
  expect(choice).toEqual({ id: '', status: '', model: '', key: '', dates: '', from: '', to: '' });
  expect(Object.values(filter).every((value) => value === undefined)).toBe(true);
  expect(before).toBeUndefined();
  expect(addressOf(choice)).toBe('/history');
});

test.each(['lighthouse', '019ac0d', '019ac0de-0000-7000-8000-0000000000011', "019ac0de' OR"])(
  '%j is no beginning of an id, and is said to be none',
  (id) => {
    expect(readFilter({ id })).toMatchObject({ wrongId: id.slice(0, 40), choice: { id: '' } });
    expect(readFilter({ id }).filter.ids).toBeUndefined();
  },
);

test('a filter is narrowed to a month or a day, never widened', () => {
  const { choice } = readFilter({ model: 'studio-scene', from: '2026-11-05', to: '2026-12-20' });
  expect(narrowedTo(choice, 'month', '2026-11-01')).toMatchObject({ from: '2026-11-05', to: '2026-11-30' });
  expect(narrowedTo(choice, 'month', '2026-12-01')).toMatchObject({ from: '2026-12-01', to: '2026-12-20' });
  expect(narrowedTo(choice, 'day', '2026-12-09')).toMatchObject({ from: '2026-12-09', to: '2026-12-09' });
  expect(narrowedTo(readFilter({}).choice, 'month', '2028-02-01')).toMatchObject({ to: '2028-02-29' });
});
