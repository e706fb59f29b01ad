import type { ReactNode } from 'react';
import { Banner } from './banner.tsx';

interface ErrorNoticeProps {
  /** What went wrong, in a sentence. */
  title: ReactNode;
  /** What to do next. */
  children?: ReactNode;
  /** The text "Request req_…", for whoever asks support. */
  requestLine?: string | undefined;
  /** A retry button or a link. */
  action?: ReactNode;
}

/** Something failed: what, what to do next, what to quote, and a way to try again. */
export function ErrorNotice({ title, children, requestLine, action }: ErrorNoticeProps) {
  return (
    <Banner tone="danger" title={title} actions={action}>
      {children}
      {requestLine !== undefined && (
        <p className="mt-1 font-mono text-xs break-all select-all">{requestLine}</p>
      )}
    </Banner>
  );
}
