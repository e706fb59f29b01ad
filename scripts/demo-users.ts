import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DemoUser } from './demo-file.ts';
import { run } from './progress.ts';

const seedScript = fileURLToPath(new URL('seed.ts', import.meta.url));

/**
 * The people of the demo: those of an earlier start on the same database, else those that `seed.ts` makes now.
 * The seed prints `{"users": [...]}` as its last line; on a database that has them it makes their credentials anew.
 *
 * @param options.database names the database; another one is seeded again
 * @param options.env the app's settings, and DATABASE_URL
 * @throws Error with what the seed printed
 */
export async function demoUsers(options: {
  dataDir: string;
  database: string;
  env: Record<string, string | undefined>;
  signal: AbortSignal | undefined;
}): Promise<DemoUser[]> {
  const path = join(options.dataDir, 'users.json');
  const kept = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { database: string; users: DemoUser[] })
    : undefined;
  if (kept?.database === options.database) return kept.users;

  const ended = await run(process.execPath, ['--disable-warning=ExperimentalWarning', seedScript], {
    env: options.env,
    signal: options.signal,
  });
  if (!ended.ok) throw new Error(`The seed failed:\n${ended.output.trim()}`);
  const { users } = JSON.parse(ended.output.trim().split('\n').at(-1) ?? '') as { users: DemoUser[] };
  writeFileSync(path, JSON.stringify({ database: options.database, users }), { mode: 0o600 });
  return users;
}
