import { run } from './progress.ts';

// Mutation testing of lib/ledger and lib/money: npm run mutate [-- Stryker's options]. What it does is in
// stryker.config.json. Its sandbox needs no tsconfig: Node runs our TypeScript.

const { ok } = await run('stryker', ['run', ...process.argv.slice(2)], { live: true });
if (!ok) process.exitCode = 1;
