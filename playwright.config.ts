import { defineConfig, devices } from '@playwright/test';
import { findChromium } from '#scripts/chromium.ts';
import { readDemo } from '#scripts/demo-file.ts';

// `npm test` starts a demo with an empty database and names its folder in DATA_DIR. Without it the demo that runs
// on .data is used, which is handy while writing a test.
const demo = readDemo();
const executablePath = findChromium();

export default defineConfig({
  globalSetup: './scripts/require-demo.ts',
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  // The app, its worker and the database share the machine with the browser.
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  // Against standing still, not a measure: a busy machine takes its time.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  outputDir: 'test-results',
  use: {
    ...devices['Desktop Chrome'],
    ...(demo === undefined ? {} : { baseURL: demo.appUrl }),
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
