import { spawn } from 'node:child_process';
import { dashboardPage } from '../api/dashboard.ts';
import { loadSettings } from '../config/settings.ts';
import type { Context } from '../context.ts';
import type { Environment } from '../environment.ts';

/** `depicta topup`: opens the page where credit is bought; elsewhere than on a terminal it prints the address. */
export async function showTopUpPage(context: Context, options: { open: boolean }): Promise<void> {
  const { flags, env, output } = context;
  const { apiUrl } = await loadSettings(flags, env);
  const url = dashboardPage(apiUrl, 'top-up');
  const isOpened = output.isTerminal && !output.isJson && options.open && (await openInBrowser(url, env));
  output.show({
    json: () => ({ top_up_url: url }),
    plain: () => [url],
    terminal: (style) => [`${isOpened ? 'Opening' : 'Top up at'} ${style.bold(url)}`],
  });
}

/** @returns false where there is no browser to open, such as on a server */
async function openInBrowser(url: string, env: Environment): Promise<boolean> {
  const command = browserFor(env);
  if (command === undefined) return false;
  const [program = '', ...args] = command;
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

/** No shell is between: the address stays one argument, whatever it holds. */
function browserFor(env: Environment): string[] | undefined {
  if (env.BROWSER) return [env.BROWSER];
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open'] : undefined;
}
