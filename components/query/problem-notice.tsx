'use client';

import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { useMessages } from '#lib/i18n/client.tsx';
import { type ClientErrorCode, ProblemError } from './problem-error.ts';

interface ProblemNoticeProps {
  error: unknown;
  /** Asks again; without it there is no button. */
  onRetry?: (() => void) | undefined;
  /** A link that leads out of it, e.g. to top up. */
  action?: ReactNode;
}

/** What never came from the server is told in our own words. */
const OWN_TEXTS = {
  unreachable: 'offline',
  timeout: 'timeout',
  unexpected: 'unexpected',
} as const satisfies Record<ClientErrorCode, string>;

/** What a failed request means to the person: the reason, the request id, and a way to try again. */
export function ProblemNotice({ error, onRetry, action }: ProblemNoticeProps) {
  const t = useMessages('errors');
  const words = useMessages('words');
  const problem = error instanceof ProblemError ? error : undefined;
  const own = OWN_TEXTS[(problem?.code ?? 'unexpected') as keyof typeof OWN_TEXTS];
  return (
    <ErrorNotice
      title={own === undefined ? problem?.message : t(own)}
      requestLine={
        problem?.requestId === undefined ? undefined : words('requestId', { id: problem.requestId })
      }
      action={
        onRetry === undefined && action === undefined ? undefined : (
          <>
            {onRetry !== undefined && (
              <Button size="sm" onClick={onRetry}>
                {words('retry')}
              </Button>
            )}
            {action}
          </>
        )
      }
    />
  );
}
