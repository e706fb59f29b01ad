import Link from 'next/link';
import type { ComponentProps } from 'react';
import { type ButtonLook, buttonLook } from './button-look.ts';
import { classNames } from './class-names.ts';
import { LinkUnderWay } from './link-under-way.tsx';

/** Goes to another page; looks like a button because it is the next step. */
export function LinkButton({
  variant,
  size,
  block,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & ButtonLook) {
  return (
    <Link {...rest} className={classNames(buttonLook({ variant, size, block }), className)}>
      {children}
      <LinkUnderWay />
    </Link>
  );
}
