import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { CONTROL_LOOK } from './control-look.ts';

/** One line of text. `before` stands inside the box, ahead of what is typed: a currency sign. */
export function Input({ before, className, ...rest }: ComponentProps<'input'> & { before?: ReactNode }) {
  const input = (
    <input
      {...rest}
      className={classNames(CONTROL_LOOK, 'h-10 px-3', before !== undefined && 'pl-8', className)}
    />
  );
  if (before === undefined) return input;
  return (
    <span className="relative block">
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 left-0 flex w-8 items-center justify-center text-soft"
      >
        {before}
      </span>
      {input}
    </span>
  );
}
