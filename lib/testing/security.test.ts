import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// docs/security.md names a test for what it promises: it is there, under that name.

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(root, 'docs/security.md'), 'utf8');
const named = [...text.matchAll(/`([\w./[\]()-]+\.(?:test|spec)\.tsx?)`:\s+"([^"]+)"/g)].map(
  ([, file, name]) => ({ file: file!, name: name! }),
);

test('docs/security.md speaks of every chapter, and openly of what is not met', () => {
  const chapters = [...text.matchAll(/^## V(\d+) /gm)].map(([, number]) => Number(number));
  expect(chapters).toEqual(Array.from({ length: 14 }, (_, i) => i + 1));
  expect(text.match(/^- Not met: /gm)!.length).toBeGreaterThan(3);
  for (const chapter of text.split(/^## /m).slice(1)) expect(chapter).toMatch(/\.(test|spec)\.tsx?`:/);
  expect(named.length).toBeGreaterThan(30);
});

test.each(named)('$file has the test "$name"', ({ file, name }) => {
  expect(existsSync(join(root, file))).toBe(true);
  expect(readFileSync(join(root, file), 'utf8')).toContain(`'${name}'`);
});
