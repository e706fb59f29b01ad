'use client';

import { unstable_rethrow } from 'next/navigation';
import { useState, useTransition } from 'react';
import { ProblemError } from '#components/query/problem-error.ts';

/** What a server action answers, as a component sees it. */
export type Outcome = { ok: true } | { ok: false; error: ActionError };

interface ActionError {
  code: string;
  message: string;
  details: Readonly<Record<string, unknown>> | null;
  requestId: string;
}

/** The answer of an action that did what it was asked. */
type Done<Answer extends Outcome> = Extract<Answer, { ok: true }>;

/** A server action in use. */
export interface ActionInUse<Input, Answer extends Outcome> {
  /** Runs the action; a second press while it runs does nothing. */
  run: (
    input: Input,
    onDone?: (answer: Done<Answer>) => void,
    onFailure?: (error: ProblemError) => void,
  ) => void;
  pending: boolean;
  /** Whether the last run did what it was asked, until the next one begins. */
  done: boolean;
  error: ProblemError | undefined;
  /** Forgets the last outcome. */
  reset: () => void;
}

/**
 * Runs a server action and keeps what it came to. A refusal and a lost connection are both an error to show; a session
 * that has ended leads to the sign-in page by itself.
 */
export function useAction<Input, Answer extends Outcome>(
  action: (input: Input) => Promise<Answer>,
): ActionInUse<Input, Answer> {
  const [pending, startTransition] = useTransition();
  const [error, setError] = useState<ProblemError>();
  const [done, setDone] = useState(false);

  function run(
    input: Input,
    onDone?: (answer: Done<Answer>) => void,
    onFailure?: (error: ProblemError) => void,
  ) {
    if (pending) return;
    setError(undefined);
    setDone(false);
    startTransition(async () => {
      const failure = await attempt(action, input, onDone);
      if (failure !== undefined) onFailure?.(failure);
      startTransition(() => {
        setError(failure);
        setDone(failure === undefined);
      });
    });
  }

  function reset() {
    setError(undefined);
    setDone(false);
  }
  return { run, pending, done, error, reset };
}

async function attempt<Input, Answer extends Outcome>(
  action: (input: Input) => Promise<Answer>,
  input: Input,
  onDone: ((answer: Done<Answer>) => void) | undefined,
): Promise<ProblemError | undefined> {
  try {
    const answer = await action(input);
    if (!answer.ok) return toProblem(answer.error);
    onDone?.(answer as Done<Answer>);
    return undefined;
  } catch (error) {
    // Next's own redirects travel as exceptions.
    unstable_rethrow(error);
    return new ProblemError({ error: 'unreachable', message: 'unreachable' }, { status: 0, cause: error });
  }
}

/** An action's refusal has no status of its own; what matters is that it is one. */
function toProblem({ code, message, details, requestId }: ActionError): ProblemError {
  return new ProblemError({ error: code, message, details, request_id: requestId }, { status: 422 });
}
