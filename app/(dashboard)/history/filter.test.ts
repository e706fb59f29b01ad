import { expect, test } from 'vitest';
import { addressOf, readFilter } from './filter.ts';

const KEY = '019ac0de-0000-7000-8000-000000000002';
const JOB = '019ac0de-0000-7000-8000-000000000001';

test('the address is the filter: what is chosen comes back as it was, the last day included', () => {
  const address = {
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
  expect(filter.from?.toISOString()).toBe('2026-11-01T00:00:00.000Z');
  expect(filter.to?.toISOString()).toBe('2026-11-23T00:00:00.000Z');
  expect(readFilter(Object.fromEntries(new URL(`http://x${addressOf(choice, JOB)}`).searchParams))).toEqual({
    ...readFilter(address),
    before: JOB,
  });
});

test('what makes no sense is left out, and nothing breaks', () => {
  const nonsense = {
    status: 'done',
    key: 'mine',
    dates: 'birth',
    from: '2026-13-45',
    to: 'yesterday',
    before: "1' OR '1",
    model: ['a', 'b'],
  };
  expect(readFilter({ from: '0000-01-01', to: '9999-12-31', model: '\u0000' }).choice).toEqual({
    status: '',
    model: '',
    key: '',
    dates: '',
    from: '',
    to: '',
  });
  const { choice, filter, before } = readFilter(nonsense);
  expect(choice).toEqual({ status: '', model: '', key: '', dates: '', from: '', to: '' });
  expect(Object.values(filter).every((value) => value === undefined)).toBe(true);
  expect(before).toBeUndefined();
  expect(addressOf(choice)).toBe('/history');
});
