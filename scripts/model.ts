import { run } from './progress.ts';

// The ledger against the plain model, in its long form: npm run model [-- lives]. Each life has up to 50 batches.

const lives = process.argv[2] ?? '2000';
if (!/^[1-9]\d*$/.test(lives)) {
  process.stderr.write(`"${lives}" is no number of lives: npm run model -- 2000\n`);
  process.exitCode = 2;
} else {
  const { ok } = await run('vitest', ['run', 'lib/ledger/ledger.property.test.ts'], {
    env: { LEDGER_RUNS: lives },
    live: true,
  });
  if (!ok) process.exitCode = 1;
}
