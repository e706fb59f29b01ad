'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { TakeFocus } from '#components/ui/take-focus.tsx';

interface Outcome {
  error?: unknown;
  done?: string;
}

const Tell = createContext<(outcome: Outcome) => void>(() => {});

/**
 * Tells the `HeldOutcome` above what an action came to; telling nothing takes back what was told before. What a field says itself
 * is not told again.
 */
export function useTell(): (outcome: Outcome) => void {
  const tell = useContext(Tell);
  return (outcome) => tell(fieldErrorsOf(outcome.error).size > 0 ? {} : outcome);
}

/** Holds what an action came to above what the action itself, or a colleague's, takes from the page. */
export function HeldOutcome({ children }: { children: ReactNode }) {
  const [{ error, done }, tell] = useState<Outcome>({});
  return (
    <Tell value={tell}>
      <div className="pb-8 empty:hidden">
        {error !== undefined && (
          <TakeFocus>
            <OutcomeNotice error={error} done={undefined} />
          </TakeFocus>
        )}
        <OutcomeNotice error={undefined} done={done} />
      </div>
      {children}
    </Tell>
  );
}
