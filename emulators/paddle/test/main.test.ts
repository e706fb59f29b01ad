import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from '../src/settings.ts';
import { connect } from './harness.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

let folder: string;
let child: ChildProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paddle-emulator-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Starts the program and collects what it says until it is ready or ends. */
async function run(
  env: Record<string, string>,
): Promise<{ process: ChildProcess; url: string; output: () => string }> {
  const started = spawn(process.execPath, [MAIN], {
    env: { NODE_ENV: 'test', PATH: process.env.PATH ?? '', ...env },
  });
  child = started;
  let output = '';
  const ready = new Promise<string>((resolve) => {
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk;
        const found = /^Paddle emulator listening on (http:\/\/127\.0\.0\.1:\d+)$/m.exec(output);
        if (found !== null) resolve(found[1]!);
      });
    }
    started.once('close', () => resolve(''));
  });
  return { process: started, url: await ready, output: () => output };
}

describe('the program', () => {
  it('says where it listens, and on SIGTERM saves and ends quickly', async () => {
    const stateFile = join(folder, 'state.json');
    const { process: running, url } = await run({ PORT: '0', STATE_FILE: stateFile, PADDLE_API_KEY: 'key' });
    expect(url).not.toBe('');
    await connect(url, 'key').customers.create({ email: 'saved@example.com' });
    const startedAt = performance.now();
    running.kill('SIGTERM');
    const [code] = await once(running, 'exit');
    expect(code).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(4000);
    expect(JSON.parse(readFileSync(stateFile, 'utf8')).tables.customers[0].email).toBe('saved@example.com');
  });

  it('names every wrong setting and does not start', async () => {
    const {
      process: ended,
      url,
      output,
    } = await run({
      PORT: 'seventy',
      PADDLE_WEBHOOK_URL: 'http://127.0.0.1:1/',
      COMPLETED_DELAY_MS: '-1',
    });
    expect(url).toBe('');
    expect(ended.exitCode).toBe(1);
    expect(output()).toContain('PORT must be a whole number from 0 to 65535, not "seventy"');
    expect(output()).toContain('PADDLE_WEBHOOK_SECRET is missing');
    expect(output()).toContain('COMPLETED_DELAY_MS');
  });

  it('says so when its port is taken', async () => {
    const first = await run({ PORT: '0' });
    const second = await run({ PORT: new URL(first.url).port });
    expect(second.output()).toContain('EADDRINUSE');
    first.process.kill('SIGKILL');
  });
});

describe('settings', () => {
  it('have the documented defaults', () => {
    expect(readSettings({})).toMatchObject({
      host: '127.0.0.1',
      port: 0,
      apiKey: null,
      webhook: null,
      stateFile: null,
      clockFile: null,
      completedDelayMs: 1300,
    });
  });

  it('take blank variables as absent and refuse a secret without an address', () => {
    expect(readSettings({ PORT: ' ', PADDLE_WEBHOOK_URL: '' }).port).toBe(0);
    expect(() => readSettings({ PADDLE_WEBHOOK_SECRET: 'x' })).toThrow(SettingsError);
    expect(() => readSettings({ ACCOUNT_TAX_MODE: 'none' })).toThrow('ACCOUNT_TAX_MODE');
  });
});
