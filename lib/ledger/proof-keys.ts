import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

/** What the proof is made with. None of it is in the database. */
export type ProofKeys = {
  keyId: string;
  /** SPKI, DER, base64: what customers check signatures with. */
  publicKey: string;
  privateKey: KeyObject;
  /** Keys the tags of single facts. */
  tagKey: KeyObject;
};

/**
 * Reads the setting `PROOF_SIGNING_KEY`: an Ed25519 private key, PKCS #8, DER, base64.
 *
 * @throws {TypeError} when it is no such key
 */
export function proofKeys(setting: string): ProofKeys {
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey({ key: Buffer.from(setting, 'base64'), format: 'der', type: 'pkcs8' });
  } catch {
    throw new TypeError('The signing key of the proof is not PKCS #8 in base64');
  }
  if (privateKey.asymmetricKeyType !== 'ed25519')
    throw new TypeError('The signing key of the proof is not Ed25519');
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
  // Not of the setting: what may be written in two ways would be one key with two kinds of tags.
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  const tagKey = createSecretKey(createHash('sha256').update('depicta tags 1\n').update(der).digest());
  return { keyId: keyIdOf(publicKey), publicKey, privateKey, tagKey };
}

/** Public keys by their names. */
export function publicKeysById(publicKeys: readonly string[]): Map<string, string> {
  return new Map(publicKeys.map((key) => [keyIdOf(key), key]));
}

/** A public key's name: the beginning of its SHA-256. */
function keyIdOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);
}

export function signText(keys: ProofKeys, text: string): Buffer {
  return sign(null, Buffer.from(text), keys.privateKey);
}

/** Whether a text was signed with the private half of a public key; false for what is no key at all. */
export function isSigned(publicKey: string, text: string, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, signature);
  } catch {
    return false;
  }
}
