import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCommand } from '../build.mjs';

const cli = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node to run it with: any from 20.19 on, so that the oldest one can be tried too. */
export const NODE = process.env.DEPICTA_TEST_NODE || process.execPath;

export type Ended = {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  bytes: Buffer;
};

export type RunOptions = {
  env?: Record<string, string>;
  /** What is typed or piped in; nothing closes stdin at once. */
  stdin?: string;
  cwd?: string;
};

/** The built command line, far away from the checkout: whatever it needs it must have brought. */
export type Built = {
  /** What npm links. */
  bin: string;
  /** A home and a working folder, both empty at first. */
  home: string;
  folder: string;
  files(): string[];
  start(args: readonly string[], options?: RunOptions): ChildProcess;
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  remove(): void;
};

/** Builds the command line into a folder of its own. @param env for every run */
export async function buildCli(env: Record<string, string> = {}): Promise<Built> {
  const root = mkdtempSync(join(tmpdir(), 'depicta-cli-'));
  const [bin, home, folder] = [
    join(root, 'package', 'bin', 'depicta.mjs'),
    join(root, 'home'),
    join(root, 'work'),
  ];
  cpSync(join(cli, 'bin'), dirname(bin), { recursive: true });
  for (const path of [home, folder]) mkdirSync(path);
  await buildCommand(join(root, 'package', 'dist'));

  const start = (args: readonly string[], options: RunOptions = {}) =>
    spawn(NODE, [bin, ...args], {
      cwd: options.cwd ?? folder,
      // Nothing of the person who runs the tests: no key, no configuration, no colours.
      env: { NODE_ENV: 'test', PATH: process.env.PATH, HOME: home, ...env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  return {
    bin,
    home,
    folder,
    files: () => readdirSync(folder).sort(),
    start,
    run(args, options = {}) {
      const child = start(args, options);
      child.stdin?.on('error', () => {});
      child.stdin?.end(options.stdin ?? '');
      return ended(child);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** What a process said, once it has ended. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const chunks: Buffer[] = [];
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const bytes = Buffer.concat(chunks);
      resolve({ code, signal, stdout: bytes.toString(), stderr, bytes });
    });
  });
}

/** A file for a test, in the working folder. */
export function write(built: Built, name: string, content: string | Uint8Array): string {
  const path = join(built.folder, name);
  writeFileSync(path, content);
  return path;
}
