import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { CONTROL_LOOK } from './control-look.ts';
import { ChevronIcon } from './icons.tsx';

/** One of a list, with the device's own list. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className="relative block">
      <select
        {...rest}
        className={classNames(CONTROL_LOOK, 'h-10 appearance-none truncate pr-9 pl-3', className)}
      >
        {children}
      </select>
      <ChevronIcon className="pointer-events-none absolute top-3 right-3 text-soft" />
    </span>
  );
}
