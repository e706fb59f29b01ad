import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const launcher = fileURLToPath(new URL('run.mjs', import.meta.url));

/** Starts the launcher; `printed(text)` waits until it has printed that. */
function launch(...args: string[]) {
  const child = spawn(process.execPath, [launcher, ...args], {
    // An npm above us is not the one that runs the launcher.
    env: { ...process.env, npm_lifecycle_event: undefined },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, output }));
  });
  const printed = async (text: string) => expect.poll(() => output, { timeout: 15_000 }).toContain(text);
  return { child, ended, printed };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

test('a script that does not exist is named, and nothing else is tried', async () => {
  for (const name of ['nonsense', '../run', 'run.mjs']) {
    const { code, output } = await launch(name).ended;
    expect(output).toContain(`There is no script "${name}"`);
    expect(code).toBe(1);
  }
});

test("arguments and exit code are the script's own", async () => {
  const { code, output } = await launch('test', '--only', 'nonsense').ended;
  expect(output).toContain('--only takes one of check, unit, chaos, e2e');
  expect(code).toBe(1);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
  'the script ends with the launcher on %s',
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'depicta-run-'));
    const { child, ended, printed } = launch('mail-catcher', folder);
    await printed('Mail is read at');
    child.kill(signal);
    const { output } = await ended;
    const url = /Mail is read at (\S+)/.exec(output)![1]!;
    await expect.poll(() => answers(url), { timeout: 15_000 }).toBe(false);
    rmSync(folder, { recursive: true });
  },
);
