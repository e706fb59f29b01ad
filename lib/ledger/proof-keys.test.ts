import { createHash, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { TEST_SIGNING_KEY } from '#lib/testing/signing-key.ts';
import { isSigned, proofKeys, publicKeysById, signText } from './proof-keys.ts';

test('a setting that is no Ed25519 key is refused by what it is not, and never shown', () => {
  expect(() => proofKeys('no key at all')).toThrow('is not PKCS #8 in base64');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const setting = rsa.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  expect(() => proofKeys(setting)).toThrow('is not Ed25519');
});

test('one key makes one kind of tags, however its setting is written', () => {
  const written = Buffer.concat([Buffer.from(TEST_SIGNING_KEY, 'base64'), Buffer.of(0)]).toString('base64');
  const [keys, same] = [proofKeys(TEST_SIGNING_KEY), proofKeys(written)];
  expect([same.keyId, same.tagKey.equals(keys.tagKey)]).toEqual([keys.keyId, true]);
  // Of the 48 bytes that it has been made of since the first seal.
  const first = createHash('sha256')
    .update('depicta tags 1\n')
    .update(Buffer.from(TEST_SIGNING_KEY, 'base64'))
    .digest();
  expect(keys.tagKey.export()).toEqual(first);
});

test('only the text that was signed, by that key, counts as signed; what is no key signs nothing', () => {
  const keys = proofKeys(TEST_SIGNING_KEY);
  const signature = signText(keys, 'a head');
  expect(isSigned(keys.publicKey, 'a head', signature)).toBe(true);
  expect(isSigned(keys.publicKey, 'another head', signature)).toBe(false);
  expect(isSigned('no key at all', 'a head', signature)).toBe(false);
  expect([...publicKeysById([keys.publicKey])]).toEqual([[keys.keyId, keys.publicKey]]);
});
