import { spawn, spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { type Built, NODE } from './built.ts';

/** A command on a terminal of its own. */
export type OnTerminal = {
  /** All that the terminal was sent so far, colours and all. */
  raw(): string;
  /** Waits until the text was shown. */
  untilShown(text: string): Promise<void>;
  type(keys: string): void;
  /** The exit code, and the text that was shown, without colours. */
  ended: Promise<{ code: number | null; screen: string }>;
};

/** Whether this machine has `script` of util-linux, which gives a program a terminal. */
export const hasTerminals =
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;

/** Runs the command where stdin, stdout and stderr are one terminal. */
export function onTerminal(
  built: Built,
  args: readonly string[],
  env: Record<string, string> = {},
): OnTerminal {
  const command = [NODE, built.bin, ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const child = spawn('script', ['-q', '-e', '-f', '-c', command, '/dev/null'], {
    cwd: built.folder,
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH,
      HOME: built.home,
      SHELL: '/bin/sh',
      TERM: 'xterm',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let raw = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    raw += chunk;
  });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    raw: () => raw,
    async untilShown(text) {
      const startedMs = performance.now();
      while (!raw.includes(text)) {
        if (performance.now() - startedMs > 15_000) throw new Error(`"${text}" was not shown, but: ${raw}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    type: (keys) => child.stdin.write(keys),
    ended: closed.then((code) => ({ code, screen: stripVTControlCharacters(raw).replaceAll('\r', '') })),
  };
}
