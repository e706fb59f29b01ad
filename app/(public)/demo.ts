import type { Demo } from '#components/shell/demo-banner.tsx';
import { env } from '#lib/core/env.ts';

/** What the frames say about a demo; undefined where real payments are made. */
export function demo(): Demo | undefined {
  const { DEPICTA_DEMO, MAIL_INBOX_URL } = env();
  return DEPICTA_DEMO ? { mailInboxUrl: MAIL_INBOX_URL } : undefined;
}
