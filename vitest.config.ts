import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The aliases of package.json's `imports` are Node's own: nothing to set here.
  test: {
    include: ['{app,bench,cli,components,emulators,lib,scripts}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/.next/**', '**/dist/**'],
    environment: 'node',
    globalSetup: ['lib/testing/postgres-server.ts'],
    setupFiles: ['lib/testing/setup.ts'],
    // Tests know the studio's prices, whatever keys the machine has.
    env: {
      OPENAI_API_KEY: '',
      GOOGLE_GENERATIVE_AI_API_KEY: '',
      BFL_API_KEY: '',
      FAL_API_KEY: '',
      REPLICATE_API_TOKEN: '',
    },
    // A database file holds a pool and a clone of its own; two cores do not gain from more files at a time.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Patience, not a promise: on a busy machine a page of a second's beat may take several.
    expect: { poll: { timeout: 15_000 } },
    sequence: { hooks: 'stack' },
  },
});
