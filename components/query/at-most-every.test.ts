import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atMostEvery } from './at-most-every.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('runs at once, then once for a burst, and never loses the last call', () => {
  const run = vi.fn();
  const { call } = atMostEvery(500, run);
  call();
  expect(run).toHaveBeenCalledTimes(1);
  for (let i = 0; i < 20; i++) call();
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(500);
  expect(run).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5_000);
  expect(run).toHaveBeenCalledTimes(2);
  call();
  expect(run).toHaveBeenCalledTimes(3);
});

it('drops a waiting call when cancelled', () => {
  const run = vi.fn();
  const { call, cancel } = atMostEvery(500, run);
  call();
  call();
  cancel();
  vi.advanceTimersByTime(5_000);
  expect(run).toHaveBeenCalledTimes(1);
});
