import { loadSettings, type Settings } from '../config/settings.ts';
import type { Context } from '../context.ts';
import { EXIT, Failure } from '../failure.ts';
import { dashboardPage } from './dashboard.ts';
import type { Connection } from './request.ts';

/**
 * The connection for what needs a key.
 *
 * @throws {Failure} exit code 2 when there is none
 */
export async function connect({ flags, env }: Context): Promise<Connection> {
  const settings = await loadSettings(flags, env);
  if (settings.apiKey === undefined) throw notSignedIn(settings.apiUrl);
  return { ...openConnection(settings), apiKey: settings.apiKey.value };
}

/** The connection for what everybody may read. */
export async function connectOpenly({ flags, env }: Context): Promise<Connection> {
  return openConnection(await loadSettings(flags, env));
}

/** No key is set anywhere. */
export function notSignedIn(apiUrl: URL): Failure {
  return new Failure('auth_missing', 'You are not signed in: there is no API key.', {
    exitCode: EXIT.authentication,
    advice: [
      `Make a key at ${dashboardPage(apiUrl, 'api-keys')}`,
      'Then: depicta auth login, or set DEPICTA_API_KEY.',
    ],
  });
}

function openConnection({ apiUrl, requestTimeoutMs }: Settings): Connection {
  return { apiUrl, apiKey: undefined, requestTimeoutMs };
}
