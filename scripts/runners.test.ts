import { expect, test } from 'vitest';
import { counted, summary } from './runners.ts';

const ended = { ok: false, output: '', elapsedMs: 1000 };

test('what failed is said once more before the last line, which is the sum', () => {
  const failures = [{ test: 'lib/a.test.ts › adds up', message: '\u001b[31mexpected 1 to be 2\u001b[39m' }];
  const { text, failed } = summary([
    counted('unit', ended, () => ({ passed: 3, failed: 1, failures })),
    { name: 'check', passed: 4, failed: 0, elapsedMs: 1 },
  ]);

  expect(text).toContain('FAILED lib/a.test.ts › adds up\n    expected 1 to be 2\n');
  expect(text.trimEnd().split('\n').at(-1)).toBe('7 passed, 1 failed');
  expect(failed).toBe(1);
});

test('a runner that leaves no report, or breaks without a failed test, counts as one failure', () => {
  const broken = counted('unit', ended, () => {
    throw new Error('no such file');
  });
  expect(broken).toMatchObject({ passed: 0, failed: 1 });
  expect(counted('unit', ended, () => ({ passed: 3, failed: 0, failures: [] })).failed).toBe(1);
});
