'use client';

import { Crash } from '#components/shell/crash.tsx';
import { crashTexts } from '#lib/i18n/crash-texts.ts';

/** Shown within the frame in place of a page that failed: the way to every other page stays. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return <Crash error={error} onRetry={retry} texts={crashTexts().texts} framed />;
}
