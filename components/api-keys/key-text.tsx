import { Code } from '#components/ui/code.tsx';

/** What may be shown of a key: how it begins and its last four signs. */
export function KeyText({ last4 }: { last4: string }) {
  return <Code unbroken>{`dpct_…${last4}`}</Code>;
}
