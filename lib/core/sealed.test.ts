import { expect, test } from 'vitest';
import { seal, unseal } from './sealed.ts';

const secret = 'a-secret-of-more-than-thirty-two-characters';

test('what was sealed opens with the same secret for the same purpose, and for nothing else', () => {
  const sealed = seal('203.0.113.0/24', secret, 'sign-in');
  expect(sealed).not.toContain('203');
  expect(unseal(sealed, secret, 'sign-in')).toBe('203.0.113.0/24');
  expect(unseal(sealed, `${secret}!`, 'sign-in')).toBeUndefined();
  expect(unseal(sealed, secret, 'another')).toBeUndefined();
});

test('no two sealed texts look alike, and none that was touched opens', () => {
  const [one, two] = [seal('', secret, 'sign-in'), seal('', secret, 'sign-in')];
  expect(one).not.toBe(two);
  expect(unseal(one, secret, 'sign-in')).toBe('');
  const touched = Buffer.from(seal('abc', secret, 'sign-in'), 'base64url');
  touched[14]! ^= 1;
  for (const text of [touched.toString('base64url'), 'short', '', one.slice(0, -1)])
    expect(unseal(text, secret, 'sign-in')).toBeUndefined();
});
