import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ChaosReport, runChaos } from '#lib/testing/chaos/chaos.ts';
import { VICTIMS, type Victim } from '#lib/testing/chaos/rig.ts';
import { buildApp, buildTitle } from './build.ts';
import { during } from './progress.ts';
import { stopRequest } from './stop-request.ts';

// npm run chaos: kills the app, a worker and the database server under load, 100 times, in the production build.
//   --kills N      how often
//   --short        the app's handlers on a plain server and quick pictures, for a run of a minute or two
//   --only NAME    kills only the app, the worker or postgres
//   --unsafe       with a server that acknowledges before it has written: must be found out
//   --keep         leaves the folder with all logs

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    unsafe: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const victims = VICTIMS.filter((name) => values.only === undefined || values.only === name);
if (victims.length === 0) throw new Error(`--only takes one of ${VICTIMS.join(', ')}`);

const stopping = stopRequest();
const folder = mkdtempSync(join(tmpdir(), 'depicta-chaos-'));
// As root the database works as another user, who must get through to its data.
chmodSync(folder, 0o711);
let wrong = 1;
try {
  const distDir = values.short ? undefined : await during(buildTitle(), () => buildApp(stopping));
  const report = await during(`${values.kills} kills of ${victims.join(', ')}`, () =>
    runChaos({
      folder,
      distDir,
      isDurable: !values.unsafe,
      kills: Number(values.kills),
      victims,
      clients: values.short ? 18 : 12,
      slow: values.short ? '' : ' [[slow:300ms]]',
      tell: (line) => process.stdout.write(`    ${line}\n`),
      signal: stopping,
    }),
  );
  print(report);
  wrong = report.wrong.length;
} catch (error) {
  process.stdout.write(`${(error as Error).stack}\n`);
} finally {
  if (values.keep) process.stdout.write(`All logs are in ${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
}
process.exit(wrong === 0 ? 0 : 1);

function print(report: ChaosReport): void {
  const list = (counts: ReadonlyMap<string, number>) =>
    [...counts]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 15)
      .map(([name, times]) => `${times} x ${name}`)
      .join('\n    ') || 'none';
  const of = (victim: Victim) => report.kills.filter((kill) => kill.victim === victim);
  const seconds = (times: (number | undefined)[]) => {
    const known = times.filter((ms) => ms !== undefined).sort((a, b) => a - b);
    if (known.length === 0) return 'not measured';
    const at = (share: number) => (known[Math.floor((known.length - 1) * share)]! / 1000).toFixed(1);
    return `${at(0.5)} s in the middle, ${at(1)} s at most`;
  };
  const rows = victims.map(
    (victim) =>
      `  ${String(of(victim).length).padStart(3)} of ${victim}: back after ${seconds(of(victim).map(({ backMs }) => backMs))}; ` +
      `all jobs of that moment over after ${seconds(of(victim).map(({ doneMs }) => doneMs))}`,
  );
  process.stdout.write(`
${report.kills.length} kills, each with a hold open and a batch under way
${rows.join('\n')}
${report.orders} orders: ${report.completed} completed, ${report.failed} failed and free; ${report.payments} payments
  commands that were repeated with their key:
    ${list(report.repeats)}
  errors that the processes logged, the most frequent:
    ${list(report.errors)}
  after the last answer nothing was left to do after ${[...report.settledMs].map(([name, ms]) => `${(ms / 1000).toFixed(1)} s (${name})`).join(', ')}
${report.wrong.length === 0 ? 'Nothing was lost, nothing was doubled, and the books are right.' : `WRONG (${report.wrong.length}):\n${report.wrong.slice(0, 50).join('\n')}`}
`);
}
