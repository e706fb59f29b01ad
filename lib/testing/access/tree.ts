import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RouteHandler } from '#lib/http/route.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A page as it lies in the tree. `address` is the path of its folder: `/history/[id]`. */
export type Page = { address: string; file: string };

/** A handler of one method of a path. */
export type Route = { method: string; address: string; handle: RouteHandler };

/** A server action. `name` is its folder and its name: `/refunds askRefundAction`. */
export type FoundAction = { name: string; run: (input: unknown) => Promise<unknown> };

/** Every page of the app. */
export function everyPage(): Page[] {
  return filesOf('app')
    .filter((file) => file.endsWith('/page.tsx'))
    .map((file) => ({ address: addressOf(file), file: join(root, file) }));
}

/** Every method of every route handler of the app. */
export async function everyRoute(): Promise<Route[]> {
  const found = filesOf('app').filter((file) => file.endsWith('/route.ts'));
  const routes = found.map(async (file) => {
    const methods = Object.entries(await load(file)).filter(([name]) => /^[A-Z]+$/.test(name));
    return methods.map(([method, handle]) => ({
      method,
      address: addressOf(file),
      handle: handle as RouteHandler,
    }));
  });
  return (await Promise.all(routes)).flat();
}

/** Every server action: whatever a file that says so at its beginning exports. */
export async function everyAction(): Promise<FoundAction[]> {
  const found = mentions('use server').filter((file) => /^['"]use server['"]/.test(textOf(file)));
  const actions = found.map(async (file) =>
    Object.entries(await load(file)).map(([name, run]) => ({
      name: `${addressOf(file)} ${name}`,
      run: run as FoundAction['run'],
    })),
  );
  return (await Promise.all(actions)).flat();
}

/** Files that make a server action otherwise than by saying so at their beginning. There must be none. */
export function hiddenActions(): string[] {
  return mentions('use server').filter((file) => !/^['"]use server['"]/.test(textOf(file)));
}

/** The layouts around a page, outermost first; without the document's own. */
export function layoutsOf({ file }: Page): string[] {
  const files = new Set(filesOf('app'));
  const found: string[] = [];
  for (let folder = dirname(relative(root, file)); folder !== 'app'; folder = dirname(folder))
    if (files.has(`${folder}/layout.tsx`)) found.unshift(join(root, folder, 'layout.tsx'));
  return found;
}

/** The address of a folder of `app`, without the groups in brackets, which do not stand in it. */
function addressOf(file: string): string {
  const segments = dirname(file).split('/').slice(1);
  return `/${segments.filter((segment) => !segment.startsWith('(')).join('/')}`;
}

function mentions(words: string): string[] {
  const sources = ['app', 'components', 'lib'].flatMap(filesOf);
  return sources.filter(
    (file) =>
      /\.tsx?$/.test(file) &&
      !file.startsWith('lib/testing/') &&
      new RegExp(`['"]${words}['"]`).test(textOf(file)),
  );
}

const known = new Map<string, string[]>();

function filesOf(folder: string): string[] {
  const files =
    known.get(folder) ??
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  known.set(folder, files);
  return files;
}

function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function load(file: string): Promise<Record<string, unknown>> {
  return import(pathToFileURL(join(root, file)).href);
}
