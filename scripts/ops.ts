import { parseArgs } from 'node:util';
import { ownerDatabaseUrl } from '#lib/core/env.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { connect } from '#lib/db/client.ts';
import { readDemo } from './demo-file.ts';
import type { Answer } from './ops/command.ts';
import { type CommandName, commands } from './ops/commands.ts';

// The operator's command: `npm run ops -- NAME [options]`. Works on DATABASE_URL, or without one on the running demo.

const [name = 'help', ...rest] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name as CommandName] : undefined;
if (command === undefined) {
  const lines = Object.entries(commands).map(
    ([each, { usage, meaning }]) => `  ${each} ${usage}\n      ${meaning}`,
  );
  process.stdout.write(`npm run ops -- NAME [options] [--json]\n\n${lines.join('\n')}\n`);
  process.exit(name === 'help' || name === '--help' ? 0 : 1);
}

takeDemoSettings();
const asJson = rest.includes('--json');
let db: ReturnType<typeof connect> | undefined;
try {
  const { values } = parseArgs({
    args: rest,
    options: { ...command.options, json: { type: 'boolean' } },
    strict: true,
  });
  const database = () => {
    db ??= connect(ownerDatabaseUrl(), { poolSize: 2, statementTimeoutMs: 600_000 });
    return db;
  };
  print(await command.run({ values, database }));
} catch (error) {
  const known = error instanceof DepictaError || error instanceof TypeError || error instanceof RangeError;
  const message = error instanceof Error ? error.message : String(error);
  const shown = known || !(error instanceof Error) ? message : (error.stack ?? message);
  if (asJson) process.stdout.write(`${JSON.stringify({ error: message })}\n`);
  else process.stderr.write(`${shown}\nUsage: npm run ops -- ${name} ${command.usage}\n`);
  process.exitCode = 1;
} finally {
  await db?.close();
}

/** Without a database of its own in the environment, the command works on the demo that runs here. */
function takeDemoSettings(): void {
  if (process.env.DATABASE_URL) return;
  const demo = readDemo();
  if (demo === undefined) return;
  Object.assign(process.env, demo.environment, { DATABASE_URL: demo.databaseUrl });
}

function print({ json, text, ok = true }: Answer): void {
  process.stdout.write(asJson ? `${JSON.stringify(json)}\n` : `${text}\n`);
  if (!ok) process.exitCode = 1;
}
