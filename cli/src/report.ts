import { withoutKeys } from './config/api-key.ts';
import { Failure } from './failure.ts';
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
  if (json) process.stdout.write(`${withoutKeys(safeJson(problemOf(failure)))}\n`);
  return failure.exitCode;
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

function problemOf({ code, message, details, requestId }: Failure) {
  return { error: code, message, details: details ?? null, request_id: requestId ?? null };
}
