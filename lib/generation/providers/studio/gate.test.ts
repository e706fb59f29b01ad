import { expect, test } from 'vitest';
import { openGate } from './gate.ts';

/** Work that ends when told to. */
function task() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let started = false;
  return {
    work: () => {
      started = true;
      return promise;
    },
    started: () => started,
    finish: resolve,
    fail: reject,
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('no more work at once than there is room for, in the order it came, also after a failure', async () => {
  const gate = openGate(1);
  const [first, second, third] = [task(), task(), task()];
  const results = [first, second, third].map(({ work }) => gate(work).catch((error: Error) => error.message));
  await settled();
  expect([first, second, third].map(({ started }) => started())).toEqual([true, false, false]);
  first.fail(new Error('broken'));
  await settled();
  expect([second, third].map(({ started }) => started())).toEqual([true, false]);
  second.finish('second');
  third.finish('third');
  expect(await Promise.all(results)).toEqual(['broken', 'second', 'third']);
});

test('an aborted wait ends at once and leaves no hole in the queue', async () => {
  const gate = openGate(1);
  const [first, second, third] = [task(), task(), task()];
  const stop = new AbortController();
  const running = gate(first.work);
  const waiting = gate(second.work, stop.signal);
  const last = gate(third.work);
  stop.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
  await expect(gate(second.work, stop.signal)).rejects.toThrow('stopped');
  first.finish('first');
  third.finish('third');
  expect(await Promise.all([running, last])).toEqual(['first', 'third']);
  expect(second.started()).toBe(false);
});
