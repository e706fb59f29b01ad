import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NODE } from './built.ts';

// The command line as somebody gets it: packed, installed from the tarball into a folder of its own, and called by its name.

const cli = dirname(dirname(fileURLToPath(import.meta.url)));
let root: string;
let packed: { filename: string; files: { path: string }[] };
let depicta: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'depicta-packed-'));
  const answer = npm(['pack', '--json', '--pack-destination', root], cli);
  [packed] = JSON.parse(answer.slice(answer.indexOf('['))) as [typeof packed];
  npm(['install', '--global', '--offline', '--prefix', root, join(root, packed.filename)], root);
  depicta = join(root, 'bin/depicta');
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Nothing of the person who runs the tests, and the Node that they run on. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: `${dirname(NODE)}:${process.env.PATH}`, HOME: root, NODE_ENV: 'production' };
}

function npm(args: string[], cwd: string): string {
  const env = environment();
  const ended = spawnSync('npm', args, { cwd, env, encoding: 'utf8' });
  expect(ended.status, ended.stderr).toBe(0);
  return ended.stdout;
}

function run(...args: string[]) {
  return spawnSync(depicta, args, { env: environment(), encoding: 'utf8' });
}

test('the tarball holds the program and its papers, and no source, test or dependency', () => {
  const top = new Set(packed.files.map(({ path }) => path.split('/')[0]));
  expect([...top].sort()).toEqual(['LICENSE', 'README.md', 'bin', 'dist', 'package.json']);
});

test('installed by npm it runs by its name, helps with examples, and refuses without a key', () => {
  expect(run('--version').stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  const help = run('--help');
  expect(help.status).toBe(0);
  for (const command of ['image', 'process', 'balance', 'jobs', 'statement', 'topup', 'verify', 'completion'])
    expect(help.stdout).toContain(command);
  expect(help.stdout).toMatch(/example/i);
  const refused = run('balance');
  expect([refused.status, refused.stdout]).toEqual([2, '']);
  expect(refused.stderr).toMatch(/auth login|DEPICTA_API_KEY/);
});

test('help is there within three times the start of an empty script', () => {
  const empty = join(root, 'empty.mjs');
  writeFileSync(empty, '');
  const program = join(root, 'lib/node_modules/depicta/bin/depicta.mjs');
  const time = (...args: string[]) => {
    const beganMs = performance.now();
    expect(spawnSync(NODE, args, { env: environment() }).status).toBe(0);
    return performance.now() - beganMs;
  };
  const once = () => time(program, '--help') / time(empty);
  once();
  // In turn, so that what else the machine does meets both.
  const ratios = Array.from({ length: 11 }, once).sort((a, b) => a - b);
  expect(ratios[5]).toBeLessThan(3);
}, 60_000);
