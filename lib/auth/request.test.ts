import { expect, test } from 'vitest';
import { addressBlock } from './client-address.ts';
import { readCookie, setCookie } from './cookies.ts';
import { pageAddress, safeNextPath, signInPath } from './next-path.ts';
import { sessionCookie } from './session-token.ts';

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['::1', '::/64'],
  ['6.6.6.6, 192.0.2.1', '192.0.2.0/24'],
  ['unknown, 10.0.0.1 ', '10.0.0.0/24'],
  ['not an address', 'unknown'],
  ['', 'unknown'],
])('%s is of the block %s', (forwarded, block) => {
  expect(addressBlock(new Headers({ 'x-forwarded-for': forwarded }))).toBe(block);
});

test('without the header there is one block for all', () => {
  expect(addressBlock(new Headers())).toBe('unknown');
});

test.each(['/overview', '/history?status=failed&from=2026-11-01', '/top-up#form', '/a%2F%2Fb'])(
  '%s is a path of ours',
  (path) => {
    expect(safeNextPath(path)).toBe(path);
  },
);

test.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  'overview',
  '',
  '/a\\b',
  '/\u3002evil',
  `/${'x'.repeat(1000)}`,
  null,
  undefined,
])('%j leads nowhere', (path) => {
  expect(safeNextPath(path)).toBeUndefined();
  expect(signInPath(path ?? undefined)).toBe('/sign-in');
});

test('the sign-in page leads back', () => {
  expect(signInPath('/history?page=2')).toBe('/sign-in?next=%2Fhistory%3Fpage%3D2');
});

test.each([
  ['https://app.example/statement?month=2026-10', '/statement?month=2026-10'],
  ['https://app.example/refunds/019ac0de', '/refunds/019ac0de'],
  ['https://app.example/history?next=//evil.example', '/history?next=//evil.example'],
  ['https://app.example/history?id=\\evil', '/history'],
  [`https://app.example/history?id=${'x'.repeat(1000)}`, '/history'],
])('whoever opened %s comes back to %s', (opened, address) => {
  expect(signInPath(pageAddress(new URL(opened)))).toBe(`/sign-in?next=${encodeURIComponent(address)}`);
});

test.each(['https://app.example//evil.example', 'https://app.example//evil.example?a=b'])(
  'nobody is led to another site by having opened %s',
  (opened) => {
    expect(signInPath(pageAddress(new URL(opened)))).toBe('/sign-in');
  },
);

test('a cookie is found by its whole name', () => {
  const headers = new Headers({
    cookie: 'xdepicta.session=no; depicta.session.0=no;depicta.session=yes=1; a',
  });
  expect(readCookie(headers, 'depicta.session')).toBe('yes=1');
  expect(readCookie(headers, 'session')).toBeUndefined();
  expect(readCookie(new Headers(), 'depicta.session')).toBeUndefined();
});

test('a session’s cookie is out of reach of scripts and of other sites', () => {
  expect(setCookie(sessionCookie('https://app.depicta.example'), 'abc', 60)).toBe(
    '__Host-depicta.session=abc; Path=/; Max-Age=60; SameSite=Lax; HttpOnly; Secure',
  );
  expect(setCookie(sessionCookie('http://localhost:3000'), '', 0)).toBe(
    'depicta.session=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly',
  );
});
