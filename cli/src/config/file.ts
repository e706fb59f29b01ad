import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { Environment } from '../environment.ts';
import { EXIT, Failure } from '../failure.ts';

/** What the configuration file may say; anything else in it is kept as it is. */
export type Config = { api_key?: string; api_url?: string };

/** Rights of anybody but the owner. */
const OTHERS = 0o077;

/**
 * Where the configuration lives: `depicta/config.json` under XDG_CONFIG_HOME, else under `~/.config`.
 *
 * @param env the environment; a relative XDG_CONFIG_HOME is ignored, as the XDG specification asks
 */
export function configPath(env: Environment): string {
  const { XDG_CONFIG_HOME: base, HOME: home } = env;
  const folder = base && isAbsolute(base) ? base : join(home || homedir(), '.config');
  return join(folder, 'depicta', 'config.json');
}

/**
 * Reads the configuration.
 *
 * @returns an empty configuration where there is no file
 * @throws {Failure} when others may read or write the file, or when it is no JSON object of texts
 */
export async function readConfig(path: string): Promise<Config> {
  const text = await readIfThere(path);
  if (text === undefined) return {};
  await refuseWhatOthersCanOpen(path);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw unreadable(path, 'it is not JSON', cause);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw unreadable(path, 'it is not a JSON object');
  }
  for (const name of ['api_key', 'api_url'] as const) {
    const value = (parsed as Record<string, unknown>)[name];
    if (value !== undefined && typeof value !== 'string') throw unreadable(path, `${name} is not a text`);
  }
  return parsed as Config;
}

/**
 * Replaces the configuration in one step, readable by its owner alone. A link is followed, so that a file kept
 * elsewhere stays there.
 */
export async function writeConfig(path: string, config: Config): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const target = await realpath(path).catch(() => path);
  const draft = `${target}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    // The mode above passes through the umask, which may take rights away but also be as odd as 0277.
    await chmod(draft, 0o600);
    await rename(draft, target);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new Failure('config_unwritable', `${path} could not be written: ${(cause as Error).message}`, {
      cause,
    });
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(path, (cause as Error).message, cause);
  }
}

async function refuseWhatOthersCanOpen(path: string): Promise<void> {
  // Windows has no such bits: access there follows from the folder of the user.
  if (process.platform === 'win32') return;
  const { mode } = await stat(path);
  if ((mode & OTHERS) === 0) return;
  const found = (mode & 0o777).toString(8).padStart(4, '0');
  throw new Failure('config_exposed', `${path} has mode ${found}: others on this machine may open it.`, {
    exitCode: EXIT.authentication,
    advice: [
      `Close it with: chmod 600 ${path}`,
      'If others may have read the key in it, revoke that key and make another.',
    ],
  });
}

function unreadable(path: string, why: string, cause?: unknown): Failure {
  return new Failure('config_unreadable', `${path} cannot be used: ${why}.`, {
    advice: ['Mend or remove the file, then: depicta auth login'],
    cause,
  });
}
