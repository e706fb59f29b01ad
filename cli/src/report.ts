import type { CommanderError } from 'commander';
import { withoutKeys } from './config/api-key.ts';
import { Failure, usage } from './failure.ts';
import { plainText, safeJson } from './terminal/plain-text.ts';
import { styleFor } from './terminal/style.ts';

/**
 * Says what went wrong: the message, what to do next, and the request id to quote. With `--json` a script finds the
 * same on stdout, in the form of the API's errors.
 *
 * @returns the exit code
 */
export function report(error: unknown, { json }: { json: boolean }): number {
  const failure = asFailure(error);
  const style = styleFor(process.stderr.isTTY === true, process.env);
  const lines = [
    `${style.bad('Error:')} ${plainText(failure.message)}`,
    ...failure.advice,
    ...(failure.requestId === undefined ? [] : [style.dim(`Request ${plainText(failure.requestId)}`)]),
  ];
  process.stderr.write(`${withoutKeys(lines.join('\n'))}\n`);
  if (json) showProblem(failure);
  return failure.exitCode;
}

/**
 * Ends what commander has ended, which is help, the version, or a mistake in what was typed. It has written that for
 * people; with `--json` a script finds the mistake on stdout.
 *
 * @returns the exit code
 */
export function reportEnd({ code, exitCode, message }: CommanderError, { json }: { json: boolean }): number {
  if (json && exitCode !== 0) {
    showProblem(
      usage(code === 'commander.help' ? 'There is no command.' : plainText(message.replace(/^error: /, ''))),
    );
  }
  return exitCode;
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Failure('unexpected', `Something unforeseen happened: ${message}`, {
    advice: [`Please tell us, with the command and this: ${firstFrame(error)}`],
    cause: error,
  });
}

function firstFrame(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return /^ +at .*$/m.exec(stack)?.[0].trim() ?? 'no stack';
}

function showProblem({ code, message, details, requestId }: Failure): void {
  const problem = { error: code, message, details: details ?? null, request_id: requestId ?? null };
  process.stdout.write(`${withoutKeys(safeJson(problem))}\n`);
}
