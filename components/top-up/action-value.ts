import { ProblemError } from '#components/query/problem-error.ts';

/** What a server action answers. */
type ActionAnswer<Value> =
  | ({ ok: true } & Value)
  | { ok: false; error: { code: string; message: string; details: unknown; requestId: string } };

/** The value of a server action. @throws {ProblemError} as a request would, so that both are shown alike */
export function actionValue<Value>(answer: ActionAnswer<Value>): Value {
  if (answer.ok) return answer;
  const { code, message, details, requestId } = answer.error;
  throw new ProblemError({ error: code, message, details, request_id: requestId }, { status: 400 });
}

/** An action that did not get through: the connection broke, or the server sent something else. */
export function notReached(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError({ error: 'unreachable', message: 'unreachable' }, { status: 0, cause: error });
}
