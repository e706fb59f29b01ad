'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, useTransition } from 'react';
import type { JobAccepted } from '#lib/contracts/image.ts';

/** What a server action that orders something answers. */
export type Started = { ok: true; job: JobAccepted } | { ok: false; error: Refused };

/** Why an order was refused. */
export type Refused = {
  code: string;
  message: string;
  details: Readonly<Record<string, unknown>> | null;
  requestId: string;
};

/** That no answer came to an order, or has not for a while. */
export type Unanswered = 'lost' | 'late';

const LATE_AFTER_MS = 15_000;

/**
 * Sends orders so that none is paid for twice: each has a token until it is answered, so that pressed twice, or sent again
 * after an answer that was lost, it is one job and one charge.
 *
 * @param start the server action; it is given `requestToken` beside the order
 */
export function useOrder(start: (input: unknown) => Promise<Started>) {
  const client = useQueryClient();
  const [refused, setRefused] = useState<Refused>();
  const [unanswered, setUnanswered] = useState<Unanswered>();
  const [isSending, send] = useTransition();
  const asked = useRef<{ token: string; body: string }>(undefined);

  /** @param onAccepted is given the job */
  function order(what: Readonly<Record<string, unknown>>, onAccepted?: (job: JobAccepted) => void): void {
    const body = JSON.stringify(what);
    if (asked.current?.body !== body) asked.current = { token: crypto.randomUUID(), body };
    const { token } = asked.current;
    // Not within the transition: what is set there is shown only once it ends, and would speak of the order before until then.
    setRefused(undefined);
    setUnanswered(undefined);
    send(async () => {
      const late = setTimeout(setUnanswered, LATE_AFTER_MS, 'late');
      try {
        const answer = await start({ requestToken: token, ...what });
        asked.current = undefined;
        setUnanswered(undefined);
        if (answer.ok) onAccepted?.(answer.job);
        else setRefused(answer.error);
      } catch {
        // The token stays, so that sending it again cannot order it twice.
        setUnanswered('lost');
      }
      clearTimeout(late);
      // Not awaited: without a connection these wait for it.
      void client.invalidateQueries();
    });
  }

  return { order, isSending, refused, unanswered };
}
