import { expect, test } from 'vitest';
import { readChoice, spanOf, statementHref } from './address.ts';

const read = (href: string) => readChoice(Object.fromEntries(new URL(href, 'http://x').searchParams));

test.each([
  '/statement',
  '/statement?kind=charge',
  '/statement?month=2026-11&kind=hold',
  '/statement?as_of=2026-11-22T12%3A00%3A00.000Z&kind=top_up',
])('%s is the filter: what is chosen comes back as it was', (href) => {
  expect(statementHref(read(href))).toBe(href);
  expect(read(statementHref(read(href), '17')).before).toBe(17n);
});

test('what makes no sense is left out, and a month says by itself when it ends', () => {
  expect(read('/statement?kind=wallet&month=2026-13&as_of=soon&before=-1')).toEqual({});
  const november = read('/statement?month=2026-11&as_of=2026-11-02T00:00:00Z');
  expect(november.asOf).toBeUndefined();
  expect(spanOf(november)).toMatchObject({ to: new Date('2026-12-01T00:00:00Z') });
});

test('what was recorded at an instant counts as recorded by it', () => {
  expect(spanOf(read('/statement?as_of=2026-11-22T12:00:00.000Z&kind=charge'))).toEqual({
    kind: 'charge',
    to: new Date('2026-11-22T12:00:00.001Z'),
  });
});
