import { expect, test } from 'vitest';
import { DepictaError, InvariantError } from './errors.ts';

class Narrower extends DepictaError {}

test('a refusal thrown by another copy of the module is known as one', async () => {
  const copy = (await import(`${'./errors.ts'}?copy`)) as typeof import('./errors.ts');
  expect(copy.DepictaError).not.toBe(DepictaError);
  const refusal = new copy.DepictaError('credit_insufficient', 'EUR 0.10 is missing.');
  expect(refusal instanceof DepictaError).toBe(true);
  expect(new DepictaError('gone', 'Gone.') instanceof copy.DepictaError).toBe(true);
});

test('only a refusal is one, and only what was made narrower is the narrower kind', () => {
  const refusal = new DepictaError('gone', 'Gone.');
  expect(refusal instanceof Error).toBe(true);
  expect(refusal instanceof Narrower).toBe(false);
  expect(new Narrower('gone', 'Gone.') instanceof Narrower).toBe(true);
  expect(new Narrower('gone', 'Gone.') instanceof DepictaError).toBe(true);
  for (const other of [
    new InvariantError('broken'),
    new Error('other'),
    { code: 'gone' },
    null,
    undefined,
    'gone',
  ])
    expect(other instanceof DepictaError).toBe(false);
});

test('the mark is not part of what is logged or sent', () => {
  const refusal = new DepictaError('gone', 'Gone.');
  expect(Reflect.ownKeys(refusal).filter((key) => typeof key === 'symbol')).toEqual([]);
  expect(Object.keys(refusal).sort()).toEqual(['code', 'details', 'isReplay', 'name', 'retryAfterSeconds']);
});
