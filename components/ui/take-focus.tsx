'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** Has the focus once it appears: what was pressed to get here may be gone. */
export function TakeFocus({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <div ref={ref} tabIndex={-1} className="outline-none">
      {children}
    </div>
  );
}
