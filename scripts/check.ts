import { describe, violationsOfProject } from '#lib/testing/tidy.ts';
import { during, run } from './progress.ts';
import type { RunnerResult } from './runners.ts';

type Step = { title: string; instead: string; look: () => Promise<string | undefined> };

const steps: Step[] = [
  {
    title: 'Format and lint (Biome)',
    instead: '"npm run format" mends what can be mended; the rest is said above.',
    look: () => tool('biome', 'check', '--no-errors-on-unmatched', '.'),
  },
  {
    title: "The project's own rules (tidy)",
    instead: 'Each line above says what to use instead; lib/testing/tidy.ts has the rules.',
    look: async () => describe(violationsOfProject()) || undefined,
  },
  {
    title: 'Types (tsc)',
    instead: 'Mend the types named above.',
    // The types of the routes first: pages are checked against them.
    look: async () => (await tool('next', 'typegen')) ?? (await tool('tsc', '--noEmit')),
  },
  {
    title: 'Dead code (knip)',
    instead: 'Remove what nothing uses; what is used from outside is an entry in knip.json.',
    look: () => tool('knip', '--no-progress'),
  },
];

/** Looks at the sources without running them. Each step counts as one. */
export async function check(): Promise<RunnerResult> {
  const startedMs = performance.now();
  let failed = 0;
  for (const step of steps) {
    try {
      await during(step.title, async () => {
        const complaint = await step.look();
        if (complaint !== undefined) throw new Error(complaint);
      });
    } catch (error) {
      failed += 1;
      process.stdout.write(`${(error as Error).message}\n  What to do: ${step.instead}\n`);
    }
  }
  return {
    name: 'check',
    passed: steps.length - failed,
    failed,
    elapsedMs: performance.now() - startedMs,
  };
}

/** @returns what the tool complained about, or undefined when all is well */
async function tool(name: string, ...args: string[]): Promise<string | undefined> {
  const { ok, output } = await run(name, args, { env: { NEXT_TELEMETRY_DISABLED: '1' } });
  return ok ? undefined : output.trim();
}

if (import.meta.main) {
  const { failed } = await check();
  process.stdout.write(failed === 0 ? 'All is well.\n' : `${failed} of ${steps.length} steps failed.\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
