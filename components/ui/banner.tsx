import type { ReactNode } from 'react';
import { AlertIcon, CheckIcon, InfoIcon } from './icons.tsx';

const TONES = {
  info: { look: 'bg-wash', mark: <InfoIcon className="mt-1 text-soft" /> },
  success: { look: 'bg-accent-wash', mark: <CheckIcon className="mt-1 text-accent" /> },
  warn: { look: 'bg-warn-wash', mark: <AlertIcon className="mt-1 text-warn" /> },
  danger: { look: 'bg-danger-wash', mark: <AlertIcon className="mt-1 text-danger" /> },
} as const;

interface BannerProps {
  tone?: keyof typeof TONES;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons or links: what to do about it. */
  actions?: ReactNode;
  /**
   * Whether a screen reader is told when it appears: politely, at once (`danger` by default), or not at all
   * because it was there from the start.
   */
  announce?: 'polite' | 'assertive' | 'none';
}

/** Something the person should know about this page: good, bad or merely so. */
export function Banner({ tone = 'info', title, children, actions, announce }: BannerProps) {
  const { look, mark } = TONES[tone];
  const manner = announce ?? (tone === 'danger' ? 'assertive' : 'polite');
  const role = { assertive: 'alert', polite: 'status', none: undefined }[manner];
  return (
    <div role={role} className={`flex gap-3 rounded-md px-4 py-3 ${look}`}>
      {mark}
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children !== undefined && <div className="text-soft">{children}</div>}
        {actions && <div className="mt-3 mb-1 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
