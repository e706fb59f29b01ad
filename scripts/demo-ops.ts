import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Demo } from './demo-file.ts';

/** Runs an operator's command against a demo and reads its JSON. @throws when the command fails */
export async function demoOps<Answer>(
  { environment, databaseUrl }: Demo,
  ...args: readonly string[]
): Promise<Answer> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'scripts/ops.ts', ...args, '--json'],
    { env: { ...process.env, ...environment, DATABASE_URL: databaseUrl }, timeout: 60_000 },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Answer;
}
