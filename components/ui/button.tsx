import type { ComponentProps } from 'react';
import { type ButtonLook, buttonLook } from './button-look.ts';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';

export interface ButtonProps extends ComponentProps<'button'>, ButtonLook {
  /** While true the button shows a spinner and cannot be pressed again; its label stays in place. */
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
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled === true || pending}
      aria-busy={pending || undefined}
      className={classNames(buttonLook({ variant, size, block }), className)}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
}
