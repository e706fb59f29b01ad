import { expect, test, vi } from 'vitest';
import { judge } from './wall.ts';

const OWN = 'https://app.depicta.example';

/** Method, `Next-Action`, `Origin`, whether signed in, verdict. */
const table: [string, string | null, string | null, boolean, string][] = [
  ['GET', null, null, false, 'pass'],
  ['HEAD', null, null, false, 'pass'],
  ['GET', null, 'https://evil.example', false, 'pass'],
  ['GET', 'abc', null, false, 'signed_out'],
  ['GET', '', null, false, 'signed_out'],
  ['HEAD', 'abc', null, false, 'signed_out'],
  ['POST', 'abc', OWN, false, 'signed_out'],
  ['POST', '', OWN, false, 'signed_out'],
  ['POST', null, OWN, false, 'signed_out'],
  ['POST', null, null, false, 'signed_out'],
  ['PUT', null, OWN, false, 'signed_out'],
  ['PATCH', 'abc', OWN, false, 'signed_out'],
  ['DELETE', null, OWN, false, 'signed_out'],
  ['OPTIONS', null, OWN, false, 'signed_out'],
  ['post', null, OWN, false, 'signed_out'],
  ['POST', 'abc', 'https://evil.example', true, 'wrong_origin'],
  ['POST', 'abc', 'null', true, 'wrong_origin'],
  ['POST', null, 'https://evil.example', true, 'wrong_origin'],
  ['POST', 'abc', `${OWN}.evil.example`, false, 'wrong_origin'],
  ['POST', 'abc', OWN, true, 'pass'],
  ['POST', null, OWN, true, 'pass'],
  ['POST', 'abc', null, true, 'pass'],
];

test.each(table)(
  '%s, action %j, origin %j, signed in %s: %s',
  async (method, actionHeader, origin, live, verdict) => {
    const isSignedIn = vi.fn(async () => live);
    expect(await judge({ method, actionHeader, origin, ownOrigin: OWN, isSignedIn })).toBe(verdict);
  },
);

test('a plain read asks the database nothing', async () => {
  const isSignedIn = vi.fn(async () => true);
  await judge({ method: 'GET', actionHeader: null, origin: null, ownOrigin: OWN, isSignedIn });
  expect(isSignedIn).not.toHaveBeenCalled();
});
