import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { during, run } from './progress.ts';

const places = [
  // Draws no windows that nobody sees.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser for the end-to-end tests: the one CHROMIUM_PATH names, the system's, or Playwright's own. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH, ...places, chromium.executablePath()].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );
}

/**
 * Finds a Chromium, installing one where there is none: from Debian's packages as root, else Playwright's download.
 *
 * @throws Error that says what to install by hand
 */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  const reasons: string[] = [];
  for (const [command, ...args] of ways()) {
    const ended = await during(`Installing Chromium (${command})`, () =>
      run(command!, args, { env: { DEBIAN_FRONTEND: 'noninteractive' } }),
    );
    const path = findChromium();
    if (path !== undefined) return path;
    reasons.push(ended.output.trim().split('\n').slice(-3).join('\n'));
  }
  throw new Error(
    'The end-to-end tests need a Chromium, and installing one did not work:\n' +
      `${reasons.join('\n')}\n` +
      'Install it yourself ("sudo apt-get install chromium fonts-dejavu-core", or Google Chrome) or set CHROMIUM_PATH.',
  );
}

function ways(): string[][] {
  const playwright = ['playwright', 'install', 'chromium'];
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return [playwright];
  const apt = (browser: string) => [
    'sh',
    '-c',
    `apt-get update -q && apt-get install -yq --no-install-recommends ${browser} fonts-dejavu-core`,
  ];
  return [apt('chromium-headless-shell'), apt('chromium'), playwright];
}
