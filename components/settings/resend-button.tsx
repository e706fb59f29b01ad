'use client';

import { resendMail } from '#app/(dashboard)/settings/actions.ts';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';

/** Sends the verification mail again and says so in its place. */
export function ResendButton({ label, doneLabel }: { label: string; doneLabel: string }) {
  const { run, pending, done, error } = useAction(resendMail);
  return (
    <>
      {!done && (
        <Button size="sm" pending={pending} onClick={() => run({})}>
          {label}
        </Button>
      )}
      <p role="status" className="self-center">
        {done ? doneLabel : error?.message}
      </p>
    </>
  );
}
