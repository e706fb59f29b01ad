import { expect, test } from 'vitest';
import { isUuid } from '#lib/core/ids.ts';
import { newRequestToken } from './request-token.ts';

test('each token is another, and of the form the server wants', () => {
  const tokens = Array.from({ length: 100 }, newRequestToken);
  expect(new Set(tokens).size).toBe(100);
  expect(tokens.every(isUuid)).toBe(true);
});
