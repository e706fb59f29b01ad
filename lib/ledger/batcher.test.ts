import { expect, test } from 'vitest';
import { Batcher } from './batcher.ts';

type Job = { key: string; bad?: boolean };

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

test('an item that finds nothing under way goes at once, alone; those that arrive meanwhile go together', async () => {
  const batches: string[][] = [];
  const first = gate();
  const batcher = new Batcher<Job, string>({
    keyOf: (job) => job.key,
    run: async (jobs) => {
      batches.push(jobs.map((job) => job.key));
      if (batches.length === 1) await first.opened;
      return jobs.map((job) => `done ${job.key}`);
    },
  });
  const results = ['a', 'b', 'c', 'd'].map((key) => batcher.submit({ key }));
  expect(batches).toEqual([['a']]);
  first.open();
  expect(await Promise.all(results)).toEqual(['done a', 'done b', 'done c', 'done d']);
  expect(batches).toEqual([['a'], ['b', 'c', 'd']]);
});

test('two items with one key never share a batch, and keep their order', async () => {
  const batches: string[][] = [];
  const first = gate();
  const batcher = new Batcher<Job, number>({
    keyOf: (job) => job.key,
    run: async (jobs) => {
      batches.push(jobs.map((job) => job.key));
      if (batches.length === 1) await first.opened;
      return jobs.map(() => batches.length);
    },
  });
  const results = ['x', 'a', 'a', 'b', 'a'].map((key) => batcher.submit({ key }));
  first.open();
  expect(await Promise.all(results)).toEqual([1, 2, 3, 2, 4]);
  expect(batches).toEqual([['x'], ['a', 'b'], ['a'], ['a']]);
});

test('a batch never grows beyond its size, and an item kept back keeps its place', async () => {
  const sizes: number[] = [];
  const first = gate();
  const batcher = new Batcher<Job, string>({
    keyOf: (job) => job.key,
    largest: 3,
    run: async (jobs) => {
      sizes.push(jobs.length);
      if (sizes.length === 1) await first.opened;
      return jobs.map((job) => job.key);
    },
  });
  const results = Array.from({ length: 8 }, (_, i) => batcher.submit({ key: `${i}` }));
  first.open();
  expect(await Promise.all(results)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  expect(sizes).toEqual([1, 3, 3, 1]);
});

test('an unexpected error reruns the batch one by one: only the bad item fails', async () => {
  const first = gate();
  let calls = 0;
  const batcher = new Batcher<Job, string>({
    keyOf: (job) => job.key,
    run: async (jobs) => {
      calls += 1;
      if (calls === 1) await first.opened;
      if (jobs.some((job) => job.bad)) throw new Error('bad item');
      return jobs.map((job) => job.key);
    },
  });
  const results = [
    batcher.submit({ key: 'first' }),
    batcher.submit({ key: 'good' }),
    batcher.submit({ key: 'bad', bad: true }),
    batcher.submit({ key: 'fine' }),
  ];
  first.open();
  expect((await Promise.allSettled(results)).map((result) => result.status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  await expect(batcher.submit({ key: 'later' })).resolves.toBe('later');
});
