import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beginningOf } from './processes.ts';
import { run } from './progress.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const buildsFolder = '.next/builds';
const keptBuilds = 4;

/** Everything the production build depends on. */
const sources = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/**
 * The production build of the sources as they are now. Each state of the sources has a folder of its own, so that
 * unchanged sources need no second build, and a build never pulls the files from under a server that runs.
 *
 * @param signal ends the compiler early
 * @returns the folder for NEXT_DIST_DIR, relative to the project
 * @throws Error with the end of the compiler's output
 */
export async function buildApp(signal?: AbortSignal): Promise<string> {
  const name = sourcesHash();
  const distDir = `${buildsFolder}/${name}`;
  const done = join(root, buildsFolder, `${name}.done`);
  const release = await lockBuild(join(root, buildsFolder, `${name}.lock`), signal);
  try {
    if (!existsSync(done)) {
      rmSync(join(root, distDir), { recursive: true, force: true });
      writeFileSync(join(root, `${distDir}.tsconfig.json`), tsconfig);
      const ended = await run('next', ['build'], { cwd: root, env: buildEnvironment(distDir), signal });
      if (!ended.ok) throw new Error(explain(name, ended.output));
      writeFileSync(done, '');
    }
    const now = new Date();
    utimesSync(done, now, now);
    removeOldBuilds();
    return distDir;
  } finally {
    release();
  }
}

/** The compiler's warnings come last, and may be many: the whole of it goes to a file. */
function explain(name: string, output: string): string {
  const log = `${buildsFolder}/${name}.log`;
  writeFileSync(join(root, log), output);
  return `${output.trim().split('\n').slice(-40).join('\n')}\nThe compiler said more: ${log}`;
}

/** What {@link buildApp} is about to do, for people. */
export function buildTitle(): string {
  const isBuilt = existsSync(join(root, buildsFolder, `${sourcesHash()}.done`));
  return isBuilt ? 'Taking the last build: the sources are unchanged' : 'Building the app';
}

/** Next would write the folder of each build into tsconfig.json; it gets a file of its own to write to. */
const tsconfig = JSON.stringify({
  extends: '../../tsconfig.json',
  include: ['../../next-env.d.ts', '../../app', '../../components', '../../lib'],
});

function buildEnvironment(distDir: string): NodeJS.ProcessEnv {
  return { NODE_ENV: 'production', NEXT_DIST_DIR: distDir, NEXT_TELEMETRY_DISABLED: '1' };
}

function sourcesHash(): string {
  const hash = createHash('sha256').update(process.version);
  for (const path of sources.flatMap(filesIn)) {
    // Tests are no part of the product.
    if (/\.test\.tsx?$/.test(path)) continue;
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex').slice(0, 12);
}

function filesIn(path: string): string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`));
}

/** Two processes that want the same build make it once. */
async function lockBuild(path: string, signal: AbortSignal | undefined): Promise<() => void> {
  mkdirSync(join(root, buildsFolder), { recursive: true });
  const mine = `${process.pid} ${beginningOf(process.pid)}`;
  for (;;) {
    try {
      writeFileSync(path, mine, { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const [pid, began] = existsSync(path) ? readFileSync(path, 'utf8').split(' ') : [];
    if (pid !== undefined && beginningOf(Number(pid)) !== began) rmSync(path, { force: true });
    await sleep(200, undefined, { signal });
  }
}

function removeOldBuilds(): void {
  const folder = join(root, buildsFolder);
  const done = readdirSync(folder)
    .filter((name) => name.endsWith('.done'))
    .map((name) => ({ name: name.slice(0, -'.done'.length), usedMs: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.usedMs - a.usedMs);
  for (const { name } of done.slice(keptBuilds)) {
    for (const suffix of ['.done', '.tsconfig.json', '.log', '']) {
      rmSync(join(folder, `${name}${suffix}`), { recursive: true, force: true });
    }
  }
}
