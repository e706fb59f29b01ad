import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a demo needs to keep to itself, and to keep over a restart. */
export type Secrets = {
  authSecret: string;
  filesSecret: string;
  secondFactorSecret: string;
  proofSigningKey: string;
  appDatabasePassword: string;
  paddleApiKey: string;
  paddleClientToken: string;
  paddleWebhookSecret: string;
};

/** Reads the secrets of a demo, inventing those that are not there yet. The file is for its owner only. */
export function keptSecrets(path: string): Secrets {
  const known = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Partial<Secrets>) : {};
  const secrets: Secrets = {
    authSecret: token(32),
    filesSecret: token(32),
    secondFactorSecret: token(32),
    proofSigningKey: signingKey(),
    appDatabasePassword: token(24),
    // In Paddle's own forms, as the emulator and the SDK expect them.
    paddleApiKey: `pdl_sdbx_apikey_${token(32)}`,
    paddleClientToken: `test_${token(14).slice(0, 27)}`,
    paddleWebhookSecret: `pdl_ntfset_${token(32)}`,
    ...known,
  };
  mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
  writeFileSync(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

/** Ed25519, in the form of the setting `PROOF_SIGNING_KEY`. */
function signingKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}

function token(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
