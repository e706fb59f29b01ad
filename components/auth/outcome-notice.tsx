'use client';

import { ProblemNotice } from '#components/query/problem-notice.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TakeFocus } from '#components/ui/take-focus.tsx';
import { fieldErrorsOf } from './field-errors.ts';

/** What an action came to: done, or what went wrong unless a field beside it says so. Done takes the focus. */
export function OutcomeNotice({ error, done }: { error: unknown; done: string | undefined }) {
  if (error !== undefined) return fieldErrorsOf(error).size > 0 ? null : <ProblemNotice error={error} />;
  if (done === undefined) return null;
  return (
    <TakeFocus>
      <Banner tone="success">{done}</Banner>
    </TakeFocus>
  );
}
