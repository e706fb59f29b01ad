import type { Ended } from './progress.ts';

/** What one of the test runners found. */
export type RunnerResult = { name: string; passed: number; failed: number; elapsedMs: number };

/**
 * The count of a runner from its own report. A runner that failed without a failed test (it broke before or after
 * them) counts as one failure: green is never the default.
 *
 * @param read reads the report; may throw when there is none
 */
export function counted(
  name: string,
  ended: Ended,
  read: () => { passed: number; failed: number },
): RunnerResult {
  let { passed, failed } = { passed: 0, failed: 0 };
  try {
    ({ passed, failed } = read());
  } catch (error) {
    process.stdout.write(`${name} left no report: ${(error as Error).message}\n`);
  }
  const isBroken = (!ended.ok && failed === 0) || passed + failed === 0;
  return { name, passed, failed: isBroken ? 1 : failed, elapsedMs: ended.elapsedMs };
}

/** Something that either works, and counts as one passed, or throws, and counts as one failed. */
export async function single(name: string, work: () => Promise<unknown>): Promise<RunnerResult> {
  const startedMs = performance.now();
  const took = () => performance.now() - startedMs;
  try {
    await work();
    return { name, passed: 1, failed: 0, elapsedMs: took() };
  } catch (error) {
    process.stdout.write(`${(error as Error).message}\n`);
    return { name, passed: 0, failed: 1, elapsedMs: took() };
  }
}

/** A table of the runners and, as its last line, their sum. */
export function summary(results: RunnerResult[]): { text: string; failed: number } {
  const width = Math.max(...results.map((result) => result.name.length));
  const rows = results.map(
    ({ name, passed, failed, elapsedMs }) =>
      `  ${name.padEnd(width)}  ${String(passed).padStart(5)} passed  ${String(failed).padStart(4)} failed  ` +
      `${(elapsedMs / 1000).toFixed(1).padStart(6)} s`,
  );
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  return { text: `\n${rows.join('\n')}\n${passed} passed, ${failed} failed\n`, failed };
}
