import { once } from 'node:events';
import { relative } from 'node:path';
import { type Demo, dataFolder } from './demo-file.ts';
import { type StackOptions, startStack } from './stack.ts';
import { stopRequest } from './stop-request.ts';

/**
 * Runs the whole product until somebody wants it to end, and says where to find what.
 *
 * @returns the exit code: 0 after a stop that was asked for
 */
export async function serve(mode: StackOptions['mode']): Promise<number> {
  const stopping = stopRequest();
  const startedMs = performance.now();
  const dataDir = dataFolder();
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    process.stderr.write(`PORT must be a number from 0 to 65535, not "${process.env.PORT}"\n`);
    return 1;
  }
  let code = 0;
  try {
    process.stdout.write(`Starting Depicta (${mode})\n`);
    const stack = await startStack({ dataDir, port, mode, signal: stopping });
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    process.stdout.write(announcement(stack.demo, dataDir, seconds));
    try {
      await Promise.race([once(stopping, 'abort'), stack.failed]);
    } finally {
      process.stdout.write('\nStopping Depicta\n');
      await stack.stop();
      process.stdout.write('Stopped.\n');
    }
  } catch (error) {
    if (!stopping.aborted) {
      code = 1;
      process.stderr.write(`\n${(error as Error).message}\n`);
    }
  }
  return code;
}

function announcement(demo: Demo, dataDir: string, seconds: string): string {
  const folder = relative(process.cwd(), dataDir) || dataDir;
  const key = demo.users.find((user) => user.apiKey !== undefined)?.apiKey;
  const people = demo.users.map(
    (user) =>
      `  ${user.role.padEnd(9)} ${user.email}  password ${user.password}` +
      (user.apiKey === undefined ? '' : `\n            API key ${user.apiKey}`) +
      (user.role === 'customer'
        ? ''
        : `\n            code    npm run ops -- demo-code --email ${user.email}`),
  );
  return `
Depicta runs (ready after ${seconds} s).

  App              ${demo.appUrl}
  Mail inbox       ${demo.mailUrl}
  Paddle emulator  ${demo.paddleUrl}
  PostgreSQL       ${demo.databaseUrl}

Sign in as
${people.join('\n')}

Pay with card 4242 4242 4242 4242, any later date, any CVC. No real payments are made.

On the command line, in this folder
  export DEPICTA_API_URL=${demo.appUrl}${key === undefined ? '' : ` DEPICTA_API_KEY=${key}`}
  npx depicta balance
  npm run ops -- check

All of this is in ${folder}/demo.json, the logs are in ${folder}/*.log.
Stop with Ctrl-C; the data stays. To begin anew, stop and delete ${folder}.
`;
}
