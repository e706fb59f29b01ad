import { expect, test } from 'vitest';
import { titleOf } from './title.ts';

test('a prompt of up to 4000 signs is a title of at most a few lines, cut between signs', () => {
  expect(titleOf('a stone bridge')).toBe('a stone bridge');
  expect(titleOf('x'.repeat(160))).toBe('x'.repeat(160));
  expect(titleOf(`${'x'.repeat(159)} ${'y'.repeat(3840)}`)).toBe(`${'x'.repeat(159)}…`);
  expect(titleOf('🌉'.repeat(2000))).toBe(`${'🌉'.repeat(160)}…`);
});
