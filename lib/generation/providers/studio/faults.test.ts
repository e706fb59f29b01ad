import { expect, test } from 'vitest';
import { readFaults } from './faults.ts';

test('markers are read and taken out of the prompt; several delays add up', () => {
  expect(readFaults('a cat [[slow:5s]] and [[SLOW:250ms]] a dog [[malformed]]')).toEqual({
    prompt: 'a cat   and   a dog  ',
    fails: undefined,
    malformed: true,
    delayMs: 5250,
  });
  expect(readFaults('[[fail]]').fails).toBe('once and for all');
  expect(readFaults('[[fail:retryable]]').fails).toBe('for now');
});

test('what only looks like a marker stays', () => {
  const prompt = '[fail] [[slow]] [[failure]] [[slow:5]]';
  expect(readFaults(prompt)).toEqual({ prompt, fails: undefined, malformed: false, delayMs: 0 });
});
