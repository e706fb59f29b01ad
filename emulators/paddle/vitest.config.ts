import { defineConfig } from 'vitest/config';

/** For running the emulator's tests by themselves: `vitest run` in this folder. */
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], environment: 'node', testTimeout: 20_000, hookTimeout: 30_000 },
});
