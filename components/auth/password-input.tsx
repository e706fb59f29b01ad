'use client';

import { type ComponentProps, useState } from 'react';
import { Input } from '#components/ui/input.tsx';

interface PasswordInputProps extends Omit<ComponentProps<typeof Input>, 'type' | 'before'> {
  showLabel: string;
  hideLabel: string;
}

/** A password, hidden until its reader asks to see it: what can be read is mistyped less often. */
export function PasswordInput({ showLabel, hideLabel, className, ...rest }: PasswordInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <span className="relative block">
      <Input
        {...rest}
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={`pr-16 ${className ?? ''}`}
      />
      <button
        type="button"
        aria-pressed={shown}
        aria-controls={rest.id}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-1 right-1 inline-flex items-center rounded-sm px-2.5 text-sm text-soft transition-colors hover:bg-wash hover:text-ink"
      >
        {shown ? hideLabel : showLabel}
      </button>
    </span>
  );
}
