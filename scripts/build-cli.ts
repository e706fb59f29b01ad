import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './progress.ts';

const folder = fileURLToPath(new URL('../cli', import.meta.url));

/** Makes what `npx depicta` runs, with the build script of the command line's own package. */
export async function buildCommandLine(): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: { depicta: string };
    scripts?: { build?: string };
  };
  if (manifest.scripts?.build === undefined) return;
  const ended = await run('npm', ['run', '--silent', 'build'], { cwd: folder });
  if (!ended.ok) throw new Error(`The command line could not be built:\n${ended.output.trim()}`);
  const program = join(folder, manifest.bin.depicta);
  if (existsSync(program)) chmodSync(program, 0o755);
}
