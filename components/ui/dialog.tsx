'use client';

import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { CloseIcon } from './icons.tsx';

interface DialogProps {
  open: boolean;
  /** Called when the person closes it: the button, Escape, or a press beside it. */
  onClose: () => void;
  title: ReactNode;
  closeLabel: string;
  children: ReactNode;
  /** The buttons, the main one last. */
  actions?: ReactNode;
}

/** A native modal dialog: the browser traps the focus, gives it back, and closes on Escape. */
export function Dialog({ open, onClose, title, closeLabel, children, actions }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before other effects: what takes the focus when it closes has it last.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      closedby="any"
      className="m-auto w-[min(32rem,calc(100vw-2rem))] rounded-lg border border-line bg-sheet p-0 shadow-lift"
    >
      <div className="flex items-start justify-between gap-4 px-6 pt-5">
        <h2 id={titleId} className="min-w-0 text-xl font-medium">
          {title}
        </h2>
        <button
          type="button"
          onClick={onClose}
          aria-label={closeLabel}
          className="-mr-2 inline-flex size-8 items-center justify-center rounded-md text-soft hover:bg-wash hover:text-ink"
        >
          <CloseIcon />
        </button>
      </div>
      <div className="px-6 pt-3 pb-6">{children}</div>
      {actions !== undefined && (
        <div className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-4">{actions}</div>
      )}
    </dialog>
  );
}
