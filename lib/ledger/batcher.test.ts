import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Batcher } from './batcher.ts';

type Job = { key: string; customer?: string; bad?: boolean };

/** A batcher of one customer's jobs (unless said otherwise) whose first batch stays under way until it is opened. */
function batching(options: { largest?: number } = {}) {
  const batches: string[][] = [];
  const first = Promise.withResolvers<void>();
  const batcher = new Batcher<Job, string>({
    customerOf: (job) => job.customer ?? 'a',
    keyOf: (job) => job.key,
    run: async (jobs) => {
      const place = batches.push(jobs.map((job) => job.key));
      if (place === 1) await first.promise;
      if (jobs.some((job) => job.bad)) throw new Error('bad item');
      return jobs.map((job) => `${job.key} in ${place}`);
    },
    ...options,
  });
  return { batcher, batches, open: first.resolve };
}

test('an item that finds nothing under way goes with the present turn; those that arrive meanwhile go together', async () => {
  const { batcher, batches, open } = batching();
  const first = batcher.submit({ key: 'a' });
  await nextTurn();
  expect(batches).toEqual([['a']]);
  const rest = ['b', 'c', 'd'].map((key) => batcher.submit({ key }));
  await nextTurn();
  expect(batches).toEqual([['a']]);
  open();
  expect(await Promise.all([first, ...rest])).toEqual(['a in 1', 'b in 2', 'c in 2', 'd in 2']);
});

test('what was answered together and comes again at once goes together again', async () => {
  const { batcher, batches, open } = batching();
  open();
  const client = async (name: string) => {
    for (let i = 0; i < 3; i += 1) await Promise.resolve().then(() => batcher.submit({ key: `${name}${i}` }));
  };
  await Promise.all(['a', 'b', 'c'].map(client));
  expect(batches).toEqual([0, 1, 2].map((i) => [`a${i}`, `b${i}`, `c${i}`]));
});

test('two items with one key never share a batch, and keep their order', async () => {
  const { batcher, batches, open } = batching();
  const results = ['a', 'a', 'b', 'a'].map((key) => batcher.submit({ key }));
  open();
  expect(await Promise.all(results)).toEqual(['a in 1', 'a in 2', 'b in 1', 'a in 3']);
  expect(batches).toEqual([['a', 'b'], ['a'], ['a']]);
});

test('a batch never grows beyond its size, and an item kept back keeps its place', async () => {
  const { batcher, batches, open } = batching({ largest: 3 });
  const results = Array.from({ length: 8 }, (_, i) => batcher.submit({ key: `${i}` }));
  open();
  await Promise.all(results);
  expect(batches).toEqual([
    ['0', '1', '2'],
    ['3', '4', '5'],
    ['6', '7'],
  ]);
});

test('batches of two lanes run side by side, and a customer’s items are all in one lane', async () => {
  const { batcher, batches, open } = batching();
  const waiting = batcher.submit({ key: 'a1', customer: 'a' });
  await nextTurn();
  // While a batch of the one lane is under way the other lane answers.
  expect(await batcher.submit({ key: 'b1', customer: 'b' })).toBe('b1 in 2');
  const behind = batcher.submit({ key: 'a2', customer: 'a' });
  await nextTurn();
  expect(batches).toEqual([['a1'], ['b1']]);
  open();
  expect(await Promise.all([waiting, behind])).toEqual(['a1 in 1', 'a2 in 3']);
});

test('an unexpected error reruns the batch one by one: only the bad item fails', async () => {
  const { batcher, open } = batching();
  open();
  const results = [
    batcher.submit({ key: 'good' }),
    batcher.submit({ key: 'bad', bad: true }),
    batcher.submit({ key: 'fine' }),
  ];
  expect((await Promise.allSettled(results)).map((result) => result.status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  await expect(batcher.submit({ key: 'later' })).resolves.toMatch(/later/);
});
