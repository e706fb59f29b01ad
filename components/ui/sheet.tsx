import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

/** A raised sheet of paper, for the one thing on a page that is handed over: a form to pay, a key shown once. */
export function Sheet({ className, ...rest }: ComponentProps<'div'>) {
  return (
    <div {...rest} className={classNames('rounded-lg border border-line bg-sheet p-5 sm:p-7', className)} />
  );
}
