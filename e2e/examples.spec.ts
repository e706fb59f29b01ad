import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { demo } from './demo.ts';
import { customerWithKey } from './ops.ts';

// The examples of the documentation, run as they stand, each with a key of its own and an empty folder.

const EXAMPLES = join(process.cwd(), 'docs/examples');

function run(program: string, args: string[], cwd: string, apiKey = ''): string {
  const ended = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: 50_000,
    env: { PATH: process.env.PATH, DEPICTA_API_URL: demo().appUrl, DEPICTA_API_KEY: apiKey } as never,
  });
  expect(ended.status, `${ended.stderr}${ended.stdout}${ended.error ?? ''}`).toBe(0);
  return ended.stdout;
}
const isThere = (program: string) => spawnSync(program, ['--version']).status === 0;
const emptyFolder = () => mkdtempSync(join(tmpdir(), 'depicta-example-'));

/** That the picture is there and that the two charges are exactly what the balance is short of. */
async function expectExplained(folder: string, output: string, granted: string): Promise<void> {
  expect(await sharp(join(folder, 'lighthouse.png')).metadata()).toMatchObject({ format: 'png', width: 300 });
  const charges = [...output.matchAll(/"kind": ?"charge".*?"amount_eur": ?"-(\d+\.\d{6})"/g)];
  const balance = /"balance_eur": ?"(\d+\.\d{6})"/.exec(output)?.[1] ?? '';
  const micros = (text: string) => BigInt(text.replace('.', ''));
  expect(charges).toHaveLength(2);
  const charged = charges.reduce((sum, [, amount]) => sum + micros(amount!), 0n);
  expect(micros(granted) - charged).toBe(micros(balance));
}

test('curl', async () => {
  test.skip(!isThere('curl'), 'curl is not on this machine');
  const { apiKey } = await customerWithKey('example-curl');
  const folder = emptyFolder();
  await expectExplained(folder, run('sh', [join(EXAMPLES, 'example.sh')], folder, apiKey), '1.000000');
});

test('Python', async () => {
  test.skip(!isThere('python3'), 'Python is not on this machine');
  const { apiKey } = await customerWithKey('example-python');
  const folder = emptyFolder();
  await expectExplained(folder, run('python3', [join(EXAMPLES, 'example.py')], folder, apiKey), '1.000000');
});

test('TypeScript, with the types of the document', async () => {
  const { apiKey } = await customerWithKey('example-typescript');
  const folder = emptyFolder();
  const modules = join(EXAMPLES, 'typescript/node_modules');
  for (const file of ['example.ts', 'package.json', 'tsconfig.json'])
    copyFileSync(join(EXAMPLES, 'typescript', file), join(folder, file));
  mkdirSync(join(folder, 'node_modules'));
  for (const [name, from] of [
    ['openapi-fetch', join(process.cwd(), 'node_modules')],
    ['openapi-typescript-helpers', join(process.cwd(), 'node_modules')],
    ['@types', join(process.cwd(), 'node_modules')],
    ['openapi-typescript', modules],
    ['typescript', modules],
  ] as const)
    symlinkSync(join(from, name), join(folder, 'node_modules', name));
  const node = process.execPath;
  const document = `${demo().appUrl}/v1/openapi.json`;
  run(node, ['node_modules/openapi-typescript/bin/cli.js', document, '-o', 'depicta.d.ts'], folder);
  expect(readFileSync(join(folder, 'depicta.d.ts'), 'utf8')).toContain('"/v1/process/watermark"');
  run(node, ['node_modules/typescript/lib/tsc.js', '-p', '.'], folder);
  await expectExplained(folder, run(node, ['example.ts'], folder, apiKey), '1.000000');
});
