// What must be there before TypeScript can run: dependencies, a Node that is new enough, the database client.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Makes the checkout ready to run, doing only what is missing, and says on stderr what it does.
 *
 * @param {string} root the project's folder
 * @param {{generate: boolean}} options whether the database client is needed
 * @returns {Promise<string>} the path of the Node to run scripts with
 */
export async function prepare(root, { generate }) {
  await install(root);
  const node = await newEnoughNode(root);
  if (generate) await generateClient(root, node);
  return node;
}

/** @param {string} root */
async function install(root) {
  const stamp = join(root, 'node_modules', '.installed-lock-sha256');
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = sha256(lock);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!isInstalled(root, JSON.parse(lock.toString()))) {
    await working(
      'Installing dependencies, about a minute',
      root,
      ...npm('ci', '--include=dev', '--include=optional'),
    );
  }
  writeFileSync(stamp, wanted);
}

/**
 * Whether an `npm ci` or `npm install` by hand left exactly what the lock file names. Packages for other
 * platforms are optional and may be missing; the link to a workspace has no version of its own.
 *
 * @param {string} root
 * @param {{packages: Record<string, {version?: string, integrity?: string, optional?: boolean, link?: boolean}>}} lock
 */
function isInstalled(root, lock) {
  const path = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(path)) return false;
  const found = JSON.parse(readFileSync(path, 'utf8')).packages;
  return Object.entries(lock.packages).every(([name, wanted]) => {
    if (name === '' || wanted.link || !name.includes('node_modules/')) return true;
    const have = found[name];
    if (have === undefined) return wanted.optional === true;
    return have.version === wanted.version && have.integrity === wanted.integrity;
  });
}

/**
 * This very Node where it runs TypeScript by itself, else Node 24 from npm: its package brings it in an install
 * script; where those are switched off we fetch the same thing ourselves.
 *
 * @param {string} root
 */
async function newEnoughNode(root) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)) return process.execPath;

  const suffix = process.platform === 'win32' ? '.exe' : '';
  const brought = join(root, 'node_modules', 'node', 'bin', `node${suffix}`);
  if (existsSync(brought)) return brought;

  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'node', 'package.json'), 'utf8'));
  const os = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node${os === 'darwin' && process.arch === 'arm64' ? '-bin' : ''}-${os}-${process.arch}`;
  const folder = join(root, 'node_modules', '.node');
  const fetched = join(folder, 'node_modules', name, 'bin', `node${suffix}`);
  if (!existsSync(fetched)) {
    mkdirSync(folder, { recursive: true });
    await working(
      `Fetching Node ${version}, since this is ${process.version}`,
      folder,
      ...npm(
        'install',
        '--no-save',
        '--no-package-lock',
        '--ignore-scripts',
        `--prefix=${folder}`,
        `${name}@${version}`,
      ),
    );
  }
  if (!existsSync(fetched)) throw new Error(`npm has no ${name}. Install Node 24 from https://nodejs.org.`);
  return fetched;
}

/** @param {string} root @param {string} node */
async function generateClient(root, node) {
  const stamp = join(root, '.generated', 'schema-sha256');
  const schema = readFileSync(join(root, 'prisma', 'schema.prisma'));
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'prisma', 'package.json'), 'utf8'));
  const wanted = sha256(`${version}\n${schema}`);
  const isThere = existsSync(join(root, '.generated', 'prisma', 'client.ts'));
  if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const prisma = join(root, 'node_modules', 'prisma', 'build', 'index.js');
  await working('Generating the database client', root, node, [prisma, 'generate'], {
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    // Any file that exists: generating needs no engine, yet Prisma would first fetch one from its own host.
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? prisma,
  });
  writeFileSync(stamp, wanted);
}

/**
 * @param {string[]} args
 * @returns {[string, string[]]} a command and its arguments
 */
function npm(...args) {
  const quiet = [...args, '--no-audit', '--no-fund', '--loglevel=error'];
  // The npm that runs us, if one does: there may be several.
  const { npm_execpath: path } = process.env;
  return path?.endsWith('.js') ? [process.execPath, [path, ...quiet]] : ['npm', quiet];
}

/**
 * Runs a command to its end and shows that it is still at work; its own output only when it fails.
 *
 * @param {string} what
 * @param {string} cwd
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [settings]
 */
async function working(what, cwd, command, args, settings = {}) {
  const startedMs = performance.now();
  const elapsed = () => `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
  process.stderr.write(`${what} ...\n`);
  const timer = setInterval(() => process.stderr.write(`  still at it after ${elapsed()}\n`), 10_000);
  // Without our own node_modules in it: an install replaces the programs there while it runs.
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
  const env = { ...process.env, ...settings, PATH: path.join(delimiter) };
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: command === 'npm' && process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const code = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', resolve);
  });
  clearInterval(timer);
  if (code !== 0) throw new Error(`${what} failed (${code}):\n${output.trim()}`);
  process.stderr.write(`${what}: done in ${elapsed()}\n`);
}

/** @param {string | Buffer} content */
function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}
