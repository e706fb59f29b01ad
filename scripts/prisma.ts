import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { readDemo } from './demo-file.ts';

// Prisma's own command line, on DATABASE_URL or else the demo that runs: `npm run prisma -- migrate dev`.
const program = fileURLToPath(new URL('../node_modules/prisma/build/index.js', import.meta.url));
const databaseUrl = process.env.DATABASE_URL || readDemo()?.databaseUrl;

const child = spawn(process.execPath, [program, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: {
    ...process.env,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal!]));
