import { expect, test } from 'vitest';
import { readChoice, spanOf, statementHref } from './address.ts';

const at = new Date('2026-11-30T12:00:00Z');
const read = (href: string) => readChoice(Object.fromEntries(new URL(href, 'http://x').searchParams), at);

test.each([
  '/statement',
  '/statement?kind=charge',
  '/statement?month=2026-11&kind=hold',
  '/statement?as_of=2026-11-22T12%3A00%3A00.000Z&kind=top_up',
])('%s is the filter: what is chosen comes back as it was', (href) => {
  expect(statementHref(read(href))).toBe(href);
  expect(read(statementHref(read(href), '17')).before).toBe(17n);
});

test.each(['kind=wallet', 'month=2026-13', 'month=2026-12', 'as_of=soon', 'kind=hold&month=x'])(
  '%s asks for what there is not, and is said to',
  (query) => {
    expect(read(`/statement?${query}`)).toMatchObject({ isWrong: true });
  },
);

test('an empty field asks for nothing, and a page that there cannot be for the first', () => {
  expect(read('/statement?kind=&month=&as_of=&before=-1')).toEqual({ isWrong: false });
  expect(readChoice({ kind: ['hold', 'charge'] }, at).isWrong).toBe(true);
});

test('a month says by itself when it ends', () => {
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
