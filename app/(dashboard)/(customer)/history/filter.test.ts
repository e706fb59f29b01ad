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
  expect(filter?.ids).toEqual({
    first: '019ac0de-0000-7000-0000-000000000000',
    last: '019ac0de-0000-70ff-ffff-ffffffffffff',
  });
  expect(filter?.from?.toISOString()).toBe('2026-11-01T00:00:00.000Z');
  expect(filter?.to?.toISOString()).toBe('2026-11-23T00:00:00.000Z');
  expect(readFilter(Object.fromEntries(new URL(`http://x${addressOf(choice, JOB)}`).searchParams))).toEqual({
    ...readFilter(address),
    before: JOB,
  });
});

const NOTHING = { id: '', status: '', model: '', key: '', dates: '', from: '', to: '' };

test('whatever makes no sense is named, field by field, and then there is no filter at all', () => {
  const nonsense = {
    id: '019ac0d',
    status: 'done',
    key: 'mine',
    dates: 'birth',
    from: '2026-13-45',
    to: 'yesterday',
    model: 'x'.repeat(200),
  };
  const { choice, filter, wrong } = readFilter(nonsense);
  expect(wrong).toEqual({ ...nonsense, model: 'x'.repeat(60) });
  expect(filter).toBeUndefined();
  expect(choice).toEqual(NOTHING);
  expect(addressOf(choice)).toBe('/history');
});

test.each([
  ['status', 'done'],
  ['model', '\u0000'],
  ['model', ['a', 'b']],
  ['status', ['failed', 'completed']],
  ['key', `${KEY}0`],
  ['dates', 'birth'],
  ['from', '0000-01-01'],
  ['to', '9999-12-31'],
])('a single wrong %s, %j, is enough to list nothing', (name, value) => {
  const { filter, wrong } = readFilter({ id: JOB, [name]: value });
  expect(filter).toBeUndefined();
  expect(Object.keys(wrong)).toEqual([name]);
});

test('an empty field is no filter, and a place in the list that makes no sense is the beginning', () => {
  const { choice, filter, before, wrong } = readFilter({ id: ' ', status: '', before: "1' OR '1" });
  expect({ choice, before, wrong }).toEqual({ choice: NOTHING, before: undefined, wrong: {} });
  expect(Object.values(filter ?? { none: true }).every((value) => value === undefined)).toBe(true);
});

test.each(['lighthouse', '019ac0d', '019ac0de-0000-7000-8000-0000000000011', "019ac0de' OR"])(
  '%j is no beginning of an id, and is said to be none',
  (id) => {
    expect(readFilter({ id })).toMatchObject({ wrong: { id: id.slice(0, 40) }, choice: { id: '' } });
    expect(readFilter({ id }).filter).toBeUndefined();
  },
);

test('a filter is narrowed to a month or a day, never widened', () => {
  const { choice } = readFilter({ model: 'studio-scene', from: '2026-11-05', to: '2026-12-20' });
  expect(narrowedTo(choice, 'month', '2026-11-01')).toMatchObject({ from: '2026-11-05', to: '2026-11-30' });
  expect(narrowedTo(choice, 'month', '2026-12-01')).toMatchObject({ from: '2026-12-01', to: '2026-12-20' });
  expect(narrowedTo(choice, 'day', '2026-12-09')).toMatchObject({ from: '2026-12-09', to: '2026-12-09' });
  expect(narrowedTo(readFilter({}).choice, 'month', '2028-02-01')).toMatchObject({ to: '2028-02-29' });
});
