import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base32, codeOf, newSecret, otpauthUrl, stepAt, stepOf } from './totp.ts';

/** The secret of the RFCs' test vectors. */
const SECRET = base32(Buffer.from('12345678901234567890'));

// RFC 6238, appendix B, the rows of SHA-1: theirs have eight digits, of which six are these last.
test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('at second %i the code is that of RFC 6238', (seconds, eight) => {
  const at = new Date(seconds * 1000);
  expect(codeOf(SECRET, stepAt(at))).toBe(eight.slice(2));
  expect(stepOf(SECRET, eight.slice(2), at)).toBe(stepAt(at));
});

// RFC 4226, appendix D.
test('the codes of the first ten counters are those of RFC 4226', () => {
  const codes = Array.from({ length: 10 }, (_, counter) => codeOf(SECRET, counter));
  expect(codes).toEqual([
    ...['755224', '287082', '359152', '969429', '338314'],
    ...['254676', '287922', '162583', '399871', '520489'],
  ]);
});

test('base32 is that of RFC 4648', () => {
  expect(SECRET).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(base32(Buffer.from('fooba'))).toBe('MZXW6YTB');
});

test('a secret has 160 bits, and no two are alike', () => {
  const secrets = Array.from({ length: 100 }, newSecret);
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(new Set(secrets).size).toBe(100);
});

test('a code is good in its step and in the one before and after, and at no other time', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1000, max: 5_000_000_000 }),
      fc.integer({ min: -4, max: 4 }),
      (second, off) => {
        const at = new Date(second * 1000);
        const step = stepAt(at) + off;
        const found = stepOf(SECRET, codeOf(SECRET, step), at);
        // Two steps may happen to have one code: then it is the nearer one's.
        if (Math.abs(off) <= 1) expect(codeOf(SECRET, found!)).toBe(codeOf(SECRET, step));
        else if (found !== undefined) expect(codeOf(SECRET, found)).toBe(codeOf(SECRET, step));
      },
    ),
  );
  expect(stepOf(SECRET, codeOf(SECRET, 42), new Date(44 * 30_000))).toBeUndefined();
  for (const wrong of ['', '7552241', '75522', 'abcdef', '７５５２２４'])
    expect(stepOf(SECRET, wrong, new Date(44 * 30_000))).toBeUndefined();
});

test('the link for apps names us, the person and the secret', () => {
  expect(otpauthUrl('ABC', { issuer: 'Depicta', email: 'a b@example.com' })).toBe(
    'otpauth://totp/Depicta:a%20b%40example.com?secret=ABC&issuer=Depicta',
  );
});
