import { stripVTControlCharacters } from 'node:util';
import type { Ended } from './progress.ts';

/** What one of the test runners found. */
export type RunnerResult = {
  name: string;
  passed: number;
  failed: number;
  elapsedMs: number;
  /** What failed and why, said again at the end, where whoever sees only the end of a log finds it. */
  failures?: Failure[];
};

/** One test that failed: its file and title, and what it complained about. */
export type Failure = { test: string; message: string };

const messageLines = 30;

/**
 * The count of a runner from its own report. A runner that failed without a failed test (it broke before or after
 * them) counts as one failure: green is never the default.
 *
 * @param read reads the report; may throw when there is none
 */
export function counted(
  name: string,
  ended: Ended,
  read: () => { passed: number; failed: number; failures: Failure[] },
): RunnerResult {
  let report = { passed: 0, failed: 0, failures: [] as Failure[] };
  try {
    report = read();
  } catch (error) {
    process.stdout.write(`${name} left no report: ${(error as Error).message}\n`);
  }
  const isBroken = (!ended.ok && report.failed === 0) || report.passed + report.failed === 0;
  return { ...report, name, failed: isBroken ? 1 : report.failed, elapsedMs: ended.elapsedMs };
}

/** Something that either works, and counts as one passed, or throws, and counts as one failed. */
export async function single(name: string, work: () => Promise<unknown>): Promise<RunnerResult> {
  const startedMs = performance.now();
  const took = () => performance.now() - startedMs;
  try {
    await work();
    return { name, passed: 1, failed: 0, elapsedMs: took() };
  } catch (error) {
    const { message } = error as Error;
    process.stdout.write(`${message}\n`);
    return { name, passed: 0, failed: 1, elapsedMs: took(), failures: [{ test: name, message }] };
  }
}

/** What failed, a table of the runners and, as the last line, their sum. */
export function summary(results: RunnerResult[]): { text: string; failed: number } {
  const width = Math.max(...results.map((result) => result.name.length));
  const rows = results.map(
    ({ name, passed, failed, elapsedMs }) =>
      `  ${name.padEnd(width)}  ${String(passed).padStart(5)} passed  ${String(failed).padStart(4)} failed  ` +
      `${(elapsedMs / 1000).toFixed(1).padStart(6)} s`,
  );
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const failures = results.flatMap((result) => result.failures ?? []).map(said);
  return {
    text: `\n${[...failures, ...rows].join('\n')}\n${passed} passed, ${failed} failed\n`,
    failed,
  };
}

function said({ test, message }: Failure): string {
  const lines = stripVTControlCharacters(message).trim().split('\n').slice(0, messageLines);
  return `  FAILED ${test}\n${lines.map((line) => `    ${line}`).join('\n')}\n`;
}
