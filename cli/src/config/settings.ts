import { readFile } from 'node:fs/promises';
import type { Environment } from '../environment.ts';
import { EXIT, Failure, usage } from '../failure.ts';
import { type Config, configPath, readConfig } from './file.ts';

/** What may be said on the command line about the connection. */
export type ConnectionFlags = { apiUrl?: string; apiKeyFile?: string };

type Source = 'flag' | 'environment' | 'file' | 'default';

/** Where to ask, and as whom. */
export type Settings = {
  apiUrl: URL;
  apiUrlSource: Source;
  apiKey: { value: string; source: Exclude<Source, 'default'> } | undefined;
  requestTimeoutMs: number;
};

/** The service itself. */
export const DEFAULT_API_URL = 'https://api.depicta.ai';

const DEFAULT_REQUEST_TIMEOUT_SECONDS = 30;

/**
 * Reads the settings from where they are kept: a flag beats the environment, which beats the file. The file is
 * opened only when something is left for it to say.
 *
 * @throws {Failure} when a setting that counts is wrong
 */
export async function loadSettings(flags: ConnectionFlags, env: Environment): Promise<Settings> {
  const keyOfFlag = flags.apiKeyFile === undefined ? undefined : await keyIn(flags.apiKeyFile);
  const isComplete = (keyOfFlag || env.DEPICTA_API_KEY) && (flags.apiUrl || env.DEPICTA_API_URL);
  const file = isComplete ? {} : await readConfig(configPath(env));
  return resolveSettings({ apiUrl: flags.apiUrl, apiKey: keyOfFlag }, env, file);
}

/** The order of precedence itself. An empty value counts as none. @throws {Failure} as `loadSettings` */
export function resolveSettings(
  flags: { apiUrl?: string | undefined; apiKey?: string | undefined },
  env: Environment,
  file: Config,
): Settings {
  const url = firstOf(flags.apiUrl, env.DEPICTA_API_URL, file.api_url) ?? {
    value: DEFAULT_API_URL,
    source: 'default' as const,
  };
  const key = firstOf(flags.apiKey, env.DEPICTA_API_KEY, file.api_key);
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key.value)) {
    throw new Failure('auth_invalid', `The API key from the ${key.source} holds a space or a line break.`, {
      exitCode: EXIT.authentication,
    });
  }
  return {
    apiUrl: parseApiUrl(url.value, env),
    apiUrlSource: url.source,
    apiKey: key,
    requestTimeoutMs: requestTimeoutMs(env),
  };
}

/**
 * The address of an API: https, or http on this very machine, since a key must not travel in the clear.
 *
 * @throws {Failure} naming the rule
 */
export function parseApiUrl(text: string, env: Environment = {}): URL {
  if (!URL.canParse(text)) throw usage(`"${text}" is not an address such as ${DEFAULT_API_URL}.`);
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw usage(`The API's address begins with https://, not with ${url.protocol}`);
  }
  if (url.username !== '' || url.password !== '') throw usage("The API's address must not hold a password.");
  if (url.protocol === 'http:' && !isThisMachine(url.hostname) && env.DEPICTA_ALLOW_HTTP !== '1') {
    throw usage(
      `${url.origin} is not encrypted: your API key would travel in the clear.`,
      'Use https, or set DEPICTA_ALLOW_HTTP=1 where you trust every machine between.',
    );
  }
  return url;
}

function isThisMachine(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    hostname === '0.0.0.0' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

function firstOf(flag: string | undefined, environment: string | undefined, file: string | undefined) {
  const given = [
    ['flag', flag],
    ['environment', environment],
    ['file', file],
  ] as const;
  for (const [source, text] of given) {
    const value = text?.trim();
    if (value) return { source, value };
  }
  return undefined;
}

function requestTimeoutMs(env: Environment): number {
  const text = env.DEPICTA_REQUEST_TIMEOUT || String(DEFAULT_REQUEST_TIMEOUT_SECONDS);
  if (!/^\d{1,4}(\.\d+)?$/.test(text) || Number(text) === 0) {
    throw usage(`DEPICTA_REQUEST_TIMEOUT is a number of seconds, not "${text}".`);
  }
  return Number(text) * 1000;
}

async function keyIn(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw usage(`The file of --api-key-file could not be read: ${cause.message}`);
  });
  if (text.trim() === '') throw usage(`${path} holds no API key.`);
  return text;
}
