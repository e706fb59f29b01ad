import { now } from '#lib/core/clock.ts';
import { checkConfiguredPaddle, configuredPaddle } from '#lib/paddle/configured.ts';
import { reconcile, reconcileLately } from '#lib/paddle/reconcile.ts';
import type { Command } from './command.ts';

/** Compares payments with Paddle's, both ways. */
export const reconcilePayments: Command = {
  usage: '[--all]',
  meaning:
    "Compares our payments with Paddle's, both ways, and repairs what is safe: those of the last 3 days, or all. Exit code 1 when something still differs.",
  options: { all: { type: 'boolean' } },
  async run({ values, database }) {
    const { prisma } = database();
    const paddle = configuredPaddle();
    const run =
      values.all === true
        ? await reconcile(prisma, paddle, { since: new Date(0) }, now())
        : await reconcileLately(prisma, paddle, now());
    const ok = run.findings.every(({ repaired }) => repaired);
    const lines = run.findings.map(
      ({ kind, subject, detail, repaired }) =>
        `${repaired ? 'repaired' : 'differs '}  ${kind} ${subject}: ${detail}`,
    );
    const compared = `${run.payments} payments and ${run.adjustments} adjustments compared, ${run.findings.length} differences.`;
    return { json: run, text: [compared, ...lines].join('\n'), ok };
  },
};

/** Whether payments will work. */
export const checkPaddle: Command = {
  usage: '',
  meaning:
    'Whether payments will work with these settings: keys, destination, events, payment link, clock, and what the legal pages lack.',
  options: {},
  async run() {
    const checks = await checkConfiguredPaddle();
    const lines = checks.map(({ name, ok, detail }) => `${ok ? 'ok    ' : 'WRONG '} ${name}: ${detail}`);
    return { json: checks, text: lines.join('\n'), ok: checks.every(({ ok }) => ok) };
  },
};
