import { notSignedIn } from '../api/connect.ts';
import { dashboardPage } from '../api/dashboard.ts';
import { read } from '../api/read.ts';
import type { Profile } from '../api/shapes.ts';
import { isApiKey, lastFour } from '../config/api-key.ts';
import { configPath, readConfig, writeConfig } from '../config/file.ts';
import { DEFAULT_API_URL, loadSettings, resolveSettings } from '../config/settings.ts';
import type { Context } from '../context.ts';
import { EXIT, Failure } from '../failure.ts';
import { plainText } from '../terminal/plain-text.ts';
import { askSecret, readStdin } from '../terminal/stdin.ts';
import { facts } from '../terminal/table.ts';

/** As if by SIGINT: the terminal was in raw mode, so no signal came. */
const INTERRUPTED = 130;

const SOURCES = {
  flag: 'the command line',
  environment: 'the environment',
  file: 'the configuration file',
  default: 'the default',
} as const;

/**
 * `depicta auth login`: takes a key from a hidden prompt or from stdin, never from an argument, where it would stay
 * in the shell's history. It is kept once the API has answered for it.
 */
export async function logIn(context: Context): Promise<void> {
  const { flags, env, output } = context;
  const path = configPath(env);
  const config = await readConfig(path);
  // The key that is about to be replaced does not matter, however wrong it is.
  const settings = resolveSettings(
    { apiUrl: flags.apiUrl },
    { ...env, DEPICTA_API_KEY: '' },
    { ...config, api_key: '' },
  );
  const key = await keyFromPerson(settings.apiUrl);
  if (key === undefined) {
    output.note('Nothing was changed.');
    process.exitCode = INTERRUPTED;
    return;
  }
  const { user } = await read<Profile>({ ...settings, apiKey: key }, '/v1/account/profile');
  const { api_url: _old, ...others } = config;
  const isDefault = settings.apiUrl.href === new URL(DEFAULT_API_URL).href;
  await writeConfig(path, {
    ...others,
    api_key: key,
    ...(isDefault ? {} : { api_url: settings.apiUrl.href }),
  });

  if (env.DEPICTA_API_KEY) output.note('DEPICTA_API_KEY is set, and goes before the key that was saved.');
  if (!user.email_verified) output.note('The e-mail address is not verified yet: open the link in our mail.');
  output.show({
    json: () => ({
      signed_in: true,
      api_url: settings.apiUrl.href,
      key: { last4: lastFour(key), source: 'file' },
      user,
    }),
    plain: () => [plainText(user.email)],
    terminal: (style) => [
      `${style.good('Signed in')} as ${style.bold(plainText(user.email))} with the key ending in ${lastFour(key)}.`,
      style.dim(`Saved in ${path}`),
    ],
  });
}

/** `depicta auth logout`: forgets the key. It stays valid until it is revoked in the dashboard. */
export async function logOut({ flags, env, output }: Context): Promise<void> {
  const path = configPath(env);
  const { api_key: key, ...others } = await readConfig(path);
  if (key !== undefined) await writeConfig(path, others);
  if (env.DEPICTA_API_KEY) output.note('DEPICTA_API_KEY is still set.');
  const keysPage = () =>
    dashboardPage(
      resolveSettings({ apiUrl: flags.apiUrl }, { ...env, DEPICTA_API_KEY: '' }, others).apiUrl,
      'api-keys',
    );
  output.show({
    json: () => ({ signed_in: false, removed: key !== undefined }),
    plain: () => [],
    terminal: (style) =>
      key === undefined
        ? ['There was no key to forget.']
        : [
            `The key ending in ${lastFour(key)} is forgotten here.`,
            style.dim(`It stays valid until you revoke it: ${keysPage()}`),
          ],
  });
}

/** `depicta auth status`: who we are to the API, by which key, and where both come from. Exit code 2 if nobody. */
export async function showAuthStatus({ flags, env, output }: Context): Promise<void> {
  const settings = await loadSettings(flags, env);
  const { apiKey, apiUrl, apiUrlSource } = settings;
  if (apiKey === undefined) throw notSignedIn(apiUrl);
  const { user } = await read<Profile>({ ...settings, apiKey: apiKey.value }, '/v1/account/profile');
  output.show({
    json: () => ({
      signed_in: true,
      api_url: apiUrl.href,
      key: { last4: lastFour(apiKey.value), source: apiKey.source },
      user,
    }),
    plain: () => [plainText(user.email)],
    terminal: (style) =>
      facts(
        [
          ['Signed in as', style.bold(plainText(user.email))],
          ['Verified', user.email_verified ? 'yes' : style.warn('not yet: open the link in our mail')],
          ['Key', `ending in ${lastFour(apiKey.value)}, from ${SOURCES[apiKey.source]}`],
          ['API', `${apiUrl.href}, from ${SOURCES[apiUrlSource]}`],
        ],
        style,
      ),
  });
}

/** @returns undefined when the question was given up */
async function keyFromPerson(apiUrl: URL): Promise<string | undefined> {
  const typed = process.stdin.isTTY
    ? await askSecret(`API key (from ${dashboardPage(apiUrl, 'api-keys')}): `, process)
    : await readStdin(process.stdin);
  if (typed === undefined) return undefined;
  const key = typed.trim();
  if (isApiKey(key)) return key;
  throw new Failure(
    'auth_invalid',
    key === '' ? 'No key was given.' : 'That is no API key: one is dpct_ and 43 letters or digits.',
    {
      exitCode: EXIT.authentication,
      advice: [`Make a key at ${dashboardPage(apiUrl, 'api-keys')}; it is shown once.`],
    },
  );
}
