import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { buildApp } from '#scripts/build.ts';
import { freePort } from '#scripts/free-port.ts';
import { type Service, startService } from '#scripts/service.ts';
import { demo } from './demo.ts';

/** Another process of the app on the demo's database, with settings that the demo's own cannot have. Sessions count in both. */
export async function ownApp(
  name: string,
  settings: Record<string, string>,
): Promise<{ url: string; stop: Service['stop'] }> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const { DATABASE_URL: _owner, ...inherited } = process.env;
  const app = startService({
    name,
    program: 'node_modules/next/dist/bin/next',
    args: ['start', '--port', String(port), '--hostname', '127.0.0.1'],
    env: {
      ...inherited,
      ...demo().environment,
      NODE_ENV: 'production',
      APP_URL: url,
      WORKER: 'off',
      NEXT_DIST_DIR: await buildApp(),
      ...settings,
    },
    logFile: join(mkdtempSync(join(tmpdir(), 'depicta-own-app-')), 'app.log'),
  });
  await expect(async () => {
    expect((await fetch(`${url}/v1/pricing`)).status, app.lastLines()).toBe(200);
  }).toPass({ timeout: 60_000 });
  return { url, stop: () => app.stop() };
}
