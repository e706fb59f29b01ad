import type { ComponentProps } from 'react';
import { type ButtonLook, buttonLook } from './button-look.ts';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';

export interface ButtonProps extends ComponentProps<'button'>, ButtonLook {
  /** While true the button shows a spinner and a press does nothing; label and focus stay in place. */
  pending?: boolean | undefined;
}

/** Does something on this page. For going elsewhere use `LinkButton`. */
export function Button({
  variant,
  size,
  block,
  pending = false,
  type = 'button',
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      // Not `disabled`: that would take the focus from whoever pressed it.
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      className={classNames(buttonLook({ variant, size, block }), className)}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
}
