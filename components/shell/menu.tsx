'use client';

import { type MouseEvent, type ReactNode, useRef } from 'react';

interface MenuProps {
  /** Unique on the page. */
  id: string;
  label: string;
  trigger: ReactNode;
  triggerClassName: string;
  panelClassName: string;
  children: ReactNode;
}

/**
 * A native popover with its button: Escape and a press elsewhere close it, the browser keeps the focus order.
 * The script only closes it when a link inside leads to another page.
 */
export function Menu({ id, label, trigger, triggerClassName, panelClassName, children }: MenuProps) {
  const panel = useRef<HTMLDivElement>(null);
  function closeOnLink(event: MouseEvent) {
    if (event.target instanceof Element && event.target.closest('a') !== null) panel.current?.hidePopover();
  }
  return (
    <>
      <button type="button" popoverTarget={id} aria-label={label} className={triggerClassName}>
        {trigger}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for links, which have their own keys */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: pressing Enter on a link is a click */}
      <div id={id} ref={panel} popover="auto" onClick={closeOnLink} className={panelClassName}>
        {children}
      </div>
    </>
  );
}
