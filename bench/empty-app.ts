import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '#scripts/progress.ts';
import { type Service, startService } from '#scripts/service.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds an app of Next with nothing in it, as ours is built: what Next itself takes and weighs. It has a page, `/`, of a heading
 * and a line, with a small style sheet, and a route, `/empty`, which answers `{}`.
 *
 * @param folder is made
 * @throws with what was printed when it cannot be built
 */
export async function buildEmptyApp(folder: string): Promise<void> {
  mkdirSync(join(folder, 'app/empty'), { recursive: true });
  // With packages of its own: what Next finds above an app it takes for a part of it, our instrumentation and proxy too.
  const linked = await run('cp', ['-al', join(root, 'node_modules'), join(folder, 'node_modules')]);
  if (!linked.ok) throw new Error(linked.output);
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  const dynamic = "export const dynamic = 'force-dynamic';\n";
  write('package.json', '{ "name": "empty", "private": true, "type": "module" }');
  write('next.config.mjs', `export default { turbopack: { root: ${JSON.stringify(folder)} } };`);
  write('app/style.css', 'body { margin: 2rem; font-family: sans-serif; }\n');
  write(
    'app/layout.jsx',
    `import './style.css';\nexport default ({ children }) => <html lang="en"><body>{children}</body></html>;`,
  );
  write(
    'app/page.jsx',
    `${dynamic}export default () => <main><h1>Nothing</h1><p>There is nothing on this page.</p></main>;`,
  );
  write('app/empty/route.js', `${dynamic}export const GET = async () => Response.json({});\n`);
  const ended = await run('node', [nextOf(folder), 'build'], { cwd: folder });
  if (!ended.ok) throw new Error(ended.output);
}

/** Starts a built app of Next. @returns the service; it is there once it has announced itself */
export function startNext(options: {
  name: string;
  /** With the packages; the app's own folder unless `args` names another. */
  project: string;
  args?: string[];
  port: number;
  env: NodeJS.ProcessEnv;
  logFile: string;
}): Service {
  const { name, project, args = [], port, env, logFile } = options;
  return startService({
    ...{ name, program: nextOf(project), env, logFile },
    args: ['start', ...args, '--port', String(port), '--hostname', '127.0.0.1'],
    announces: /Ready in (.*)/,
  });
}

function nextOf(project: string): string {
  return join(project, 'node_modules/next/dist/bin/next');
}
