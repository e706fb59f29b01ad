'use client';

import { dismissGiven } from '#app/(dashboard)/(customer)/overview/actions.ts';
import { useAction } from '#components/auth/use-action.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';

/** Credit that was given, each with its reason, until the person has seen it. */
export function GivenNotice({
  given,
  upTo,
  dismissLabel,
}: {
  given: readonly { key: string; title: string; reason: string | null }[];
  /** When the newest of them was recorded: what comes later is not dismissed with them. */
  upTo: string;
  dismissLabel: string;
}) {
  const { run, pending, error } = useAction(dismissGiven);
  return (
    <Banner
      tone="success"
      announce="none"
      actions={
        <Button size="sm" pending={pending} onClick={() => run({ upTo })}>
          {dismissLabel}
        </Button>
      }
    >
      <ul className="space-y-2">
        {given.map(({ key, title, reason }) => (
          <li key={key}>
            <span className="block font-medium text-ink">{title}</span>
            {reason}
          </li>
        ))}
      </ul>
      {error !== undefined && <p role="alert">{error.message}</p>}
    </Banner>
  );
}
