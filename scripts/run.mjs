// Starts a script of this project: `node scripts/run.mjs NAME [arguments]` runs scripts/NAME.ts.
//
// Plain JavaScript without dependencies, since it runs before anything is installed and on whatever Node the
// machine has. It installs what is missing, generates the database client, and runs the script with a Node that
// is new enough for TypeScript, from node_modules where the machine's own is not.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...args] = process.argv.slice(2);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  stop(
    `Depicta needs Node 20.19 or newer to start; this is ${process.version}. Get one from https://nodejs.org.`,
  );
}
const script = join(root, 'scripts', `${name}.ts`);
if (
  name === undefined ||
  !/^[a-z-]+$/.test(name) ||
  (existsSync(join(root, 'node_modules')) && !existsSync(script))
) {
  stop(`There is no script "${name ?? ''}". "npm run" lists those that exist.`);
}

const { prepare } = await import('./prepare.mjs');
const node = await prepare(root, { generate: name !== 'prisma' }).catch((error) => stop(error.message));

const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...args], {
  // The channel tells the script when this process is gone, however it went.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  cwd: root,
  env: {
    // Every script, and every process that one starts, compiles TypeScript once and not anew each time.
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node-compile'),
    ...process.env,
    PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => stop(`Could not run ${node}: ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));

const { onOrphaned } = await import('./orphan.mjs');
onOrphaned(() => child.kill('SIGTERM'));

/** @param {string} message @returns {never} */
function stop(message) {
  process.stderr.write(`${message}\n`);
  // Who reads only the last line of a test run must find one.
  if (name === 'test') process.stdout.write('0 passed, 1 failed\n');
  process.exit(1);
}
