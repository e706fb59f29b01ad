// Bundles the command line into files that need nothing but Node: `npm run build`.
import { chmodSync, copyFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = dirname(fileURLToPath(import.meta.url));

/**
 * Builds `depicta.mjs`, and beside it a chunk for what each command does, which is loaded when it is called.
 *
 * @param {string} [outdir] where to; `dist` when left out
 */
export async function buildCommand(outdir = join(folder, 'dist')) {
  const { metafile } = await build({
    entryPoints: [{ in: join(folder, 'src', 'main.ts'), out: 'depicta' }],
    outdir,
    bundle: true,
    splitting: true,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    charset: 'utf8',
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    plugins: [withoutChildProcess],
    banner: {
      // commander is CommonJS and asks for Node's own modules with `require`.
      js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  const built = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
  for (const name of readdirSync(outdir))
    if (!built.has(name)) rmSync(join(outdir, name), { recursive: true });
  // What is bundled is passed on, and its licence asks to go with it.
  const commander = dirname(createRequire(import.meta.url).resolve('commander'));
  copyFileSync(join(commander, 'LICENSE'), join(outdir, 'LICENSE-commander.txt'));
  chmodSync(join(outdir, 'depicta.mjs'), 0o755);
}

/**
 * commander loads `child_process` for commands that are programs of their own. We have none, and the module costs
 * a tenth of the start.
 *
 * @type {import('esbuild').Plugin}
 */
const withoutChildProcess = {
  name: 'without-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes(`${join('node_modules', 'commander')}`)
        ? { path: 'none', namespace: 'nothing' }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({
      contents: 'module.exports = {};',
      loader: 'js',
    }));
  },
};

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildCommand().catch((error) => {
    // What is wrong with the sources esbuild has said itself.
    if (!('errors' in error)) process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  });
}
