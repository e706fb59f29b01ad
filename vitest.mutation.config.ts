import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

// For `npm run mutate`: the tests of the ledger and of money alone, each with time enough.
const config = mergeConfig(base, defineConfig({ test: { testTimeout: 120_000 } }));
config.test.include = ['lib/{ledger,money}/**/*.test.ts'];
export default config;
