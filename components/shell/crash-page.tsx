'use client';

import { crashTexts } from '#lib/i18n/crash-texts.ts';
import { Crash } from './crash.tsx';

/** {@link Crash} in the page's language. */
export default function CrashPage(props: { error: unknown; onRetry: () => void; framed?: boolean }) {
  return <Crash {...props} texts={crashTexts().texts} />;
}
